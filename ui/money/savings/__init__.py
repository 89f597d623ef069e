"""Savings on a page: views and forms of a saving, and of one that others saved meanwhile."""
