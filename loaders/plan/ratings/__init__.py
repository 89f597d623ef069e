"""What a plan's key and colours mean, and how each action is rated by them."""
