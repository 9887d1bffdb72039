"""Tables as offices write them: text, spreadsheets, headings, cells, the meaning of columns."""
