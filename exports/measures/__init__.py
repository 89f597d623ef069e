"""Readings of measures as files."""
