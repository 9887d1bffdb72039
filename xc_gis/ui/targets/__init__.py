"""The page of targets, ledgers and years: its panel at the right of the map."""
