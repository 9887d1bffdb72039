"""What capacity comes to: tables, the record of what was asked, sentences."""
