"""Inspections and visits on pages: grades, findings, the plan on that day, and their forms."""
