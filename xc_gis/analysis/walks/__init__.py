"""Single walks: second by second, from anywhere, to the nearest facilities."""
