"""Single rows: their cells, keys and names, what happened to them, what was noted while they were read."""
