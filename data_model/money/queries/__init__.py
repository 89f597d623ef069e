"""Reads of the programme's money."""
