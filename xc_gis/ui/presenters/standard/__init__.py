"""What the page of the standard shows and decides. Knows no Qt."""
