"""What the reads return: frozen rows that pages, charts and exports draw from.

Owns: their shape and the meaning of every figure. Refuses: queries and drawing.
Every count obeys the as-at date it was asked for; "overdue" and "due soon" count deadlines only and never
an action that is complete, embedded or paused.
"""

from dataclasses import dataclass
from datetime import date, datetime

from data_model.plan.action_content import FieldChange
from data_model.plan.action_fields import ActionTexts
from data_model.plan.statuses import Status


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan. `latest_as_at` is the day of its newest version; None while nothing is loaded."""

    id: int
    name: str
    is_demo: bool
    actions: int
    first_as_at: date | None
    latest_as_at: date | None


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One line of a plan's RAG key. `seen` is "fill:RRGGBB", "fill:none", "colour:green" or "word:…"."""

    seen: str
    label: str
    status: Status
    decided_by: str = ""
    decided_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StatusCount:
    """How many actions have a status; `label` is the plan's own word for it."""

    status: Status
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Headlines:
    """The figures at the top of the overview. `due_soon` counts as_at to as_at + 30 days, both included."""

    actions: int
    statuses: tuple[StatusCount, ...]
    overdue: int
    due_soon: int
    not_rated: int
    nobody_responsible: int
    no_due_date: int

    def count(self, status: Status) -> int:
        return sum(row.count for row in self.statuses if row.status is status)


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area with its actions by status. `next_due` is the next deadline not yet passed."""

    id: int
    number: str
    title: str
    short_name: str
    actions: int
    statuses: tuple[StatusCount, ...]
    overdue: int
    due_soon: int
    next_due: date | None


@dataclass(frozen=True, slots=True)
class PersonOnAction:
    """Who answers for an action, in the order written. `person_id` is None where only a post is named."""

    person_id: int | None
    name: str
    post: str

    @property
    def shown(self) -> str:
        return self.name or self.post


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action as lists show it. `days_overdue` is 0 unless overdue; `as_at` is its version's day.

    `awaiting_sign_off`: proposed as complete; `status` stays what it was until it is signed off. `due_text`
    is the first date as written; where `revised_due_text` is not empty, that is in force (see `due_text`).
    """

    id: int
    ref: str
    area_id: int
    area_number: str
    area_short_name: str
    outcome: str
    text: str
    status: Status
    rag_label: str
    people: tuple[PersonOnAction, ...]
    responsible: str
    due_text: str
    due_date: date | None
    due_kind: str
    due_precision: str
    original_due_date: date | None
    days_overdue: int
    is_due_soon: bool
    as_at: date
    awaiting_sign_off: bool = False
    revised_due_text: str = ""

    @property
    def days_slipped(self) -> int:
        """Days from the original to the current due date; 0 where either is missing."""
        if self.due_date is None or self.original_due_date is None:
            return 0
        return (self.due_date - self.original_due_date).days

    @property
    def people_shown(self) -> str:
        return ", ".join(person.shown for person in self.people)


@dataclass(frozen=True, slots=True)
class ActionVersionRow:
    """One line of an action's history: who, when, true as at which day, through what, and what changed.

    `through` is a value of `action_content.Through`; an import's line has file, sheet and cell. `identified`
    is how the author was known ("sign-in", "self-declared", "command line" …), `reason` why, in their words.
    """

    version: int
    as_at: date
    recorded_at: datetime
    recorded_by: str
    through: str
    file_name: str
    sheet: str
    cell: str
    status: Status
    rag_label: str
    changes: tuple[FieldChange, ...]
    reason: str = ""
    identified: str = ""


@dataclass(frozen=True, slots=True)
class ActionDetail(ActionTexts):
    """Everything about one action as at a day. `history` is newest first and ends with that day."""

    row: ActionRow
    identity: str
    area_title: str
    rag_as_seen: str
    due_repeats: str
    file_name: str
    sheet: str
    cell: str
    version: int
    previous_id: int | None
    next_id: int | None
    history: tuple[ActionVersionRow, ...]

    @property
    def awaiting_sign_off(self) -> bool:
        return self.row.awaiting_sign_off

    @property
    def revised_due_text(self) -> str:
        return self.row.revised_due_text


@dataclass(frozen=True, slots=True)
class MonthRow:
    """Deadlines of one month (its first day): complete (or paused), still open, overdue."""

    month: date
    complete: int
    open: int
    overdue: int


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A responsible person with the actions they answer for, alone or with others."""

    id: int
    name: str
    posts: tuple[str, ...]
    actions: int
    statuses: tuple[StatusCount, ...]
    overdue: int
    due_soon: int
    next_due: date | None


@dataclass(frozen=True, slots=True)
class AppliedFile:
    """A file that was loaded, when and by whom, and what its rows did."""

    id: int
    file_name: str
    sha256: str
    size: int
    sheets: str
    as_at: date
    recorded_at: datetime
    recorded_by: str
    through: str
    added: int
    changed: int
    unchanged: int
    missing: int


@dataclass(frozen=True, slots=True)
class ImportRow(AppliedFile):
    """One import as it was applied, and how many issues it told."""

    issues: int


@dataclass(frozen=True, slots=True)
class ImportIssueRow:
    code: str
    title: str
    severity: str
    sheet: str
    cell: str
    seen: str
    what_to_do: str


@dataclass(frozen=True, slots=True)
class ImportChangeRow:
    """One action that an import added or changed. `earlier_as_at` is the day of which an earlier statement of
    its file is true; None for what is true of the file's own day."""

    action_id: int
    ref: str
    text: str
    is_new: bool
    changes: tuple[FieldChange, ...]
    earlier_as_at: date | None = None
