"""Saving the update form.

Owns: handing what is typed to the one write, and what follows. Refuses: rules; the write has them.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import streamlit as st

from data_model.plan.changes.drafts import forget_in_draft, save_draft
from data_model.plan.changes.evidence import add_evidence
from data_model.plan.changes.updates import confirm_action, record_update
from data_model.plan.queries.drafts import get_draft
from data_model.plan.stamps import EVIDENCE_COLUMNS
from data_model.plan.update_rules import Missing, NotComplete, proposes
from data_model.shared.file_kinds import EvidenceRefused
from data_model.shared.permissions import NotPermitted
from data_model.shared.refusals import NoSuchAction, Refused, StaleAction
from ui.parts.focus import want_focus
from ui.parts.notices import leave_done, leave_refused
from ui.plan.evidence_view import empty_evidence, evidence_fields, has_evidence_typed, typed_evidence
from ui.plan.updating.update_keeping import left_by_others
from ui.plan.updating.update_state import (
    Opened,
    drop_form,
    field_key,
    forget,
    has_typed,
    typed_fields,
    update_of,
)
from ui.shell import address
from ui.shell.access import current_actor
from ui.shell.clock import now
from ui.shell.database import Session, writing
from ui.shell.dates import short_day

_LEAVE = "update_leave"
_PAGE = "update"  # whose evidence form it is
_LAST = "update_last_saved"


def save(opened: Opened, ref: str, as_at: date) -> None:
    """Save what is typed, evidence that was not added yet included, and stay on the action."""
    _save(opened, ref, as_at)


def save_and_next(opened: Opened, ref: str, as_at: date, next_id: int | None) -> None:
    """Save what is typed and go to the next action, or back to the list after the last one.

    Where nothing is typed it goes on as well, and says that nothing changed.
    """
    if _save(opened, ref, as_at):
        _go_on(opened, next_id)


def confirm(opened: Opened, ref: str, as_at: date) -> None:
    """Record that nothing changed, which counts as an update, and stay on the action."""
    _confirm(opened, ref, as_at)


def confirm_and_next(opened: Opened, ref: str, as_at: date, next_id: int | None) -> None:
    """Record that nothing changed and go to the next action, or back to the list after the last one."""
    if _confirm(opened, ref, as_at):
        _go_on(opened, next_id)


def is_leaving() -> bool:
    """Say, once, whether the last action of the list was saved."""
    return bool(st.session_state.pop(_LEAVE, False))


def asked_for(action_id: int) -> tuple[Missing, ...]:
    """Return what was missing when somebody last tried to save."""
    return tuple(st.session_state.get(field_key(action_id, "asked"), ()))


def _confirm(opened: Opened, ref: str, as_at: date) -> bool:
    if has_typed(opened) or has_evidence_typed(opened.action_id, _PAGE):
        leave_refused(f"You typed something on {ref}: save it, or discard it before saying “no change”.")
        return False
    said = f"{ref} is saved as at {short_day(as_at)}: no change."

    def write(session: Session) -> None:
        confirm_action(session, opened.action_id, **_about(opened, as_at))

    return _written(opened, write, (), said)


def _save(opened: Opened, ref: str, as_at: date) -> bool:
    """Save form and evidence in one transaction, or neither; True where nothing stands in the way."""
    try:
        evidence = typed_evidence(opened.action_id, _PAGE)
    except EvidenceRefused as refusal:
        leave_refused(f"Nothing is saved yet, and all you typed is still here. Evidence: {refusal}")
        return False
    typed = typed_fields(opened) if has_typed(opened) else {}
    if not typed and evidence is None:
        leave_done(f"Nothing changed on {ref}, so nothing was saved.")
        return True
    update = update_of(opened, typed)
    said = f"{ref} is saved as at {short_day(as_at)}." if typed else f"The evidence of {ref} is saved."
    if proposes(update, opened.before):
        said += " It is shown as complete, awaiting sign-off until the programme office signs it off."

    words = typed | evidence_fields(opened.action_id, _PAGE)

    def write(session: Session) -> None:
        about = _about(opened, as_at)
        if evidence is not None:
            actor, recorded_at = about["actor"], about["recorded_at"]
            add_evidence(session, opened.action_id, evidence, actor=actor, recorded_at=recorded_at)
            forget_in_draft(session, opened.action_id, tuple(EVIDENCE_COLUMNS), actor=actor)
        if typed:
            draft = get_draft(session, about["actor"], opened.action_id)
            others = left_by_others(opened, draft.fields, words) if draft is not None else {}
            version = record_update(session, opened.action_id, update, **about)
            _leave_to_others(session, opened.action_id, others, version, about)

    if not _written(opened, write, (typed, evidence), said):
        return False
    forget(opened.action_id, words)
    empty_evidence(opened.action_id, _PAGE)
    return True


def _leave_to_others(
    session: Session, action_id: int, others: dict[str, str], version: int, about: Mapping[str, Any]
) -> None:
    """Keep as the draft what another tab of the same person typed and this one neither showed nor saved."""
    left = {name: text for name, text in others.items() if name not in EVIDENCE_COLUMNS}
    if left:
        draft = get_draft(session, about["actor"], action_id)
        fields = {**(draft.fields if draft is not None else {}), **left}
        actor, at = about["actor"], about["recorded_at"]
        save_draft(session, action_id, fields, version, actor=actor, recorded_at=at)


def _about(opened: Opened, as_at: date) -> dict[str, Any]:
    return {
        "base_version": opened.version,
        "as_at": as_at,
        "actor": current_actor(),
        "recorded_at": now(),
    }


def _written(opened: Opened, write: Callable[[Session], None], what: object, said: str) -> bool:
    """Run the write in a transaction of its own and say what became of it; True where it is saved.

    A press that comes twice, before the page was drawn anew, is saved once.
    """
    pressed = (opened.action_id, opened.version, what)
    if st.session_state.get(_LAST) == pressed:
        return True
    try:
        with writing() as session:
            write(session)
    except NotComplete as lacking:
        st.session_state[field_key(opened.action_id, "asked")] = lacking.missing
        return False
    except StaleAction:
        leave_refused("Not saved yet: somebody else changed this action after you opened it.")
        return False
    except EvidenceRefused as refusal:
        leave_refused(f"Nothing is saved yet, and all you typed is still here. Evidence: {refusal}")
        return False
    except (NotPermitted, NoSuchAction, Refused) as refusal:
        leave_refused(f"Not saved. {refusal}")
        return False
    st.session_state[_LAST] = pressed
    drop_form(opened.action_id)
    leave_done(said)
    return True


def _go_on(opened: Opened, next_id: int | None) -> None:
    drop_form(opened.action_id)
    want_focus(f"{opened.action_id}, {now().isoformat()}")
    if next_id is None:
        st.session_state[_LEAVE] = True
    else:
        address.write(id=next_id)
