"""Charts of the programme's money."""
