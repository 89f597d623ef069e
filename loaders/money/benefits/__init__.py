"""Sheets of benefits and returns in: what they say, what they would do to a plan, and applying that."""
