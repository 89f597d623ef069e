"""File formats: Word, Excel, CSV, and text that is safe in each."""
