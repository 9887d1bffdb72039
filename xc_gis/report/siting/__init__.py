"""What a siting question leaves: tables, layers, the map, sentences."""
