"""Saving the update form.

Owns: handing what is typed to the one write, and what follows. Refuses: rules; the write has them.
"""

from datetime import date

import streamlit as st

from data_model.plan.changes.updates import record_update
from data_model.plan.update_rules import Missing, NotComplete, proposes
from data_model.shared.permissions import NotPermitted
from data_model.shared.refusals import NoSuchAction, Refused, StaleAction
from ui.parts.notices import leave_done, leave_refused
from ui.plan.update_state import Opened, drop_form, field_key, typed_fields, update_of
from ui.shell import address
from ui.shell.access import current_actor
from ui.shell.clock import now
from ui.shell.database import writing
from ui.shell.dates import short_day

_LEAVE = "update_leave"


def save(opened: Opened, ref: str, as_at: date) -> None:
    """Save what is typed and stay on the action."""
    if not typed_fields(opened):
        leave_done("Nothing was changed, so nothing was saved.")
    else:
        _save(opened, ref, as_at)


def save_and_next(opened: Opened, ref: str, as_at: date, next_id: int | None) -> None:
    """Save what is typed, if anything, and go to the next action, or back to the list after the last one."""
    if not typed_fields(opened) or _save(opened, ref, as_at):
        drop_form(opened.action_id)
        if next_id is None:
            st.session_state[_LEAVE] = True
        else:
            address.write(id=next_id)


def is_leaving() -> bool:
    """Say, once, whether the last action of the list was saved."""
    return bool(st.session_state.pop(_LEAVE, False))


def asked_for(action_id: int) -> tuple[Missing, ...]:
    """Return what was missing when somebody last tried to save."""
    return tuple(st.session_state.get(field_key(action_id, "asked"), ()))


def _save(opened: Opened, ref: str, as_at: date) -> bool:
    update = update_of(opened, typed_fields(opened))
    try:
        with writing() as session:
            record_update(
                session,
                opened.action_id,
                update,
                base_version=opened.version,
                as_at=as_at,
                actor=current_actor(),
                recorded_at=now(),
            )
    except NotComplete as lacking:
        st.session_state[field_key(opened.action_id, "asked")] = lacking.missing
        return False
    except StaleAction:
        leave_refused("Not saved yet: somebody else changed this action after you opened it.")
        return False
    except (NotPermitted, NoSuchAction, Refused) as refusal:
        leave_refused(f"Not saved. {refusal}")
        return False
    drop_form(opened.action_id)
    said = f"{ref} is saved as at {short_day(as_at)}."
    if proposes(update, opened.before):
        said += " It is shown as complete, awaiting sign-off until the programme office signs it off."
    leave_done(said)
    return True
