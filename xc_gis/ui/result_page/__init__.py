"""The page of results: themes, map, table, fact sheet, cards."""
