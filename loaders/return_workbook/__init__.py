"""Workbooks that went out and come back, and where the plan stands in its own."""
