"""People who share a name: joined into one where somebody knows that they are, and kept apart again."""
