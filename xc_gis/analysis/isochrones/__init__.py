"""Areas within a walking time: seconds on a grid, and their outlines."""
