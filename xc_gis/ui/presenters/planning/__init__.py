"""What the planning page shows and decides, without Qt: scenarios that are edited, their changes in words, their effect."""
