"""OpenStreetMap data by download: ask, keep, put together, say where from."""
