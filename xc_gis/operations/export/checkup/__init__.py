"""社区体检表: one page for each community, as PDF and as Word files that an office edits."""
