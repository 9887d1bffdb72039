"""All words: what codes are called, in Chinese and English, on paper and in the window."""
