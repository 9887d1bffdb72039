"""Opening hours: how lists write them, what they mean on a day of the Chinese calendar, and at which moments they are asked about."""
