"""Make exports for readers: so many at once, in processes of their own, and keep the files until they are replaced."""
