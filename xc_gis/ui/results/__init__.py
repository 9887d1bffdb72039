"""What a run came to: fact sheet, gap table, comparison."""
