"""Writes to measures and their readings."""
