"""What is said of an erasure.

Owns: its shapes. Refuses: finding, rewriting and printing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

Cells = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class ErasedPerson:
    """Whom an erasure is of: the ids of their people and memberships, every name and every address.

    `shared_with` are others of the same name; then no name in a text can be told to be this person's.
    """

    person_ids: frozenset[int]
    member_ids: frozenset[int]
    names: tuple[str, ...]
    emails: tuple[str, ...]
    shared_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Leftover:
    """A column that still names the person, of some kind of content (`Holds`), and the rows by their key."""

    table: str
    column: str
    kind: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ErasureResult:
    """What an erasure did: values rewritten by table and column, rows removed by table, and what is left.

    `pseudonym` is empty where there was nothing to erase. `files` counts the files by table that nobody
    looked through. `shared_with` are others of the same name, whose sake left names as they were.
    `like_names` differ from the names in accents alone, with the rows by table: nobody knows whose they are.
    """

    pseudonym: str
    rewritten: Cells
    removed: Mapping[str, int]
    leftovers: tuple[Leftover, ...]
    files: Mapping[str, int]
    shared_with: tuple[str, ...]
    like_names: Mapping[str, Mapping[str, int]]
