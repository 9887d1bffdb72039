"""Results as files for programs and spreadsheets: CSV, GeoPackage, workbook, manifest."""
