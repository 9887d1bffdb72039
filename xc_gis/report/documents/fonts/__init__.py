"""Chinese fonts for pages: which are there, which letters they have, how wide these are."""
