"""What inspectors found, written out."""
