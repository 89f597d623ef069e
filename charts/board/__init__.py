"""Charts of what moved between two boards."""
