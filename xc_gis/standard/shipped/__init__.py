"""Rating standards that come with the program."""
