"""A study too large for one process: its ground in files, its points in patches, each a task of its own (decision 263)."""
