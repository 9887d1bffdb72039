"""Drawing a map on paper: the frame and its scale, paths, hatches, labels that do not collide."""
