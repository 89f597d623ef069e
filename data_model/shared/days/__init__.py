"""Days: what a written date means, working days and bank holidays, and how far ahead a day is."""
