"""Tables from outside: rows of a spreadsheet or CSV file, numbers as people write them."""
