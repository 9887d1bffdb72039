"""The same walking times under another standard: what changes, without a new search."""
