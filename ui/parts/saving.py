"""Changes made from forms: writing one, and saying what became of it on the next drawing.

Owns: one transaction a change, the words for a refusal, and showing what somebody else changed meanwhile.
Refuses: the rules; every write has its own.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import streamlit as st

from data_model.board.changes.follow_ups import NoSuchFollowUp
from data_model.board.changes.meetings import NoSuchMeeting
from data_model.board.changes.work_programme import NoSuchItem
from data_model.inspections.changes.findings import NoSuchFinding
from data_model.inspections.changes.visits import NoSuchVisit
from data_model.measures.changes.stored_measures import NoSuchMeasure
from data_model.money.changes.savings import NoSuchSaving, StaleSaving
from data_model.money.changes.stored_benefits import NoSuchBenefit, StaleBenefit
from data_model.money.changes.stored_funds import NoSuchFund
from data_model.plan.action_content import FieldChange
from data_model.plan.changes.plans import NoSuchPlan
from data_model.plan.queries.over_time.version_diff import changes_between
from data_model.plan.queries.over_time.versions import list_current_versions
from data_model.plan.update_rules import NotComplete
from data_model.recommendations.changes.versions import NoSuchRecommendation
from data_model.shared.email_address import NotAnAddress
from data_model.shared.faults import DatabaseFault
from data_model.shared.permissions import NotPermitted
from data_model.shared.refusals import NoSuchAction, Refused, StaleAction
from ui.parts.field_changes import show_changes
from ui.parts.notices import leave_done, leave_refused, show_notices
from ui.shell.database import Session, reading, writing
from ui.shell.dates import moment
from ui.shell.plain_text import escape

Saved = TypeVar("Saved")
_STALE = "saving_stale"
# What a form is about may be gone when it is saved.
_GONE = (
    *(NoSuchMeasure, NoSuchMeeting, NoSuchFollowUp),
    *(NoSuchFund, NoSuchSaving, NoSuchBenefit, NoSuchRecommendation, NoSuchItem),
    *(NoSuchVisit, NoSuchFinding),
)
REFUSALS = (
    Refused,
    NotPermitted,
    NoSuchAction,
    NoSuchPlan,
    NotAnAddress,
    NotComplete,
    StaleSaving,
    StaleBenefit,
    *_GONE,
)


@dataclass(frozen=True)
class Meanwhile:
    """An action that somebody changed after it was opened: its version now, who made it, and what changed."""

    action_id: int
    ref: str
    version: int
    by: str
    at: datetime
    changes: tuple[FieldChange, ...]


def save(
    write: Callable[[Session], Saved],
    said: Callable[[Saved], str] | str,
    opened_on: Mapping[int, int] | None = None,
    *,
    asks: bool = False,
) -> list[Meanwhile] | None:
    """Run a write in a transaction of its own; None when it is saved, else what stood in its way.

    `said` is the sentence of success, or makes it from what the write returned; `opened_on` holds the version
    of each action that the form was drawn from. What to say waits for `show_outcome`, save what others
    changed where the page `asks` about that itself.
    """
    try:
        with writing() as session:
            result = write(session)
    except StaleAction:
        changed = find_meanwhile(opened_on or {})
        if not asks:
            st.session_state[_STALE] = changed
        return changed
    except DatabaseFault as fault:
        logging.getLogger(__name__).warning("a change was not saved", exc_info=True)
        leave_refused(f"{fault} Nothing was saved, and what you typed is still here.")
        return []
    except REFUSALS as refused:
        leave_refused(refusal_words(refused))
        return []
    leave_done(said(result) if callable(said) else said)
    return None


def find_meanwhile(opened_on: Mapping[int, int]) -> list[Meanwhile]:
    """Find which of the actions opened on these versions have another one now, and what changed."""
    with reading() as session:
        return [
            Meanwhile(
                row.id,
                row.ref,
                row.version,
                row.recorded_by,
                row.recorded_at,
                tuple(changes_between(session, row.id, opened_on[row.id], row.version)),
            )
            for row in list_current_versions(session, opened_on)
            if row.version != opened_on[row.id]
        ]


def show_outcome() -> None:
    """Draw what became of the last change, once."""
    show_notices()
    changed = st.session_state.pop(_STALE, [])
    if changed:
        st.error("Nothing was saved: somebody changed this after you opened it. Here is what changed.")
        show_meanwhile(changed)


def show_meanwhile(changed: list[Meanwhile]) -> None:
    """Draw what others changed, action by action and field by field."""
    for one in changed:
        with st.container(border=True):
            st.markdown(f"**{escape(one.ref)}** changed {escape(f'{moment(one.at)} by {one.by}')}")
            show_changes(one.changes)
            if not one.changes:
                st.markdown("Nothing that a reader is shown has changed.")


def refusal_words(refused: Exception) -> str:
    """Say to whoever pressed why nothing was saved."""
    if isinstance(refused, NotComplete):
        return "Nothing was saved. " + " ".join(one.sentence for one in refused.missing)
    if isinstance(refused, NoSuchAction | NoSuchPlan):
        return "Nothing was saved: what this is about was not there on that day, or is there no longer."
    if isinstance(refused, _GONE):
        return "Nothing was saved. What this is about is there no longer."
    return f"Nothing was saved. {refused}"
