"""Rows in; a Plotly figure and its one-sentence summary out."""
