"""The three ledgers of a run: resources, needs, measures."""
