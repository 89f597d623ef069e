"""What a return workbook would do: of each action what is written and what waits, and what the page can ask.

Owns: the shape of that. Refuses: working it out (see `returned`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from data_model.plan.action_content import FieldChange
from data_model.plan.changes.evidence import NewEvidence
from data_model.plan.rows import PlanRow
from data_model.plan.update_rules import ActionUpdate, Missing
from loaders.files.issues import Issue, has_error
from loaders.plan.compare import ConflictMatch, KeptField
from loaders.plan.plan_import import PlanFile


@dataclass(frozen=True, slots=True)
class ReturnedAction:
    """What the workbook changes of one action.

    `changes`, in `update` and `evidence`, can be written. `waits` cannot, because of what is `missing`: it
    becomes `draft`, by the update form's fields, unless somebody fills in what is asked for. `filled_in` has
    what the row says of the fields that are asked for, and `suggested` what the update form would propose.
    """

    id: int
    version: int
    ref: str
    text: str
    sheet: str
    cell: str
    changes: tuple[FieldChange, ...]
    update: ActionUpdate
    missing: tuple[Missing, ...] = ()
    evidence: NewEvidence | None = None
    waits: tuple[FieldChange, ...] = ()
    draft: Mapping[str, str] = field(default_factory=dict)
    filled_in: Mapping[str, str] = field(default_factory=dict)
    suggested: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class UnknownRating:
    """A rating that was filled in and that the plan's key does not have."""

    id: int
    ref: str
    text: str
    seen: str


@dataclass(frozen=True, slots=True)
class Returned:
    """What a return workbook would do. `sent_as_at` is the day it was made for, `as_at` the day of which the
    updates are true. `changed` holds what would be written or waits, `kept` what the dashboard alone changed
    since, `conflicts` what both changed; `untouched` counts rows that nobody filled in. What waits becomes
    drafts of `person_id`, or of whoever loads where the plan knows no such person. `labels` are the ratings
    that can be chosen for `unknown_ratings`."""

    file: PlanFile
    as_at: date
    plan: PlanRow | None
    person: str = ""
    sent_as_at: date | None = None
    changed: tuple[ReturnedAction, ...] = ()
    kept: tuple[KeptField, ...] = ()
    conflicts: tuple[ConflictMatch, ...] = ()
    untouched: int = 0
    issues: tuple[Issue, ...] = ()
    person_id: int | None = None
    unknown_ratings: tuple[UnknownRating, ...] = ()
    labels: tuple[str, ...] = ()

    @property
    def can_load(self) -> bool:
        return not has_error(self.issues)

    @property
    def unresolved(self) -> int:
        return sum(1 for one in self.conflicts if one.conflict.answer is None)

    @property
    def ready(self) -> tuple[ReturnedAction, ...]:
        """The actions of which something can be written."""
        return tuple(action for action in self.changed if action.changes)

    @property
    def incomplete(self) -> tuple[ReturnedAction, ...]:
        """The actions that lack something."""
        return tuple(action for action in self.changed if action.missing)

    @property
    def drafts(self) -> tuple[ReturnedAction, ...]:
        """The actions of which something waits and is not in the person's draft yet."""
        return tuple(action for action in self.changed if action.draft)

    @property
    def draft_author(self) -> str:
        """Whose drafts they become, in words."""
        return self.person if self.person_id is not None else "whoever loads it"

    @property
    def changes_nothing(self) -> bool:
        return not self.ready and not self.drafts
