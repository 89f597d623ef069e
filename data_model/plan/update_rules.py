"""What an update of an action must say, the same for the form and for the write.

Owns: what delayed, complete and a moved due date ask for. Refuses: storage and permission.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from data_model.plan.action_fields import ActionTexts, UpdatedTexts, texts_of
from data_model.plan.due_date_parser import understand_due_date
from data_model.plan.due_dates import DueKind
from data_model.plan.rows import ActionDetail
from data_model.plan.statuses import Status

# A rating with one of these is a proposal until it is signed off.
DONE: frozenset[Status] = frozenset({Status.COMPLETE, Status.EMBEDDED})

# Of one that is late or unrated, saying nothing new is not enough; what is done or paused has ended.
_CONFIRMED = frozenset({Status.ON_TRACK, Status.AT_RISK, Status.NOT_STARTED})


@dataclass(frozen=True, slots=True)
class ActionUpdate(UpdatedTexts):
    """What a person says of an action; every field that is None leaves what stands.

    The rating may be given by the plan's own label, by canonical status, or by both. `reason` is why the due
    date moved, or anything else the history should say. An empty `revised_due_text` takes a revision back.
    """

    rag_label: str | None = None
    status: Status | None = None
    revised_due_text: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Before(ActionTexts):
    """What stands of an action, as far as the rules look at it."""

    status: Status
    due_text: str
    due_date: date | None
    revised_due_text: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A field of `ActionUpdate` (or "evidence") still to be filled in, and a sentence that says so."""

    field: str
    sentence: str


class NotComplete(Exception):
    """Raised by a write whose update lacks what the rules ask for; nothing was written."""

    def __init__(self, missing: Iterable[Missing]) -> None:
        self.missing = tuple(missing)
        super().__init__(" ".join(one.sentence for one in self.missing))


def rating_code(status: Status, label: str) -> str:
    """Return what stands for a rating in forms and drafts."""
    return f"{status.value}:{label}"


def before_of(detail: ActionDetail) -> Before:
    """Return what the rules look at of an action as it was read."""
    return Before(
        status=detail.row.status,
        due_text=detail.row.due_text,
        due_date=detail.row.due_date,
        revised_due_text=detail.revised_due_text,
        **texts_of(detail),
    )


def may_confirm(status: Status, *, awaits: bool) -> bool:
    """Say whether "no change" is enough to say of an action with this rating: it is open and not late."""
    return not awaits and status in _CONFIRMED


def proposes(update: ActionUpdate, before: Before) -> bool:
    """Say whether the update rates the action complete or embedded, which it was not."""
    return update.status in DONE and update.status is not before.status


def moves_due_date(update: ActionUpdate, before: Before) -> bool:
    """Say whether the update puts another due date in force, or takes a revision back."""
    return (
        update.revised_due_text is not None
        and update.revised_due_text.strip() != before.revised_due_text.strip()
    )


def reason_of(update: ActionUpdate, before: Before) -> str:
    """Return the reason for the history; a reason for delay stands in where a late action's date moves."""
    given = (update.reason or "").strip()
    if given or not moves_due_date(update, before):
        return given
    return (update.reason_for_delay or "").strip() if _status(update, before) is Status.DELAYED else ""


def missing_for(update: ActionUpdate, before: Before, evidence_count: int) -> list[Missing]:
    """List what the update lacks, in the order of the form; `update.status` must be known where rated.

    `evidence_count` counts the evidence not withdrawn. A delayed action needs the four columns of the
    exception table; a moved date a reason; a proposal impact achieved and evidence of it.
    """
    found = _missing_of_due_date(update, before)
    if _status(update, before) is Status.DELAYED:
        found += [
            Missing(field, sentence)
            for field, sentence in _ASKED_OF_DELAYED.items()
            if not (_kept(update, before, field)).strip()
        ]
    if proposes(update, before):
        if not _kept(update, before, "impact").strip():
            found.append(Missing("impact", "Say what impact was achieved."))
        if evidence_count < 1:
            found.append(Missing("evidence", "Add at least one piece of evidence of the impact."))
    return found


_ASKED_OF_DELAYED = {
    "reason_for_delay": "Say why the action is delayed.",
    "mitigation": "Say what is being done about the delay.",
    "exception_responsible": "Say who answers for the mitigating actions.",
}


def _status(update: ActionUpdate, before: Before) -> Status:
    return update.status or before.status


def _kept(update: ActionUpdate, before: Before, field: str) -> str:
    given: str | None = getattr(update, field)
    stands: str = getattr(before, field)
    return stands if given is None else given


def _missing_of_due_date(update: ActionUpdate, before: Before) -> list[Missing]:
    delayed = _status(update, before) is Status.DELAYED
    revised = _kept(update, before, "revised_due_text").strip()
    due = understand_due_date(revised)
    moved = moves_due_date(update, before)
    # Words such as "TBC" that stand from before do not keep somebody from saying what was done.
    is_asked = moved or (delayed and before.status is not Status.DELAYED)
    found = []
    if delayed and not revised:
        found.append(Missing("revised_due_text", "Give a revised due date."))
    elif revised and is_asked and (due.kind is DueKind.UNCLEAR or (delayed and due.date is None)):
        why = f": {due.doubt}" if due.doubt else "."
        found.append(Missing("revised_due_text", f"“{revised}” is not understood as a due date{why}"))
    if moved and not reason_of(update, before):
        found.append(Missing("reason", "Say why the due date moves."))
    return found
