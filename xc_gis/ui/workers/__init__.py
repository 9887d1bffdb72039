"""The processes beside the window: tasks, how they run, how they fail."""
