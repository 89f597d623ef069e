"""Inspections and visits of the inspectorate: what each graded and found, beside what the plan said."""
