"""What meetings were frozen with: one reader a form, and the way from each form to the next."""
