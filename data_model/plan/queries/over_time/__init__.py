"""Reads of what became of actions: their versions, what differs between two, and what was said when."""
