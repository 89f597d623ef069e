"""One name as different files and people write it.

Owns: drawing such a spelling, the same one for the same seed, and a search for any of them that knows nothing
of how the program searches. Refuses: nicknames and initials, which nobody finds, and accents left out, which
are offered only.
"""

import unicodedata
from random import Random

FIRST, LAST = "Quilla", "Zoë-O’Vantage"
NAME = f"{FIRST} {LAST}"
_UNSEEN = "\u00ad\u200b\u200d\u2060\ufeff"


def spell(random: Random, *, in_a_list: bool = False) -> str:
    """Return NAME in some spelling; in a list not one that reads as two names there."""
    is_turned = random.random() < 0.3
    last = LAST.replace("’", random.choice("'’‘ʼ`´′＇"))
    last = last.replace("-", random.choice("-‐‑–—−" if in_a_list and is_turned else "-‐‑–—− "))
    spaces = (
        [" ", "  ", "\xa0", "\u2009"] if in_a_list else [" ", "  ", "\xa0", "\u2009", "\n", "_", ".", "+"]
    )
    name = f"{last}, {FIRST}" if is_turned else f"{FIRST}{random.choice(spaces)}{last}"
    # In a list without capitals nobody's eye tells where a name ends.
    name = random.choice([name, name.upper(), name.title() if in_a_list else name.lower()])
    name = unicodedata.normalize(random.choice(["NFC", "NFD"]), name)
    at = random.randrange(1, len(name) - 1)
    return f"{name[:at]}{random.choice(_UNSEEN)}{name[at:]}" if random.random() < 0.3 else name


def names_anybody_here(text: str) -> bool:
    """Say whether the bare letters of the name stand in a text, in either order."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", text).casefold() if letter.isalpha())
    return "quillazoeovantage" in bare or "zoeovantagequilla" in bare
