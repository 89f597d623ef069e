"""Reads of what readers keep."""
