"""How much there is for the people who walk there: floating catchments, and who reaches only what is full."""
