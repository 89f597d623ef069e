"""The plan in its own layout, and workbooks that people fill in and return."""
