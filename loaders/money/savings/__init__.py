"""Tables of savings in: what they say year by year, what they would do to a plan, and applying that."""
