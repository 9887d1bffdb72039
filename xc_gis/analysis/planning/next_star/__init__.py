"""The cheapest changes that gain a community its next star."""
