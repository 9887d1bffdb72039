"""The page of study and data."""
