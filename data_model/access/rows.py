"""What the reads of members return.

Owns: its shape. Refuses: queries and drawing.
"""

from dataclasses import dataclass
from datetime import datetime

from data_model.shared.permissions import Role


@dataclass(frozen=True, slots=True)
class PersonToAdd:
    """Somebody of the plans who is no member yet; `email` is empty where none is known."""

    id: int
    name: str
    email: str
    posts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody who may sign in. `email` is in lower case, empty where none is given."""

    id: int
    email: str
    name: str
    role: Role
    person_id: int | None
    person_name: str
    active: bool
    granted_by: str
    granted_at: datetime
