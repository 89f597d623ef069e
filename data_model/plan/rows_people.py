"""What the reads of people who share a name return.

Owns: their shape, and the kinds of what was decided of them. Refuses: queries and drawing.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class JoiningKind(StrEnum):
    """Two people of one name became one, or one plan's became a person of its own again."""

    JOINED = "joined"
    PARTED = "parted"


@dataclass(frozen=True, slots=True)
class Namesake:
    """One of the people of a name: the plans that mean them by it, their posts, and who signs in as them.

    `plans` are ids with names; `signs_in` holds the members, each with the address if there is one.
    """

    person_id: int
    name: str
    email: str
    plans: tuple[tuple[int, str], ...]
    posts: tuple[str, ...]
    signs_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JoiningRow:
    """What was decided of two people of one name: of whom, in which plans, why, who said so and when (UTC).

    `dropped` says in words what the joined one had and lost; empty for nothing.
    """

    kind: JoiningKind
    name: str
    plans: str
    dropped: str
    reason: str
    recorded_at: datetime
    recorded_by: str
