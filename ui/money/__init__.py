"""What pages of the programme's money share."""
