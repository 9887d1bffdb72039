"""Scenario files: read, held against what no study could make right, written."""
