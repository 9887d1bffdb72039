"""Public pieces without scores: a poster of services for each community, directories of facilities."""
