"""A text that somebody typed, as it is kept.

Owns: the space around it, that a text of nothing that can be seen is no text, what is no name, and how much
of what is not saved yet is kept, and in which form. Refuses: any other change of somebody's words.
"""

import json
import unicodedata
from collections.abc import Mapping

from data_model.shared.name_key import LONGEST_NAME
from data_model.shared.refusals import Refused

_LONGEST_DRAFT = 200_000  # bytes of the words alone, as a text file would have them
# Letters that are drawn as nothing: Hangul fillers, a Braille cell without a dot.
_DRAWN_AS_NOTHING = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f")
# Of Unicode's kinds: controls, format characters such as a zero-width space, and spaces. Marks show only on a
# letter.
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Zs", "Zl", "Zp", "Mn", "Me"))

# Marks that let a line be read in another order than it is written in, so that a name shows as another.
_TURNS_THE_LINE = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def typed(text: str) -> str:
    """Return a text without the space around it; empty where nothing of it can be seen.

    A field that has to be filled in is not filled in by characters that nobody sees.
    """
    return text.strip() if any(map(_is_seen, text)) else ""


def typed_line(text: str) -> str:
    """Return a text on one line, its space folded; empty where nothing of it can be seen."""
    return " ".join(typed(text).split())


def typed_name(text: str, lacking: str) -> str:
    """Return somebody's name on one line.

    Raises Refused: with the sentence `lacking` where there is no letter in it, and for a name that is too
    long or has controls or marks that turn the line.
    """
    name = typed_line(text)
    if not any(map(str.isalpha, name)):
        raise Refused(lacking)
    if any(letter in _TURNS_THE_LINE or unicodedata.category(letter) in ("Cc", "Cs") for letter in name):
        raise Refused("The name has characters that are no letters. Type it anew.")
    if len(name) > LONGEST_NAME:
        raise Refused(f"A name has {LONGEST_NAME} letters at most.")
    return name


def write_fields(fields: Mapping[str, str], what: str, instead: str) -> str:
    """Return the fields as a draft stores them: in ASCII, so that it holds what no database takes in a text.

    Raises Refused for words of more than 200 kB, saying `what` they are and what to do `instead`.
    """
    if sum(len(words.encode("utf-8", "surrogatepass")) for words in fields.values()) > _LONGEST_DRAFT:
        raise Refused(f"{what} is too long to be kept (more than 200 kB). {instead}")
    return json.dumps(dict(fields))


def _is_seen(character: str) -> bool:
    if character in _DRAWN_AS_NOTHING:
        return False
    return unicodedata.category(character) not in _UNSEEN
