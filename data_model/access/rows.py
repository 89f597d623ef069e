"""What the reads of members return.

Owns: its shape. Refuses: queries and drawing.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from data_model.shared.permissions import Role


class AccessKind(StrEnum):
    """What the log of access has lines of."""

    SIGN_IN = "sign-in"
    SIGN_OUT = "sign-out"
    GRANT = "grant"
    EXPORT = "export"
    PACK = "pack"
    REMOVAL = "removal"


@dataclass(frozen=True, slots=True)
class AccessEventRow:
    """A line of the log: when (UTC), what, who, how they were known, and to whom or with what."""

    at: datetime
    kind: AccessKind
    who: str
    through: str
    detail: str


@dataclass(frozen=True, slots=True)
class PersonToAdd:
    """Somebody of the plans who is no member yet; `email` is empty where none is known.

    `plans` are those that mean them, where somebody in another plan has the same name.
    """

    id: int
    name: str
    email: str
    posts: tuple[str, ...]
    plans: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody who may sign in. `email` is in lower case, empty where none is given.

    `issuer` and `subject` are the account that they first signed in with, empty before that.
    """

    id: int
    email: str
    name: str
    role: Role
    person_id: int | None
    person_name: str
    active: bool
    granted_by: str
    granted_at: datetime
    issuer: str = ""
    subject: str = ""
