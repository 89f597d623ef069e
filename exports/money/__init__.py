"""Files of the programme's money."""
