"""Hand-in outputs of a finished run, into one folder with a record of every file."""
