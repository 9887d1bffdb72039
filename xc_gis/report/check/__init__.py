"""The data check as a page and as lines on a terminal."""
