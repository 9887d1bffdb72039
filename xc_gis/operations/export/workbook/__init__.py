"""The hand-in workbook of a finished run: one module for each sheet."""
