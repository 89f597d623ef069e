"""Writes on recommendations."""
