"""Files for the platforms of others: tables and places with a dictionary, and the schemas that check them."""
