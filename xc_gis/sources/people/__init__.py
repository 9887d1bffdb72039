"""Where people live: communities, dwellings, counts, totals, grids."""
