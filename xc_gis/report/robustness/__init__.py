"""How sure stars are, and what to look at on the ground, as tables and sentences."""
