"""Reads of published figures."""
