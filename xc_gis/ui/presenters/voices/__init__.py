"""Services delivered and voices heard, as the page shows them. Knows no Qt."""
