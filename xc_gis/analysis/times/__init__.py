"""Station 3: walking times from every demand point to the nearest facility."""
