"""Measures: definitions, readings, targets, control charts."""
