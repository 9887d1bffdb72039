"""The map in the window, its themes, tiles and exports."""
