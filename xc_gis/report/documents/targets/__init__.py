"""The page of targets that are behind."""
