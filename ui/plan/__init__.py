"""Parts of the pages on actions: filters, tables, cards, the update form."""
