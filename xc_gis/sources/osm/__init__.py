"""OpenStreetMap files of every make: what they are, whether they can be read as they stand, and put in order where not."""
