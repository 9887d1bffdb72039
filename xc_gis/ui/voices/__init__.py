"""The page of services delivered and voices heard: its panel at the right of the map and its tables below."""
