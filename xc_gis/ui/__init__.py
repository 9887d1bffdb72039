"""The window: PyQt5, and nothing else in the house knows Qt."""
