"""Planning on a study: what a scenario would change, and where to build."""
