"""Control charts and small charts of measures."""
