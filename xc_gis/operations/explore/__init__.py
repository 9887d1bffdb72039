"""Questions to a study that is open: walks from a place, totals, search."""
