"""Recommendations on pages: lists, one of them, its forms, scrutiny's work programme."""
