"""Parts of the pages on measures."""
