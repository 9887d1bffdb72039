"""Hand-in documents of a run: fonts, drawing of maps, page frames, atlas. Typst sets the pages; data reach it as JSON, never as markup."""
