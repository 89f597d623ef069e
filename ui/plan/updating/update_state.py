"""What somebody has typed into the update form and not saved.

Owns: the form's fields in the session, their beginnings, and the draft they are kept in. Refuses: widgets.

A field counts as typed when it differs from what it began with. What is typed goes into the draft at once, so
that the form can be drawn again from the database alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from data_model.plan.action_fields import EXCEPTION_TEXTS, NARRATIVES, UPDATABLE_FIELDS
from data_model.plan.changes.drafts import discard_draft
from data_model.plan.rows import ActionDetail
from data_model.plan.rows_updates import DraftRow
from data_model.plan.statuses import Status
from data_model.plan.update_rules import ActionUpdate, Before, before_of
from data_model.shared.permissions import NotPermitted
from ui.parts.notices import forget_notices, leave_refused
from ui.plan.evidence_view import empty_evidence
from ui.plan.rating_choice import RatingChoice, current_code, find_choice
from ui.shell.access import current_actor
from ui.shell.clock import now
from ui.shell.database import writing

FIELDS = ("rating", *NARRATIVES, *EXCEPTION_TEXTS, "revised_due_text", "reason")
_OPENED, _HAS_DRAWN = "update_opened", "update_has_drawn"
_KNOWN, _FIRST, _FORGET = "known", "first", "update_forget"


@dataclass(frozen=True)
class Opened:
    """The form as it was opened: on which version of which action, and what each field began with."""

    action_id: int
    version: int
    began: Mapping[str, str]
    choices: tuple[RatingChoice, ...]
    before: Before
    suggested: Mapping[str, str]

    def status(self) -> Status:
        """The status the action would have with the rating chosen now."""
        chosen = find_choice(self.choices, _value(self.action_id, "rating"))
        return chosen.status if chosen else self.before.status

    def is_rated_anew(self) -> bool:
        """Say whether another rating is chosen than the one that stands."""
        return _is_typed(self, "rating")


def field_key(action_id: int, field: str) -> str:
    """Return the key of a field's widget."""
    return f"update_{action_id}_{field}"


def open_form(detail: ActionDetail, draft: DraftRow | None, choices: tuple[RatingChoice, ...]) -> Opened:
    """Return the form as it stands in this session, else open it afresh from the draft and the action."""
    opened = st.session_state.get(_OPENED)
    number = detail.row.id
    is_drawn = any(field_key(number, name) in st.session_state for name in ("progress", _FIRST))
    if not isinstance(opened, Opened) or opened.action_id != detail.row.id or not is_drawn:
        opened = begin(detail, draft.based_on if draft else detail.version, choices)
        is_drawn = False
        know(detail.row.id, draft.fields if draft else {})
    fill(opened, draft.fields if draft else {}, again=not is_drawn)
    st.session_state[_HAS_DRAWN] = True
    return opened


def begin(detail: ActionDetail, version: int, choices: tuple[RatingChoice, ...]) -> Opened:
    """Take what stands of the action as the beginning of every field, for this session."""
    row = detail.row
    began = dict.fromkeys(FIELDS, "")
    began |= {name: getattr(detail, name) for name in UPDATABLE_FIELDS if name != "progress"}
    began["rating"] = current_code(choices, row.status, row.rag_label)
    suggested = {} if detail.exception_responsible.strip() else {"exception_responsible": row.people_shown}
    opened = Opened(row.id, version, began, choices, before_of(detail), suggested)
    st.session_state[_OPENED] = opened
    return opened


def fill(opened: Opened, typed: Mapping[str, str], *, again: bool = False) -> None:
    """Give each field shown that has no value yet (or every one, `again`) what was typed or what stands.

    Fields that are not shown leave the session, so that only the draft keeps what was typed into them.
    """
    for field in ("rating", "revised_due_text"):
        _fill_one(opened, field, typed, again)
    shown = shown_fields(opened)
    for field in FIELDS:
        if field not in shown:
            st.session_state.pop(field_key(opened.action_id, field), None)
        else:
            _fill_one(opened, field, typed, again)


def shown_fields(opened: Opened) -> tuple[str, ...]:
    """Return the fields that the rating chosen needs, in the order of the form."""
    fields = ["rating", *NARRATIVES, "revised_due_text"]
    if opened.status() is Status.DELAYED:
        fields[1:1] = EXCEPTION_TEXTS
    elif _is_typed(opened, "revised_due_text"):
        fields.append("reason")
    return tuple(fields)


def typed_fields(opened: Opened) -> dict[str, str]:
    """Return what was typed into the fields that are shown."""
    return {
        field: _value(opened.action_id, field) for field in shown_fields(opened) if _is_typed(opened, field)
    }


