"""Rows with an address and no coordinates: placed by evidence, or waiting."""
