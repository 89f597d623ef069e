"""The board's pack and the one-page summary."""
