"""The texts: documents cut into passages, the names in them found, and each mention linked to its place."""
