"""How sure stars are: rated again within the ranges of what nobody knows exactly."""
