"""What the page of targets, ledgers and years shows."""
