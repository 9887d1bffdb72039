"""The report of a run: findings in sentences that are computed, maps, tables, method, sources, limits."""
