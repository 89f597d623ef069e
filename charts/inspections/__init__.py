"""Charts of inspections and visits."""
