"""Actions as files: lists, calendars, mails."""
