"""Reads of a plan and its actions."""
