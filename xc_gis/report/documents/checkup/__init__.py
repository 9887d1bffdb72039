"""The check-up page: what stands on it, its map, its PDF, its Word template."""
