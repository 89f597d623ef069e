"""How a person's name and addresses are told in a text, and how a pseudonym takes their place.

Owns: the spellings of one name, and keeping apart the longer name of somebody else. Refuses: knowing which
texts there are (`personal_columns`), taking a name without its accents for the same, and telling an
initial, a first name alone or a nickname.
"""

import re
from collections.abc import Iterable, Sequence

from data_model.shared.folded_text import MARKS, FoldedText, bare, fold
from data_model.shared.name_key import TITLES, name_key

# All patterns are of folded texts. "_" is no letter: names of files part words with it.
_BEGINS, _ENDS = rf"(?<![^\W_])(?<![{MARKS}])", rf"(?![^\W_])(?![{MARKS}])"
# Between the parts of a name, also as names of files and addresses of pages write a space.
_SPACE = r"(?:\s+|_+|\+|%20)"
_BETWEEN = rf"(?:{_SPACE}|[.-])"
_BETWEEN_INITIALS = rf"(?:\.?{_SPACE}|[.-])"
_SURNAME_ENDS = rf"\s?,{_SPACE}?(?:(?:{'|'.join(sorted(TITLES))})\.?\s+)?"
# "Bo Sample-Mill", "Ann-Bo Sample" and "Bo D'Sample" are somebody else, and so is the owner of an address.
_OTHER_BEFORE, _OTHER_AFTER = r"(?<![^\W_][-'])", r"(?!-[^\W_]|'[^\W_]{2}|@)"
# A name of one word may be part of anything, so it counts only as all that stands between two of these.
_PART_BEGINS, _PART_ENDS = r"(?:^|[,;/&(:])[ \t]*", r"(?=[ \t]*(?:$|[,;/&)(<]))"
_FLAGS = re.MULTILINE


class NameFinder:
    """Finds any of some names and addresses as whole words, whatever else stands around them.

    A name is found in any spelling that `fold` makes one, with spaces, dashes or full stops between its
    parts, and with the surname in front. Raises ValueError where there is neither a name nor an address.
    """

    def __init__(self, names: Iterable[str], emails: Iterable[str] = ()) -> None:
        all_names = list(names)
        forms = [form for name in all_names for form in _forms(name)]
        forms += [_address(email) for email in emails if email.strip()]
        if not forms:
            raise ValueError("a search needs a name or an address")
        self._pattern = re.compile(f"{_BEGINS}(?:{'|'.join(forms)}){_ENDS}", _FLAGS)
        self._keys = {name_key(name) for name in all_names} - {""}
        self._names = all_names
        self._bare: re.Pattern[str] | None = None

    def is_in(self, text: str) -> bool:
        """Say whether a text holds one of the names or addresses."""
        return self._pattern.search(fold(text)) is not None

    def is_one(self, text: str) -> bool:
        """Say whether a text is one of the names or addresses and nothing else, but for a title."""
        return self._pattern.fullmatch(fold(text).strip()) is not None or name_key(text) in self._keys

    def like_names(self, text: str) -> list[str]:
        """Return what stands in a text and differs from one of the names in nothing but accents.

        Whether it is the same person only somebody who knows them can say.
        """
        if self._bare is None:
            forms = [form for name in self._names for form in _forms(bare(name))] or ["(?!)"]
            self._bare = re.compile(f"{_BEGINS}(?:{'|'.join(forms)}){_ENDS}", _FLAGS)
        if not self._bare.search(bare(text)):
            return []
        beside = FoldedText(text, bare)
        spans = [beside.span(*found.span()) for found in self._bare.finditer(beside.folded)]
        written = [" ".join(text[begin:end].split()) for begin, end in spans]
        return [name for name in dict.fromkeys(written) if not self.is_one(name)]


class Pseudonymiser:
    """Puts a pseudonym in the place of some names and addresses.

    `others` are the names of other people: where one of them holds a name as a part, it is left as it is.
    """

    def __init__(
        self, names: Iterable[str], emails: Iterable[str], others: Iterable[str], pseudonym: str
    ) -> None:
        by_length = sorted(names, key=len, reverse=True)  # a title that one of them has goes with it
        whole = [form for name in by_length if not _is_one_word(name) for form in _forms(name)]
        single = [form for name in by_length if _is_one_word(name) for form in _forms(name)]
        addresses = [_address(email) for email in emails if email.strip()]
        mine = []
        if whole:
            mine.append(rf"{_BEGINS}{_OTHER_BEFORE}(?P<whole>{'|'.join(whole)}){_ENDS}{_OTHER_AFTER}")
        if single:
            mine.append(rf"{_PART_BEGINS}(?P<single>{'|'.join(single)}){_PART_ENDS}")
        if addresses:
            mine.append(rf"(?<![\w.+-])(?P<address>{'|'.join(addresses)})(?![\w-]|\.\w)")
        longer = [form for name in sorted(others, key=len, reverse=True) for form in _forms(name)]
        theirs = f"{_BEGINS}(?:{'|'.join(longer)}){_ENDS}|" if longer else ""
        self._pattern = re.compile(f"{theirs}{'|'.join(mine)}", _FLAGS) if mine else None
        self.pseudonym = pseudonym

    def rewrite(self, text: str) -> str:
        """Return a text with the pseudonym in each place of a name or address; all the rest as it was."""
        if self._pattern is None or not self._pattern.search(fold(text)):
            return text
        beside, kept, stands = FoldedText(text), list[str](), 0
        for found in self._pattern.finditer(beside.folded):
            if found.lastgroup is None:  # somebody else's
                continue
            begin, end = beside.span(*found.span(found.lastgroup))
            kept += [text[stands:begin], self.pseudonym]
            stands = end
        return "".join([*kept, text[stands:]])


def like_words(search: str, names: Iterable[str]) -> list[str]:
    """Return the names that hold each word of a search, though some of them with other accents."""
    words = search.casefold().split()
    found = [name for name in names if words and all(bare(word) in bare(name) for word in words)]
    return [name for name in found if not all(word in name.casefold() for word in words)]


def is_name(text: str) -> bool:
    """Say whether there is anything in a text that could be looked for as a name."""
    return bool(_forms(text))


def longer_names(names: Sequence[str], known: Iterable[str]) -> list[str]:
    """Return those of the known names that hold one of some names as a part and are not it."""
    if not names:
        return []
    finder = NameFinder(names)
    return [name for name in known if finder.is_in(name) and not finder.is_one(name)]


def _is_one_word(name: str) -> bool:
    return len(name.replace(",", " ").split()) == 1


def _forms(name: str) -> list[str]:
    surname, comma, first = fold(name).partition(",")
    words = re.findall(r"[^\s._-]+", f"{first} {surname}" if comma else surname)
    if not any(map(str.isalnum, "".join(words))):
        return []
    return [
        _joined(words),
        *(f"{_joined(words[at:])}{_SURNAME_ENDS}{_joined(words[:at])}" for at in range(1, len(words))),
    ]


def _joined(words: Sequence[str]) -> str:
    between = [_BETWEEN_INITIALS if len(word) == 1 else _BETWEEN for word in words[:-1]]
    return "".join(_letters(word) + after for word, after in zip(words, [*between, ""], strict=True))


def _letters(word: str) -> str:
    # In capitals nobody can tell the Turkish letters with and without a dot.
    return re.sub("i\u0307?|ı", "[iı]\u0307?", re.escape(word))


def _address(email: str) -> str:
    return re.escape(fold(email.strip())).replace("@", "(?:@|%40)")
