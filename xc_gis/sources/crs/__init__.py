"""Coordinate systems of layers: declared, found out with evidence, or refused (method §1)."""
