"""Why a council's own template was not taken.

Owns: the one exception, apart from what reads templates, so that a page can catch it without Word's library.
Refuses: reading templates (see `docx_template`).
"""


class BadTemplate(ValueError):
    """Raised for a template that cannot be used; the message is one sentence for the person who gave it."""
