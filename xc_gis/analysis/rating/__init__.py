"""Station 5: stars, and what stands between a community and the next one."""