def has_typed(opened: Opened) -> bool:
    """Say whether somebody typed anything; what the form only suggests is not typed."""
    return is_more_than_suggested(opened, typed_fields(opened))


def update_of(opened: Opened, typed: Mapping[str, str]) -> ActionUpdate:
    """Return what is typed as an update; fields left alone stay as they stand."""
    # The form's fields are named as the update's.
    texts: dict[str, Any] = {field: words for field, words in typed.items() if field != "rating"}
    chosen = find_choice(opened.choices, typed.get("rating"))
    if chosen is None:
        return ActionUpdate(**texts)
    return ActionUpdate(rag_label=chosen.label if chosen.is_own else None, status=chosen.status, **texts)


def opened_now() -> Opened | None:
    """Return the form that is open in this session."""
    opened = st.session_state.get(_OPENED)
    return opened if isinstance(opened, Opened) else None


def about_draft(who: str, action_id: int) -> str:
    """Name an author's draft of an action to the browser."""
    return f"{who} action {action_id}"


def forget(action_id: int, fields: Mapping[str, str] | None = None) -> None:
    """Let the browser forget what it holds of a draft: these words, or all of them."""
    forget_about(about_draft(current_actor().key, action_id), fields)


def forget_about(about: str, fields: Mapping[str, str] | None) -> None:
    """Let the browser forget what it holds of a thing that it was told to watch the typing of."""
    st.session_state[_FORGET] = {"about": about, "fields": fields, "token": f"{about} {now().isoformat()}"}


def forgotten() -> dict[str, Any] | None:
    """Return what the browser is to forget."""
    found = st.session_state.get(_FORGET)
    return found if isinstance(found, dict) else None


def know(action_id: int, fields: Mapping[str, str]) -> None:
    """Remember which words of the draft stand in this session's form, or stood there before it hid them."""
    st.session_state[field_key(action_id, _KNOWN)] = dict(fields)


def known(action_id: int) -> dict[str, str]:
    """Return which words of the draft stand in this session's form, or stood there before it hid them.

    What another tab put into the draft since is not among them: this form has never shown it.
    """
    return dict(st.session_state.get(field_key(action_id, _KNOWN), {}))


def drop_form(action_id: int) -> None:
    """Forget the form's fields in this session."""
    st.session_state.pop(_OPENED, None)
    for name in [name for name in st.session_state if str(name).startswith(f"update_{action_id}_")]:
        del st.session_state[name]


def discard(action_id: int) -> None:
    """Forget the draft and the form's fields."""
    try:
        with writing() as session:
            discard_draft(session, action_id, actor=current_actor())
    except NotPermitted as refusal:
        leave_refused(str(refusal))
        return
    forget_notices()
    forget(action_id)
    drop_form(action_id)
    empty_evidence(action_id, "update")


def first_words(opened: Opened, field: str) -> str | None:
    """Return what a text field begins with where this session has no value for it yet, else None."""
    if field_key(opened.action_id, field) in st.session_state:
        return None
    return str(st.session_state.get(field_key(opened.action_id, _FIRST), {}).get(field, ""))


def _fill_one(opened: Opened, field: str, typed: Mapping[str, str], again: bool) -> None:
    key = field_key(opened.action_id, field)
    if not again and key in st.session_state:
        return
    if field in ("rating", "revised_due_text"):
        code = typed.get(field, "")
        if field == "rating" and find_choice(opened.choices, code) is None:
            code = opened.began[field]
        st.session_state[key] = code or None
        return
    words = typed.get(field, opened.began[field]) or opened.suggested.get(field, "")
    if st.session_state.get(_HAS_DRAWN):
        st.session_state[key] = words
    else:
        # In a session that has just begun the browser may hold newer words, from before the connection was
        # lost: a value set here would wipe them, one that the field merely begins with yields to them.
        st.session_state.setdefault(field_key(opened.action_id, _FIRST), {})[field] = words


def _is_typed(opened: Opened, field: str) -> bool:
    words = _value(opened.action_id, field)
    if field == "revised_due_text" and not words:
        return False  # an emptied list means "leave it", not "take the revision back"
    if field == "rating" and not words:
        return False
    return words.strip() != opened.began[field].strip()


def is_more_than_suggested(opened: Opened, fields: Mapping[str, str]) -> bool:
    """Say whether these fields hold anything that the form has not put there itself."""
    return any(words != opened.suggested.get(name) for name, words in fields.items())


def _value(action_id: int, field: str) -> str:
    key = field_key(action_id, field)
    if key not in st.session_state:
        return str(st.session_state.get(field_key(action_id, _FIRST), {}).get(field, ""))
    return str(st.session_state[key] or "")
