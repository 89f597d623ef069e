"""The columns of a plan, judged as wholes."""
