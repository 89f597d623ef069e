"""Parts of the pages that load files: choices, conflicts, previews, history."""
