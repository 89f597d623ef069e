"""Parts of the pages of the programme office: plan editor, staff."""
