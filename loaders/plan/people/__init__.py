"""From the words of a cell to the people and posts that it names."""
