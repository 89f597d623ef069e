"""Parts of the pages on meetings, checks and what changed."""
