"""What a run leaves: tables, layers, map, workbook. Reads results, computes nothing of the method."""
