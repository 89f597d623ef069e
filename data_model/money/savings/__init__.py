"""A plan's savings: what each says year by year, what they add up to, and checks on them."""
