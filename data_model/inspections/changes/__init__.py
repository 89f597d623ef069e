"""Writes about inspections and visits."""
