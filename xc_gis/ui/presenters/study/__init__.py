"""What the page of study and data shows and decides. Knows no Qt."""
