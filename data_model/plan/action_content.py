"""An action as a workbook or a form states it, before it is stored.

Owns: the value that loaders hand to the writes, and the kinds of change that a version comes with.
Refuses: storage, and any opinion on how the words were understood.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data_model.plan.action_fields import COMPARED_FIELDS, ONLY_IN_HISTORY, ActionTexts
from data_model.plan.due_date_parser import understand_due_date
from data_model.plan.due_dates import DueDate
from data_model.plan.statuses import Status


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """Somebody named in a responsible cell; `name` is empty for a post that names nobody."""

    name: str
    key: str
    post: str


@dataclass(frozen=True, slots=True)
class ActionContent(ActionTexts):
    """One action as stated. `absent` names the fields for which the source has no column at all: for those
    the stored value stands. `sheet` and `cell` say where its action text was read, `due_cell` where its due
    date was."""

    area_number: str
    area: str
    outcome: str
    ref: str
    text: str
    responsible: str
    people: tuple[NamedPerson, ...]
    due_text: str
    due: DueDate
    revised_due_text: str
    status: Status
    rag_label: str
    rag_as_seen: str
    sheet: str
    cell: str
    due_cell: str = ""
    absent: frozenset[str] = frozenset()

    @property
    def due_date(self) -> date | None:
        """The date in force: the revised one where there is one."""
        return self.due.date

    @property
    def stated_due_date(self) -> date | None:
        """The date that the due column itself gives, whatever was revised since."""
        if not self.revised_due_text:
            return self.due.date
        return understand_due_date(self.due_text).date or self.due.date


def say_people(people: Sequence[NamedPerson]) -> str:
    """Write people down as a responsible cell does: names, and on the next line their posts in that order."""
    if all(person.name for person in people):
        posts = [person.post for person in people if person.post]
        names = " / ".join(person.name for person in people)
        return "\n".join((names, " / ".join(posts))) if posts else names
    return " / ".join(f"{person.name} {person.post}".strip() for person in people)


class Through(StrEnum):
    """The kind of change that a version came with."""

    IMPORT = "import"
    UPDATE = "update"
    SIGN_OFF = "sign-off"
    SENT_BACK = "sent back"
    UNDO = "undo"
    EDIT = "edit"
    ADDED = "added"
    SPLIT = "split"
    MERGED = "merged"
    RETIRED = "retired"
    RESTORED = "restored"
    HAND_OVER = "hand-over"


# The changes that say how an action is going; an edit or a hand-over is no update of it.
NEWS: frozenset[Through] = frozenset({Through.IMPORT, Through.UPDATE, Through.SIGN_OFF, Through.ADDED})


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field's old and new value, as a reader is shown them."""

    field: str
    old: str
    new: str

    @property
    def name(self) -> str:
        return COMPARED_FIELDS.get(self.field) or ONLY_IN_HISTORY.get(self.field, self.field)
