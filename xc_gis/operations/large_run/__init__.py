"""One study on a cluster: a city whose network is too large for one process (decision 263)."""
