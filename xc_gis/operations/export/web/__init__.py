"""A finished run as web maps: one HTML file for the district and for each subdistrict."""
