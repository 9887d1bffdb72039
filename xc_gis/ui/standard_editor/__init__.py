"""The page of the rating standard."""
