"""Workbooks of the programme's money in; amounts, years and issues out."""
