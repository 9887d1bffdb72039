"""Files: whole or not at all, source files never written, paths that foreign libraries can take."""
