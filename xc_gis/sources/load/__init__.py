"""Everything that a study names, read and joined once."""
