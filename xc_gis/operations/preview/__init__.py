"""A look at one layer before anything is run."""
