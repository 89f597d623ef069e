"""A plan's funds: their lines, conditions and movements, what these add up to, and checks on them."""
