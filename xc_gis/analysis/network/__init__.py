"""Station 1: from streets to the walking network, with barriers, gates, crossing waits and squares."""
