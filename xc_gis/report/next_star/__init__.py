"""The next star of communities as a table, scenarios and sentences."""
