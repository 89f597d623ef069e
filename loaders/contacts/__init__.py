"""From lists of contacts to counts; no contact is kept."""
