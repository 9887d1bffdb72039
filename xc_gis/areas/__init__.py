"""Areas and points: which area holds a point, outlines drawn coarser, people of an area spread over its points, places from one coordinate system to another."""
