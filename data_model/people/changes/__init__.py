"""Writes about people who share a name."""
