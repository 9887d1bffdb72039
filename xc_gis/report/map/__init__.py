"""The web map: one page that works offline."""
