"""Reads of measures and their readings."""
