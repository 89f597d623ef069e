"""Writes of what readers keep."""
