"""Small parts that several pages use, and how they look."""
