"""The plug-in of QGIS."""
