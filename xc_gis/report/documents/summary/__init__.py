"""The report as a Word file: headings that number themselves, table of contents, captions, cross-references."""
