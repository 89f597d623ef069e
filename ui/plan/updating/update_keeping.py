"""Keeping what is typed into the update form as the draft, of which several tabs may be part.

Owns: what of the draft is this form's and what another tab's. Refuses: fields and their beginnings (see
`update_state`).
"""

from collections.abc import Mapping

import streamlit as st

from data_model.plan.action_fields import UPDATABLE_TEXTS
from data_model.plan.changes.drafts import discard_draft, save_draft
from data_model.plan.queries.drafts import get_draft
from data_model.plan.rows import ActionDetail
from data_model.plan.stamps import EVIDENCE_COLUMNS
from data_model.shared.permissions import NotPermitted
from data_model.shared.refusals import NoSuchAction, Refused
from ui.parts.notices import leave_refused
from ui.plan.evidence_view import evidence_fields, is_adding
from ui.plan.rating_choice import RatingChoice
from ui.plan.updating.update_state import (
    Opened,
    begin,
    field_key,
    fill,
    is_more_than_suggested,
    know,
    known,
    opened_now,
    shown_fields,
    typed_fields,
)
from ui.shell.access import current_actor
from ui.shell.clock import now
from ui.shell.database import reading, writing


def keep_draft() -> None:
    """Keep what is typed as the draft; nothing typed leaves none.

    What another tab typed since into fields that were left alone here stays; where both typed into one text,
    both stand in it.
    """
    opened = opened_now()
    if opened is None:
        return
    try:
        actor = current_actor()
        with reading() as session:
            draft = get_draft(session, actor, opened.action_id)
        fields = _merged(opened, draft.fields if draft else {})
        with writing() as session:
            if is_more_than_suggested(opened, fields):
                save_draft(session, opened.action_id, fields, opened.version, actor=actor, recorded_at=now())
            elif draft is not None:
                discard_draft(session, opened.action_id, actor=actor)
        know(opened.action_id, _own(opened))
    except (NotPermitted, NoSuchAction, Refused) as refusal:
        leave_refused(str(refusal))


def take_over(detail: ActionDetail, choices: tuple[RatingChoice, ...], typed: Mapping[str, str]) -> Opened:
    """Go on with what is typed from the action as it stands now, after somebody else's change."""
    renewed = begin(detail, detail.version, choices)
    fill(renewed, typed, again=True)
    keep_draft()
    return renewed


def left_by_others(opened: Opened, draft: Mapping[str, str], typed: Mapping[str, str]) -> dict[str, str]:
    """Return what of a draft was not typed in this form and is not saved with it: another tab's words."""
    mine = known(opened.action_id)
    return {name: text for name, text in draft.items() if text not in (mine.get(name), typed.get(name))}


def both_texts(theirs: str, mine: str) -> str:
    """Return one text that holds both; one that holds the other already is enough."""
    if mine.strip() in theirs:
        return theirs
    return mine if theirs.strip() in mine else f"{theirs.strip()}\n\n{mine.strip()}"


def _own(opened: Opened) -> dict[str, str]:
    """Return the words that this form has given the draft."""
    hidden = {name: text for name, text in known(opened.action_id).items() if name not in _drawn(opened)}
    return hidden | _typed_here(opened)


def _typed_here(opened: Opened) -> dict[str, str]:
    number, typed = opened.action_id, typed_fields(opened)
    return typed | evidence_fields(number, "update") if is_adding(number, "update") else typed


def _drawn(opened: Opened) -> list[str]:
    """Return the names of the fields that stand in this session's form."""
    number = opened.action_id
    drawn = [name for name in shown_fields(opened) if field_key(number, name) in st.session_state]
    return [*drawn, *EVIDENCE_COLUMNS] if is_adding(number, "update") else drawn


def _merged(opened: Opened, kept: Mapping[str, str]) -> dict[str, str]:
    """Return the draft as kept, with what changed in this session's form since it last knew it.

    Fields that are not drawn now, or only from now on, keep what was typed into them before.
    """
    number, typed, base = opened.action_id, _typed_here(opened), known(opened.action_id)
    fields = dict(kept)
    for name in _drawn(opened):
        mine, theirs = typed.get(name), kept.get(name)
        if mine == base.get(name):
            continue
        if mine and theirs and theirs != base.get(name) and name in UPDATABLE_TEXTS:
            mine = st.session_state[field_key(number, name)] = both_texts(theirs, mine)
        if mine is None:
            fields.pop(name, None)
        else:
            fields[name] = mine
    return fields
