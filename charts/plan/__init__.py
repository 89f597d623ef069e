"""Charts of actions: due dates, ratings, load."""
