"""Year after year: what changed between runs and why, series of runs, demonstration points, archives that replay."""
