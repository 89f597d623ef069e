"""Writes of boards, meetings and what they ask for."""
