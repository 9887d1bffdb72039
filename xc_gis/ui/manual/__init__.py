"""The manual: pages in Markdown, shown in a window of their own."""
