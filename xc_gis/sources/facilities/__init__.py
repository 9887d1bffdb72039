"""Facilities from mixed lists: rows, types, status, duplicates, entrances."""
