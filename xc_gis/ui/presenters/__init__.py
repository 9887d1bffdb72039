"""What the pages show and decide, without Qt."""
