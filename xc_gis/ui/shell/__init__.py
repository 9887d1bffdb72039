"""The window around the pages: start, menus, dialogs, how it closes."""
