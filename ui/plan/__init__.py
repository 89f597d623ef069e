"""Parts of the pages on actions: filters, tables, cards, evidence; updates are in `updating`."""
