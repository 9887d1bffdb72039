"""Lists of indicators that come with the program."""
