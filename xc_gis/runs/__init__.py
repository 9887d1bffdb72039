"""Runs on disk: their folder, history and content, and two of them compared."""
