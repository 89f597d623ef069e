"""Sheets in other forms than a table, put into the form of one."""
