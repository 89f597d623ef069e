"""Writes of published figures, of a plan's council and of the links to measures."""
