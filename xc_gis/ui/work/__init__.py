"""Processes that do the long work."""
