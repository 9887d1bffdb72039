"""Many studies at once: which, where each is computed, what they come to together."""
