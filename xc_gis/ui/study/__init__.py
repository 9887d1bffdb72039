"""The page of the study and its data."""
