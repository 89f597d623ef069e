"""The cycle of boards: meetings, movement, assurance checks, frozen views."""
