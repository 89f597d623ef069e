"""Named writes. Each checks permission and keeps history; the caller opens and ends the transaction."""
