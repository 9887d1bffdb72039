"""The data check of a study."""
