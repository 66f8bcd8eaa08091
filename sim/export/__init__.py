"""Files that carry scenarios out: slides, workbooks, tables, JSON and images. Pure functions that return bytes."""
