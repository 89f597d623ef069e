"""Backups: what a database holds as one file, and putting it back."""
