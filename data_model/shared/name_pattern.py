"""How a person's name and addresses are told in a text, and how a pseudonym takes their place.

Owns: the spellings of one name, and keeping apart the longer name of somebody else. Refuses: knowing which
texts there are (`personal_columns`), and telling an initial, a first name alone or a nickname.
"""

import re
from collections.abc import Iterable, Sequence

_APOSTROPHES = "['’‘ʼ`´]"
_DASHES = "[-‐‑‒–—]"
# Between the parts of a name also as the address of a page writes a space.
_BETWEEN = r"(?:\s+|\+|%20)"
_BEGINS, _ENDS = r"(?<!\w)", r"(?!\w)"
# A name of one word may be part of anything, so it counts only as all that stands between two of these.
_PART_BEGINS, _PART_ENDS = r"(?:^|[,;/&(:])[ \t]*", r"(?=[ \t]*(?:$|[,;/&)(<]))"


def name_pattern(names: Iterable[str], emails: Iterable[str] = ()) -> re.Pattern[str]:
    """Return what finds any of some names and addresses as whole words, whatever else stands around them.

    A name is found in upper and lower case, with any spaces, apostrophes and dashes, and with the surname in
    front. Raises ValueError where there is neither a name nor an address.
    """
    forms = [form for name in names for form in _forms(name)]
    forms += [re.escape(email) for email in emails if email.strip()]
    if not forms:
        raise ValueError("a search needs a name or an address")
    return re.compile(f"{_BEGINS}(?:{'|'.join(forms)}){_ENDS}", re.IGNORECASE)


class Pseudonymiser:
    """Puts a pseudonym in the place of some names and addresses.

    `others` are the names of other people: where one of them holds a name as a part, it is left as it is.
    """

    def __init__(
        self, names: Iterable[str], emails: Iterable[str], others: Iterable[str], pseudonym: str
    ) -> None:
        whole = [name for name in names if len(name.split()) > 1]
        single = [name for name in names if len(name.split()) == 1]
        whole.sort(key=len, reverse=True)  # a title that one of them has goes with it
        forms = [form for name in whole for form in _forms(name)]
        mine = []
        if forms:
            # "Bo Sample-Mill" and "Ann-Bo Sample" are somebody else.
            before, after = rf"(?<!\w{_DASHES})", rf"(?!{_DASHES}\w)"
            mine.append(f"{_BEGINS}{before}(?:{'|'.join(forms)}){_ENDS}{after}")
        if single:
            words = "|".join(form for name in single for form in _forms(name))
            mine.append(f"(?P<before>{_PART_BEGINS})(?:{words}){_PART_ENDS}")
        addresses = [re.escape(email) for email in emails]
        if addresses:
            mine.append(rf"(?<![\w.+-])(?:{'|'.join(addresses)})(?![\w-]|\.\w)")
        longer = [form for name in sorted(others, key=len, reverse=True) for form in _forms(name)]
        theirs = f"(?P<theirs>{_BEGINS}(?:{'|'.join(longer)}){_ENDS})|" if longer else ""
        flags = re.IGNORECASE | re.MULTILINE
        self._pattern = re.compile(f"{theirs}(?:{'|'.join(mine)})", flags) if mine else None
        self.pseudonym = pseudonym

    def rewrite(self, text: str) -> str:
        """Return a text with the pseudonym in each place of a name or address; all the rest as it was."""
        return text if self._pattern is None else self._pattern.sub(self._instead, text)

    def _instead(self, found: re.Match[str]) -> str:
        groups = found.groupdict()
        if groups.get("theirs"):
            return found[0]
        return f"{groups.get('before') or ''}{self.pseudonym}"


def longer_names(names: Sequence[str], known: Iterable[str]) -> list[str]:
    """Return those of the known names that hold one of some names as a part and are not it."""
    if not names:
        return []
    pattern = name_pattern(names)
    return [name for name in known if pattern.search(name) and not pattern.fullmatch(name.strip())]


def _forms(name: str) -> list[str]:
    surname, comma, first = name.partition(",")
    parts = [_letters(part) for part in (f"{first} {surname}" if comma else name).split()]
    if not parts:
        return []
    forms = [_BETWEEN.join(parts)]
    if len(parts) > 1:
        forms += [
            rf"{_BETWEEN.join(parts[at:])},{_BETWEEN}?{_BETWEEN.join(parts[:at])}"
            for at in range(1, len(parts))
        ]
    return forms


def _letters(part: str) -> str:
    return "".join(_letter(letter) for letter in part)


def _letter(letter: str) -> str:
    for alike in (_APOSTROPHES, _DASHES):
        if re.fullmatch(alike, letter):
            return alike
    return re.escape(letter)
