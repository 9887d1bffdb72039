"""What scenarios do, as tables and in words."""
