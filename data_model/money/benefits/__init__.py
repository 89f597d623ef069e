"""A plan's benefits: volumes, profiles and readings, what these add up to, and checks on them."""
