"""Read the world: study file, streets, layers in any declared coordinate system, tables. No computation of the method."""
