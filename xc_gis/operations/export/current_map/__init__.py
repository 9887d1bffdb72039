"""The map that the window shows as a page: by the same code as the atlas, on a paper of one's choice."""
