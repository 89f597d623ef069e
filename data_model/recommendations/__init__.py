"""Recommendations of scrutiny, inspections, reviews and peers: tables, rows, rules, queries and changes."""
