"""Workbooks of funds and ledgers in: tables, rows, what they would do to a plan, and applying that."""
