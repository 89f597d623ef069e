"""Writes to a plan and its actions."""
