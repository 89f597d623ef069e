"""Who loaded a file when, and how the dashboard knew them, in plain words.

Owns: that sentence, as plain text; whoever draws it escapes it. Refuses: who may load.
"""

from datetime import datetime

from ui.shell.dates import moment

_KNOWN = {
    "sign-in": "who had signed in",
    "self-declared": "under a name chosen on this computer, without signing in",
    "command line": "on the command line",
    "demonstration": "for the demonstration",
}


def loaded_by(recorded_at: datetime, name: str, through: str) -> str:
    """Say who loaded a file and when; a way in that is not known is named as it is stored."""
    return f"Loaded {moment(recorded_at)} by {name}, {_KNOWN.get(through, f'through {through}')}"
