"""The hand-in workbook: what a sheet holds, how it looks, on the screen and printed."""
