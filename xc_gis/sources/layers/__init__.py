"""Layers with places, whatever their format."""
