"""Trackers of recommendations: read, understand, compare, apply."""
