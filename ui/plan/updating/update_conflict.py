"""What somebody else changed while an update was being written, mine beside theirs.

Owns: telling which fields collide and asking for each of them. Refuses: choosing; nothing is dropped unasked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from data_model.plan.action_content import FieldChange
from data_model.plan.action_fields import FIELD_BY_NAME, LONG_TEXTS, UPDATABLE_FIELDS
from data_model.plan.rows import ActionDetail
from ui.parts.field_changes import show_changes
from ui.parts.notices import forget_notices, leave_refused
from ui.plan.rating_choice import RatingChoice, find_choice
from ui.plan.updating.update_keeping import take_over
from ui.plan.updating.update_state import Opened, field_key, typed_fields
from ui.shell.dates import moment
from ui.shell.plain_text import escape

_FORM_FIELDS = {
    "status": "rating",
    "rag_label": "rating",
    "awaiting_sign_off": "rating",
    "due_text": "revised_due_text",
}
NAMES = {
    "rating": "RAG",
    "reason": "Reason",
    **{name: FIELD_BY_NAME[name].form_label or FIELD_BY_NAME[name].label for name in UPDATABLE_FIELDS},
}
MINE, THEIRS, BOTH = "Keep mine", "Take theirs", "Keep both"


@dataclass(frozen=True)
class Collision:
    """A field that two people changed: what they saved and what is typed here, as words to show."""

    field: str
    was: str
    theirs: str
    mine: str


def find_collisions(
    opened: Opened, changes: Sequence[FieldChange], typed: Mapping[str, str]
) -> list[Collision]:
    """List the fields that were typed into here and changed meanwhile to something else, in form order."""
    found: dict[str, Collision] = {}
    for change in changes:
        field = _FORM_FIELDS.get(change.field, change.field)
        chosen = find_choice(opened.choices, typed.get(field)) if field == "rating" else None
        mine = chosen.label if chosen else typed.get(field, "")
        if field not in typed or mine.strip() == change.new.strip():
            continue
        old, new = change.old, change.new
        if change.field in ("awaiting_sign_off",):
            old, new = (f"{change.name}: {words}" for words in (old, new))
        if field in found and field == "rating":
            old, new = f"{found[field].was}, {old}", f"{found[field].theirs}, {new}"
        found[field] = Collision(field, old, new, mine)
    return list(found.values())


def meet(
    opened: Opened,
    detail: ActionDetail,
    choices: tuple[RatingChoice, ...],
    changes: Sequence[FieldChange],
) -> tuple[Opened, bool]:
    """Draw what changed since the form was opened; say whether it still has to be chosen between.

    Where nothing collides, the form goes on from the version that stands now.
    """
    seen_key = field_key(opened.action_id, "seen")
    if opened.version == detail.version:
        _show_seen(st.session_state.get(seen_key))
        return opened, False
    typed = typed_fields(opened)
    by = _authors(detail, opened.version)
    collisions = find_collisions(opened, changes, typed)
    if not collisions:
        st.session_state[seen_key] = (by, tuple(changes), bool(typed))
        opened = take_over(detail, choices, typed)
        _show_seen(st.session_state[seen_key])
        return opened, False
    with st.container(border=True, key="update_conflict"):
        st.header("Changed since you opened this", anchor=False)
        st.markdown(
            f"{escape(by)} saved this action meanwhile, and you both changed what stands below. "
            "What you typed is still here: choose for each."
        )
        answers = {one.field: _ask(opened, one) for one in collisions}
        st.button(
            "Go on with these choices",
            key="update_choices",
            type="primary",
            on_click=_chosen,
            args=(opened, detail, choices, collisions, by, tuple(changes)),
        )
        others = [change for change in changes if _FORM_FIELDS.get(change.field, change.field) not in answers]
        if others:
            with st.expander(f"Also changed: {escape(', '.join(change.name for change in others))}"):
                show_changes(others)
    return opened, True


def _ask(opened: Opened, one: Collision) -> str | None:
    st.markdown(f"**{escape(NAMES[one.field])}**")
    with st.container(horizontal=True):
        for name, words in (("Was", one.was), ("Theirs", one.theirs), ("Mine", one.mine)):
            with st.container(gap=None, width=300):
                st.caption(name)
                st.text(words or "nothing")
    answers = [MINE, THEIRS, *([BOTH] if one.field in LONG_TEXTS else [])]
    return st.radio(
        f"{NAMES[one.field]}: which one?", answers, index=None, horizontal=True, key=_answer_key(opened, one)
    )


def _chosen(
    opened: Opened,
    detail: ActionDetail,
    choices: tuple[RatingChoice, ...],
    collisions: Sequence[Collision],
    by: str,
    changes: tuple[FieldChange, ...],
) -> None:
    answers = {one.field: st.session_state.get(_answer_key(opened, one)) for one in collisions}
    if None in answers.values():
        open_ones = [NAMES[field] for field, answer in answers.items() if answer is None]
        leave_refused(f"Choose for each field first: {', '.join(open_ones)}.")
        return
    typed = typed_fields(opened)
    for one in collisions:
        if answers[one.field] == THEIRS:
            del typed[one.field]
        elif answers[one.field] == BOTH:
            typed[one.field] = "\n\n".join(filter(None, (one.theirs.strip(), one.mine.strip())))
    forget_notices()
    st.session_state[field_key(opened.action_id, "seen")] = (by, changes, True)
    take_over(detail, choices, typed)


def _show_seen(seen: tuple[str, tuple[FieldChange, ...], bool] | None) -> None:
    if seen is None:
        return
    by, changes, was_typed = seen
    kept = " What you typed is kept and not saved yet." if was_typed else ""
    st.info(f"{escape(by)} saved this action after you opened it.{kept}")
    if changes:
        with st.expander(f"What changed: {escape(', '.join(change.name for change in changes))}"):
            show_changes(changes)


def _answer_key(opened: Opened, one: Collision) -> str:
    return field_key(opened.action_id, f"answer_{one.field}")


def _authors(detail: ActionDetail, version: int) -> str:
    later = [line for line in detail.history if line.version > version]
    said = dict.fromkeys(f"{line.recorded_by} ({moment(line.recorded_at)})" for line in later)
    return " and ".join(said) or "Somebody"
