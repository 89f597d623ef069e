"""Whom initials, an address or a surname in front mean, by what the rest of the file says.

Owns: keys of initials on any sheet ("OB | Ola Brett", "OB = Ola Brett, Head of Service"), and the people that
the file's columns name in full. Refuses: initials that fit two people, and names that nothing else has.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from data_model.shared.name_key import name_key
from loaders.files.raw_workbook import RawWorkbook
from loaders.plan.people.people_parts import words_are_name
from loaders.plan.people.responsible import (
    PersonAndPost,
    Responsible,
    understand_responsible,
)

_INITIALS = re.compile(r"(?:[A-Z]\.?){2,4}")
_TOKEN = re.compile(r"(?<![\w.@])(?:[A-Z]\.?){2,4}(?![\w@])")
_LINE = re.compile(r"(?:^|[;,\n|]\s*)\s*([A-Z]{2,4})\s*(?:=|–|—|-|:)\s*([^;\n|=]{3,80}?)(?=\s*(?:[;\n|]|$))")
_SURNAME_FIRST = re.compile(r"\s*([^\W\d_][\w'’\-]*),\s*([^\W\d_][\w'’\-]*)\s*")
_ADDRESS = re.compile(r"\s*(?:i:0#\.\w\|\w+\|)?([A-Za-z'\-]+)[._]([A-Za-z'\-]+)\d*@[\w.\-]+\s*")
_LONGEST_LINE = 2000
_FEWEST_SURNAME_FIRST = 3
_MOSTLY = 0.8


class KnownPeople:
    """The people of one file. `initials_used` holds those that were read, with the person meant, and
    `surname_first` the cells read as "Brett, Ola" because nearly all cells of responsible people are so."""

    def __init__(self, workbook: RawWorkbook, texts: Iterable[str]) -> None:
        self.initials_used: dict[str, str] = {}
        self.surname_first: dict[str, None] = {}
        self._texts_left = texts
        self._distinct: tuple[str, ...] | None = None
        self._mostly_surname_first: bool | None = None
        self._workbook = workbook
        self._by_initials: dict[str, PersonAndPost] | None = None
        self._names: dict[str, str] | None = None

    def understand(self, text: str) -> Responsible:
        """Understand a cell as `understand_responsible` does, with what the rest of the file says."""
        if (name := self._named_elsewhere(text)) is not None:
            return Responsible(text, (PersonAndPost(name, ""),))
        if (match := _SURNAME_FIRST.fullmatch(text)) and self._is_surname_first():
            self.surname_first.setdefault(text)
            return Responsible(text, (PersonAndPost(f"{match[1]}, {match[2]}", ""),))
        if _TOKEN.search(text) and (known := self._initials()):
            told = _TOKEN.sub(lambda found: self._full_name(found[0], known), text)
            if told != text:
                return self._with_posts(text, understand_responsible(told), known)
        return understand_responsible(text)

    def _named_elsewhere(self, text: str) -> str | None:
        """Find "Brett, Ola" or "ola.brett@…" among the people named in full elsewhere."""
        if match := _SURNAME_FIRST.fullmatch(text):
            key = name_key(f"{match[2]} {match[1]}")
        elif match := _ADDRESS.fullmatch(text):
            key = name_key(f"{match[1]} {match[2]}")
        else:
            return None
        if self._names is None:
            self._names = {}
            for each in map(understand_responsible, self._texts()):
                for person in each.people if not each.doubt else ():
                    if "," not in person.name and len(person.name.split()) > 1:
                        self._names.setdefault(name_key(person.name), person.name)
        return self._names.get(key)

    def _texts(self) -> tuple[str, ...]:
        """Give the distinct texts of the file's columns of responsible people."""
        if self._distinct is None:
            self._distinct = tuple(dict.fromkeys(text for text in self._texts_left if text))
        return self._distinct

    def _is_surname_first(self) -> bool:
        """Judge the columns as wholes: "Brett, Ola" in nearly every cell is one person, not two.

        Where a word stands before a comma in one cell and behind it in another, nothing is judged.
        """
        if self._mostly_surname_first is None:
            texts = self._texts()
            pairs = [match.groups() for text in texts if (match := _SURNAME_FIRST.fullmatch(text))]
            named = [pair for pair in pairs if words_are_name(list(pair))]
            before, behind = ({one[at].casefold() for one in named} for at in (0, 1))
            self._mostly_surname_first = (
                len(named) >= _FEWEST_SURNAME_FIRST
                and len(named) >= _MOSTLY * len(texts)
                and before.isdisjoint(behind)
            )
        return self._mostly_surname_first

    def _full_name(self, token: str, known: dict[str, PersonAndPost]) -> str:
        person = known.get(token.replace(".", ""))
        if person is None:
            return token
        self.initials_used[token] = person.name
        return person.name

    def _with_posts(self, text: str, read: Responsible, known: dict[str, PersonAndPost]) -> Responsible:
        posts = {name_key(person.name): person.post for person in known.values()}
        people = tuple(
            replace(person, post=person.post or posts.get(name_key(person.name), ""))
            if person.name
            else person
            for person in read.people
        )
        return Responsible(text, people, read.doubt)

    def _initials(self) -> dict[str, PersonAndPost]:
        """Read the keys of initials, once; initials that stand for two people are left out."""
        if self._by_initials is None:
            found: dict[str, dict[str, PersonAndPost]] = {}
            for initials, person in self._pairs():
                same = found.setdefault(initials, {})
                known = same.get(name_key(person.name))
                if known is None or not known.post:
                    same[name_key(person.name)] = person
            self._by_initials = {
                initials: next(iter(people.values()))
                for initials, people in found.items()
                if len(people) == 1
            }
        return self._by_initials

    def _pairs(self) -> Iterator[tuple[str, PersonAndPost]]:
        for sheet in self._workbook.sheets:
            for cells in sheet.rows.values():
                texts = {at: cell.value.strip() for at, cell in cells.items() if isinstance(cell.value, str)}
                for at, text in texts.items():
                    if len(text) <= 8 and _INITIALS.fullmatch(text):
                        yield from _beside(texts, at)
                    elif len(text) <= _LONGEST_LINE and ("=" in text or "–" in text or "-" in text):
                        yield from _in_line(text)
            for box in sheet.text_boxes:
                yield from _in_line(box)


