"""What the data check asks of streets and of the method: parts, losses, unknowns."""
