"""E-mail addresses as people are recognised by.

Owns: the one form in which an address is stored and looked up. Refuses: asking whether anybody reads it.
"""

import re
import unicodedata

_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+\.[^\s@<>,;:\"()\[\]\\.]+")
_OF_THEIR_OWN = "æœøßþðđłħŋ"
_LONGEST = 254  # RFC 5321


class NotAnAddress(ValueError):
    """Raised for text that cannot be one e-mail address; the text is a sentence for whoever typed it."""


def fold_email(written: str) -> str:
    """Return an address in lower case without spaces around it; empty for an empty one.

    Raises NotAnAddress, also for anything a mail's heading could not safely hold, and for letters that look
    like others: those of another script than Latin, and signs that stand for a letter.
    """
    text = written.strip()
    if not text:
        return ""
    folded = text.lower()
    if len(folded) > _LONGEST or not folded.isprintable() or not _ADDRESS.fullmatch(folded):
        raise NotAnAddress("This is not an e-mail address.")
    if not text.isascii() and not (_looks_like_itself(text) and _looks_like_itself(folded)):
        raise NotAnAddress("The address has letters that look like others. Type it anew, letter by letter.")
    return folded


def _looks_like_itself(text: str) -> bool:
    """Say whether each letter is one of a to z, with an accent or not, or no other looks like it.

    "а" of Cyrillic, the Kelvin sign, "ı" without its dot and "ɡ" of phonetics are none.
    """
    return text == unicodedata.normalize("NFKC", text) and all(
        unicodedata.normalize("NFD", letter)[0].isascii() or letter.lower() in _OF_THEIR_OWN
        for letter in text
    )
