"""The kinds of values that a frozen document is made of: how each is read from plain data, and written to it.

Owns: checking a value against its kind, and building today's row classes from records by the names of their
fields. Refuses: knowing any form (`form_1`, `form_2`), bytes and JSON (`documents`).

A document outlives the classes that it is read into. What a class no longer has is passed over. A field that
a class has and the document has not gets the class's default, else the emptiest value of its type, so that a
meeting can be read before anybody thought of it; a test makes whoever adds a field say what it shall be.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin


class Wrong(Exception):
    """Raised for a value that is not of its kind; `place` leads from the outermost name to it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.place: tuple[str, ...] = ()

    def within(self, name: str) -> "Wrong":
        """Say that the value stands within a field or a line of a list."""
        self.place = (name, *self.place)
        return self

    def __str__(self) -> str:
        return f"{', '.join(self.place)}: {self.reason}" if self.place else self.reason


class Kind:
    """A kind of value. `read` takes plain data and raises Wrong; `write` gives plain data back."""

    def read(self, value: Any) -> Any:
        raise NotImplementedError

    def write(self, value: Any) -> Any:
        return value


class Plain(Kind):
    """A value that JSON has itself, of one of some types and no other: to Python, True is a number."""

    def __init__(self, words: str, *types: type) -> None:
        self.words, self.types = words, types

    def read(self, value: Any) -> Any:
        if type(value) not in self.types:
            raise Wrong(f"no {self.words}")
        return value

    def write(self, value: Any) -> Any:
        # A word of an enumeration is a text wherever a row says that it holds one.
        return self.read(str(value) if isinstance(value, str) else value)


class Number(Plain):
    """A number that is finite."""

    def read(self, value: Any) -> float:
        number = float(super().read(value))
        if not math.isfinite(number):
            raise Wrong(f"no {self.words}")
        return number


class Iso(Kind):
    """A day or a time, written as ISO 8601 has it."""

    def __init__(self, words: str, parse: Callable[[str], date]) -> None:
        self.words, self.parse = words, parse

    def read(self, value: Any) -> date:
        try:
            return self.parse(value)
        except (TypeError, ValueError):
            raise Wrong(f"no {self.words}") from None

    def write(self, value: date) -> str:
        return value.isoformat()


TEXT, TRUTH = Plain("text", str), Plain("yes or no", bool)
WHOLE, NUMBER = Plain("whole number", int), Number("number", int, float)
DAY, TIME = Iso("day", date.fromisoformat), Iso("time", datetime.fromisoformat)


class Word(Kind):
    """One of a few words, kept as the word."""

    def __init__(self, *words: str) -> None:
        self.words = words

    def read(self, value: Any) -> str:
        if value not in self.words:
            raise Wrong("a word that this form has not")
        return str(value)


class OneOf(Word):
    """A member of an enumeration, by the value that it had in this form; with `by_name`, by its name."""

    def __init__(self, kind: type[Enum], *words: str, by_name: bool = False) -> None:
        super().__init__(*words)
        self.kind, self.by_name = kind, by_name
        self.members = {self.write(member): member for member in kind}

    def read(self, value: Any) -> Any:
        word = super().read(value)
        if word not in self.members:
            raise Wrong("a word that this version has not")
        return self.members[word]

    def write(self, value: Enum) -> str:
        return value.name if self.by_name else str(value.value)


class Maybe(Kind):
    """A value, or none."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind

    def read(self, value: Any) -> Any:
        return None if value is None else self.kind.read(value)

    def write(self, value: Any) -> Any:
        return None if value is None else self.kind.write(value)


class ListOf(Kind):
    """Any number of values of one kind; a tuple once it is read."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind

    def read(self, value: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise Wrong("no list")
        read, place = self.kind.read, 0
        try:
            found = []
            for place, one in enumerate(value):  # noqa: B007 - the place is said of what is wrong
                found.append(read(one))
            return tuple(found)
        except Wrong as wrong:
            raise wrong.within(str(place + 1)) from None

    def write(self, value: Any) -> list[Any]:
        return [self.kind.write(one) for one in value]


class Fixed(Kind):
    """As many values as there are kinds, one of each; a tuple once it is read."""

    def __init__(self, *kinds: Kind) -> None:
        self.kinds = kinds

    def read(self, value: Any) -> tuple[Any, ...]:
        if type(value) is not list or len(value) != len(self.kinds):
            raise Wrong(f"no list of {len(self.kinds)}")
        return tuple(kind.read(one) for kind, one in zip(self.kinds, value, strict=True))

    def write(self, value: Any) -> list[Any]:
        return [kind.write(one) for kind, one in zip(self.kinds, value, strict=True)]


class Later(Kind):
    """A field that came after the first documents of its form; those without it have `default`.

    Nor is the default written: so a document that says nothing new is, byte for byte, what it was before.
    """

    def __init__(self, kind: Kind, default: Any) -> None:
        self.kind, self.default = kind, default
        self.read, self.write = kind.read, kind.write  # type: ignore[method-assign]


class Record(Kind):
    """Named values, read into a row class (or a dict) by the names of its fields."""

    def __init__(self, row: Callable[..., Any], /, **kinds: Kind) -> None:
        self.row, self.kinds = row, kinds

    def plus(self, **kinds: Kind) -> "Record":
        """Return the record with fields added, or of another kind."""
        return Record(self.row, **{**self.kinds, **kinds})

    def read(self, value: Any) -> Any:
        if type(value) is not dict:
            raise Wrong("no record")
        given, name = {}, ""
        try:
            for name, kind in self.kinds.items():
                if name in value:
                    given[name] = kind.read(value[name])
                elif isinstance(kind, Later):
                    given[name] = kind.default
                else:
                    raise Wrong("missing")
        except Wrong as wrong:
            raise wrong.within(name) from None
        return build(self.row, given)

    def write(self, value: Any) -> dict[str, Any]:
        held = value if isinstance(value, dict) else None
        given = {name: getattr(value, name) if held is None else held[name] for name in self.kinds}
        return {
            name: kind.write(given[name])
            for name, kind in self.kinds.items()
            if not (isinstance(kind, Later) and given[name] == kind.default)
        }


def build(row: Callable[..., Any], given: Mapping[str, Any]) -> Any:
    """Make a row of a class from what a document has of it. Raises Wrong where the class refuses that."""
    if row is dict:
        return given
    names, emptiest = _fields_of(row)
    try:
        if given.keys() == names:
            return row(**given)
        return row(**{name: value for name, value in {**emptiest, **given}.items() if name in names})
    except ValueError as refused:
        raise Wrong(str(refused)) from None


@lru_cache(maxsize=256)
def _fields_of(row: Callable[..., Any]) -> tuple[frozenset[str], dict[str, Any]]:
    """Return the names of a class's fields, and the emptiest value of each that has no default."""
    known: tuple[Any, ...] = fields(row)  # type: ignore[arg-type]
    without = [one for one in known if one.default is MISSING and one.default_factory is MISSING]
    return frozenset(one.name for one in known), {one.name: _emptiest(one.type) for one in without}


def _emptiest(kind: Any) -> Any:
    if get_origin(kind) is tuple:
        return ()
    if isinstance(kind, UnionType) and NoneType in get_args(kind):
        return None
    return kind() if kind in (str, bool, int, float) else None
