"""What the page of results shows and asks. Knows no Qt."""
