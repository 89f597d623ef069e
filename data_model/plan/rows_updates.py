"""What the reads of updating return: members, evidence, comments, drafts and each person's own actions.

Owns: their shape, and the kinds of evidence and of comments. Refuses: queries and drawing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from data_model.plan.action_content import FieldChange
from data_model.plan.rows import ActionRow
from data_model.shared.permissions import Role

STALE_DAYS = 35  # an action without news for more days than this is stale


class EvidenceKind(StrEnum):
    """What a piece of evidence is; DOCUMENT is anything that is none of the others."""

    AUDIT = "audit"
    FEEDBACK = "feedback"
    MEASURE = "measure"
    DOCUMENT = "document"


EVIDENCE_NAMES: dict[EvidenceKind, str] = {
    EvidenceKind.AUDIT: "Audit or dip sample",
    EvidenceKind.FEEDBACK: "Feedback from children, families or staff",
    EvidenceKind.MEASURE: "Performance measure",
    EvidenceKind.DOCUMENT: "Document",
}


class CommentKind(StrEnum):
    """A CHALLENGE asks for an answer; SENT_BACK says why a proposal was not signed off."""

    COMMENT = "comment"
    CHALLENGE = "challenge"
    ANSWER = "answer"
    SENT_BACK = "sent-back"


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A piece of evidence without its bytes. `dated` is the day it shows, `size` in bytes."""

    id: int
    action_id: int
    kind: EvidenceKind
    dated: date
    finding: str
    link: str
    file_name: str
    media_type: str
    size: int | None
    recorded_at: datetime
    recorded_by: str
    withdrawn_at: datetime | None
    withdrawn_by: str

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file to be downloaded as an attachment, never shown in place."""

    file_name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A comment of some kind. `is_open`: a challenge that nobody has answered yet."""

    id: int
    action_id: int
    kind: CommentKind
    text: str
    answers_id: int | None
    recorded_at: datetime
    recorded_by: str
    role: Role
    is_open: bool


@dataclass(frozen=True, slots=True)
class ChallengeRow:
    """An open challenge with the action it is about."""

    comment: CommentRow
    ref: str
    action_text: str


@dataclass(frozen=True, slots=True)
class DraftRow:
    """What was typed and not saved, by the form's field names; `based_on` is the version it began from."""

    action_id: int
    fields: Mapping[str, str]
    based_on: int
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class MyActionRow:
    """An action of one person. `days_since_update` counts from its last news to the as-at day."""

    row: ActionRow
    version: int
    days_since_update: int
    open_challenges: int
    sent_back: bool
    has_draft: bool

    @property
    def is_stale(self) -> bool:
        return self.days_since_update > STALE_DAYS


@dataclass(frozen=True, slots=True)
class AwaitingRow:
    """An action proposed as complete. `said_by` and `said_on` are those of its version in force."""

    row: ActionRow
    version: int
    impact: str
    said_by: str
    said_on: date
    reason: str
    evidence: int


@dataclass(frozen=True, slots=True)
class SlipRow:
    """One move of a due date in force; `days` is positive when later, None where a date is missing."""

    as_at: date
    recorded_at: datetime
    recorded_by: str
    old: date | None
    new: date | None
    days: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class EarlierMention:
    """Where a search found an action in an earlier text: what it was, first said on which day by whom.

    `replaced_on` is the day on which something else was said instead; None for a comment, which stands.
    """

    what: str
    said_on: date
    said_by: str
    replaced_on: date | None
    excerpt: str


@dataclass(frozen=True, slots=True)
class WatchedChange:
    """What changed of an action that somebody watches: fields, who said so, and how much was added to it.

    `is_new`: it came into the plan.
    """

    action_id: int
    ref: str
    action_text: str
    changes: tuple[FieldChange, ...]
    by: tuple[str, ...]
    comments: int
    evidence: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class Digest:
    """What one person is to be reminded of, and told of what they watch.

    `email` is empty where none is known or they left. `person_id` is None for a member who is no person of
    the plans; `reader` (`Actor.reader`) is whose watching `watched` tells, empty for nobody's. `due_14`:
    deadlines from the as-at day to 14 days later, both included; `stale_35`: no news for more than 35 days.
    One action may stand in several lists. `namesake_plans`: where somebody else has this name.
    """

    person_id: int | None
    name: str
    email: str
    left_on: date | None
    overdue: tuple[ActionRow, ...]
    due_14: tuple[ActionRow, ...]
    stale_35: tuple[ActionRow, ...]
    challenges: tuple[ChallengeRow, ...]
    sent_back: tuple[ActionRow, ...]
    reader: str = ""
    watched: tuple[WatchedChange, ...] = ()
    namesake_plans: tuple[str, ...] = ()

    @property
    def asks_nothing(self) -> bool:
        """Say whether none of their own actions needs anything of them."""
        return not (self.overdue or self.due_14 or self.stale_35 or self.challenges or self.sent_back)

    @property
    def is_empty(self) -> bool:
        return self.asks_nothing and not self.watched


@dataclass(frozen=True, slots=True)
class StaffRow:
    """Somebody a plan names. `left_on` is the first day they are gone; `open_actions` are those not done."""

    id: int
    name: str
    email: str
    left_on: date | None
    posts: tuple[str, ...]
    open_actions: int


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post that a plan's open actions name without anybody in it."""

    id: int
    title: str
    open_actions: int


@dataclass(frozen=True, slots=True)
class RetiredRow:
    """An action taken out of its plan: from which day, by whom and why."""

    id: int
    version: int
    ref: str
    text: str
    retired_on: date
    retired_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class EndedEventRow:
    """An action that had a due date once and has none to be shown any more: complete, retired or undated.

    `ref`, `text` and `due_date` (with its kind) are those it was last shown with; `version` is the number of
    its newest version, higher than it was when a calendar made before the end showed it. `is_handed_over`: it
    still has a date, which is shown to others and no more to whoever is asked for. `is_moved`: it still has
    one, in another area than those asked for.
    """

    identity: str
    version: int
    ref: str
    text: str
    area_number: str
    area_short_name: str
    due_date: date
    due_kind: str
    is_done: bool
    is_handed_over: bool = False
    is_moved: bool = False


@dataclass(frozen=True, slots=True)
class LatestVersionRow:
    """The newest version of an action, and who made it when."""

    id: int
    ref: str
    version: int
    recorded_by: str
    recorded_at: datetime
