"""Reads for boards and their meetings."""
