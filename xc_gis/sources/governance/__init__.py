"""What the district hears of its services, as tables: the survey of the service catalogue, hotline tickets, satisfaction."""
