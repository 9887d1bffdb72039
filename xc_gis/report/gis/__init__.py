"""Files for other GIS: layers with their looks for QGIS, open formats, shapefiles, a dictionary of fields."""
