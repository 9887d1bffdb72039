"""Layers that a siting question names: candidate sites, and areas in which to look or not to build."""
