"""The explorer: pages that show what the build made, and the server around them."""
