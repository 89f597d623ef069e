"""Reads about people who share a name."""