def _beside(texts: dict[int, str], at: int) -> Iterator[tuple[str, PersonAndPost]]:
    """Read "OB | Ola Brett | Head of Service", the name on either side."""
    for beside in (at + 1, at - 1):
        if (person := _person(texts[at], texts.get(beside, ""))) is not None:
            post = texts.get(beside + 1, "") if beside > at else texts.get(at + 1, "")
            yield texts[at].replace(".", ""), _with_post(person, post)


def _in_line(text: str) -> Iterator[tuple[str, PersonAndPost]]:
    for match in _LINE.finditer(text):
        if (person := _person(match[1], match[2])) is not None:
            yield match[1], person


def _person(initials: str, text: str) -> PersonAndPost | None:
    """Understand a text as the one person whose name has these initials."""
    if not text or len(text) > 80:
        return None
    people = [person for person in understand_responsible(text).people if person.name]
    if len(people) != 1 or not words_are_name(people[0].name.split()):
        return None
    letters = [part[0].upper() for part in re.split(r"[\s\-]+", people[0].name) if part]
    wanted = initials.replace(".", "")
    words = [part[0].upper() for part in people[0].name.split()]
    return people[0] if wanted in ("".join(letters), "".join(words), words[0] + words[-1]) else None


def _with_post(person: PersonAndPost, post: str) -> PersonAndPost:
    """Give a person the post in the cell beside, where it is one."""
    if person.post or not post:
        return person
    read = understand_responsible(post).people
    says = len(read) == 1 and not read[0].name and not understand_responsible(post).doubt
    return replace(person, post=post) if says else person
