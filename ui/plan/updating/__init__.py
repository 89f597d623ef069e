"""The update of one action on a page: its form, draft, conflicts, queue and saving."""
