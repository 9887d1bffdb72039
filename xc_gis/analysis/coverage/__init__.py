"""Station 4: covered, gap or unknown, by category and community."""
