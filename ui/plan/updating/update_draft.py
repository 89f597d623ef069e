"""The line that says what of an update is kept, and the words that a browser hands over for the draft.

Owns: when a draft was kept, throwing it away, and taking words that were lost from the page back into it.
Refuses: saving, and what makes a draft (see `update_state`).
"""

from collections.abc import Mapping
from datetime import datetime

import streamlit as st

from data_model.plan.action_fields import UPDATABLE_TEXTS
from data_model.plan.changes.drafts import save_draft
from data_model.plan.queries.drafts import get_draft
from data_model.plan.rows import ActionDetail
from data_model.plan.rows_updates import DraftRow
from data_model.shared.permissions import NotPermitted
from data_model.shared.refusals import NoSuchAction, Refused
from ui.parts.notices import leave_refused
from ui.parts.typed_words import read_typed, watch_typing
from ui.plan.updating.update_keeping import both_texts
from ui.plan.updating.update_state import (
    Opened,
    about_draft,
    discard,
    drop_form,
    field_key,
    forgotten,
    know,
    known,
    opened_now,
)
from ui.shell.access import current_actor
from ui.shell.clock import now
from ui.shell.database import writing
from ui.shell.dates import moment, short_day

_TEXTS = (*UPDATABLE_TEXTS, "reason")
_EVIDENCE = ("finding", "link")


def show_draft_line(opened: Opened, detail: ActionDetail, draft: DraftRow | None, at: datetime) -> None:
    """Say whether a draft is kept. The line has one height, so that nothing below it moves under a press.

    No fragment: a session that has just begun does not know those of the one before, and the words that a
    browser hands over then would be refused.
    """
    number = opened.action_id
    kept = {name: opened.began.get(name, "") for name in _fields(number)}
    kept.update(draft.fields if draft else {})
    with st.container(gap=None):
        with st.container(
            horizontal=True, vertical_alignment="center", key="update_draft", height=44, border=False
        ):
            if draft is None:
                st.markdown("What you type is kept as a draft.", width="content")
            else:
                said = moment(draft.saved_at)
                if said.startswith(f"{short_day(at.astimezone().date())}, "):
                    said = said.partition(", ")[2]
                st.markdown(f"**Your draft of {said} is here.**", width="content")
                st.button("Discard", key="update_discard", on_click=discard, args=(number,))
        watch_typing(
            about_draft(current_actor().key, number),
            detail.version,
            _fields(number),
            kept=kept,
            stands={"progress": detail.progress},
            forget=forgotten(),
            on_typed=_take,
        )


def _fields(action_id: int) -> dict[str, str]:
    """Return the keys of the text fields, by their names in a draft."""
    evidence = {f"evidence_{name}": f"update_evidence_{name}_{action_id}" for name in _EVIDENCE}
    return {name: field_key(action_id, name) for name in _TEXTS} | evidence


def _take() -> None:
    """Keep in the draft what the browser handed over.

    Words that are no longer in the page's fields are joined to what the draft says, and the form is drawn
    anew from it.
    """
    opened = opened_now()
    if opened is None:
        return
    number, actor = opened.action_id, current_actor()
    sent = read_typed(about_draft(actor.key, number), _fields(number))
    if sent is None:
        return
    try:
        with writing() as session:
            draft = get_draft(session, actor, number)
            kept = dict(draft.fields) if draft else {}
            base, moved = known(number), set(sent.lost)
            for name, words in sent.fields.items():
                if kept.get(name, "") != base.get(name, ""):
                    moved.add(name)  # another tab has typed into it since
                _put(kept, name, words, opened.began, name in moved)
            based_on = draft.based_on if draft else min(sent.version, opened.version)
            save_draft(session, number, kept, based_on, actor=actor, recorded_at=now())
    except (NotPermitted, NoSuchAction, Refused) as refusal:
        leave_refused(str(refusal))
        return
    if moved:
        drop_form(number)
        for name in moved & kept.keys() - set(_TEXTS):
            st.session_state[_fields(number)[name]] = kept[name]  # evidence is no part of that form
    mine = {name: kept[name] for name in sent.fields if name in kept}
    know(number, {name: text for name, text in base.items() if name not in sent.fields} | mine)


def _put(kept: dict[str, str], name: str, words: str, began: Mapping[str, str], join: bool) -> None:
    if join and kept.get(name, "").strip():
        words = both_texts(kept[name], words)
    if words.strip() == began.get(name, "").strip():
        kept.pop(name, None)
    else:
        kept[name] = words
