"""E-mail addresses as people are recognised by.

Owns: the one form in which an address is stored and looked up. Refuses: asking whether anybody reads it.
"""

import re

_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+\.[^\s@<>,;:\"()\[\]\\.]+")
_LONGEST = 254  # RFC 5321


class NotAnAddress(ValueError):
    """Raised for text that cannot be one e-mail address; the text is a sentence for whoever typed it."""


def fold_email(written: str) -> str:
    """Return an address in lower case without spaces around it; empty for an empty one.

    Raises NotAnAddress, also for anything a mail's heading could not safely hold.
    """
    folded = written.strip().lower()
    if not folded:
        return ""
    if len(folded) > _LONGEST or not folded.isprintable() or not _ADDRESS.fullmatch(folded):
        raise NotAnAddress("This is not an e-mail address.")
    return folded
