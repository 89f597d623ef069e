"""An invented council's plan, made relative to a given day."""
