"""Street data of any format into one ``StreetData``."""
