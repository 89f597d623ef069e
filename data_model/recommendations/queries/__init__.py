"""Reads of recommendations."""
