"""The planning page: scenarios and their changes beside the map, their effect, scenarios side by side below it."""
