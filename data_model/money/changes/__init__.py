"""Writes to the programme's money."""
