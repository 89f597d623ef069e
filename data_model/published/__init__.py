"""Published figures: what is known of every council, region and England, and how a plan compares."""
