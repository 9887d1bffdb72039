"""What the program does for somebody: run, check, preview, fetch, place, explore. Each is one call."""
