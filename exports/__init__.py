"""Rows in; bytes of a file out."""
