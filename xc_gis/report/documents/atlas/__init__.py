"""The atlas: a page for each community, subdistrict and the whole district, in one theme."""
