"""Siting: which sites to build among candidates, how good that is, and how much better anything could be."""
