"""The tables of a sheet: where they lie, what their rows are, and what each row says."""
