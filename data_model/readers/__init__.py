"""What a reader keeps for themselves: what they watch, and the filters they saved."""
