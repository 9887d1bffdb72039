"""Coordinates and rows as arrays: the plane of all lengths, pairs of rows that share a key."""
