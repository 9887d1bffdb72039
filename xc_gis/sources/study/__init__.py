"""The study file: read, edited with its comments kept, drafted."""
