"""Corrections by hand, beside the study, never in the source files."""
