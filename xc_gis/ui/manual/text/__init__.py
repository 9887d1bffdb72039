"""Pages of the manual as text. Knows no Qt."""
