"""Coverage by slices of time, by walking profile, and the three sentences: as tables and in words."""
