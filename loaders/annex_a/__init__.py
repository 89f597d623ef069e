"""From Annex A, lists about children, to counts; nothing of a row is kept."""
