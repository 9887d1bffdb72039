"""Walks in words."""
