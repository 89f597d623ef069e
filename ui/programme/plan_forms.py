"""Forms that reshape a plan: add an action, split one, merge a duplicate, retire and restore.

Owns: their fields, each handed to one write with the version the form was drawn from. Refuses: the rules.
"""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from data_model.plan.action_content import NamedPerson
from data_model.plan.changes.plan_edits import NewAction, add_action
from data_model.plan.changes.reshaping import merge_duplicate, restore_action, retire_action, split_action
from data_model.plan.rows import AreaRow
from data_model.plan.rows_updates import RetiredRow
from data_model.shared.sentence_text import counted
from ui.parts.saving import save
from ui.programme.plan_rows import EditRow, area_labels
from ui.shell.dates import short_day
from ui.shell.plain_text import escape, shorten
from ui.shell.signature import by_as_at

_MOST_OFFERED = 500  # actions of a list to choose from: each costs the line, and a plan may have thousands
PARTS = 4  # texts that one action can be split into at once
Read = Callable[[str], tuple[NamedPerson, ...]]


def pick_action(label: str, rows: Sequence[EditRow], key: str, first: int | None = None) -> EditRow | None:
    """Draw a list to find an action in by typing; `first` is the id of the one chosen to begin with."""
    offered = _offered(label, rows, key, first)
    by_id = {row.id: row for row in offered}
    names = {row.id: f"{row.ref} {shorten(row.text, 70)}" for row in offered}
    chosen = st.selectbox(
        label,
        list(names),
        index=list(names).index(first) if first in names else None,
        key=key,
        format_func=names.__getitem__,
        placeholder="Type a ref or a word",
        filter_mode="contains",
    )
    return by_id.get(chosen) if chosen is not None else None


def _offered(label: str, rows: Sequence[EditRow], key: str, first: int | None) -> Sequence[EditRow]:
    """Return the actions that a list offers: all, or of a long plan those with the words asked for."""
    if len(rows) <= _MOST_OFFERED:
        return rows
    words = st.text_input(f"{label}: a ref or words of it", key=f"{key}_words").casefold().split()
    fitting = [row for row in rows if all(word in f"{row.ref} {row.text}".casefold() for word in words)]
    if len(fitting) > _MOST_OFFERED:
        st.caption(f"The first {_MOST_OFFERED} of {len(fitting):,} are offered; more words find the others.")
    shown = fitting[:_MOST_OFFERED]
    chosen = st.session_state.get(key, first)
    return [*shown, *(row for row in rows if row.id == chosen and row not in shown)]


def add_form(plan_id: int, areas: Sequence[AreaRow], read: Read, as_at: date) -> None:
    """Draw the form for a new action; `read` tells whom words for the responsible name."""
    labels = area_labels(areas)
    with st.form("add_form"):
        st.selectbox("Area", list(labels), format_func=labels.__getitem__, key="add_area_id")
        st.text_area("Action", key="add_text")
        st.text_area("Outcome it serves", key="add_outcome")
        st.text_input("Ref (left empty, one is made)", key="add_ref", max_chars=40)
        st.text_input(
            "Responsible, as a plan writes it", key="add_responsible", placeholder="Name, post / Name, post"
        )
        st.text_input("Due date, as a plan writes it", key="add_due_text", placeholder="31/03/2026")
        st.text_input("Why", key="add_reason")
        st.form_submit_button(
            "Add this action", type="primary", on_click=_add, args=(plan_id, read, as_at), key="add_submit"
        )


def split_form(rows: Sequence[EditRow], as_at: date) -> None:
    """Draw the choice of an action and the texts of those it becomes."""
    row = pick_action("Action to split", rows, "split_action")
    if row is None:
        return
    st.markdown(
        "The first text stays with the action, its progress and its evidence. The others become actions of "
        "their own behind it, with its area, outcome, people, dates and rating."
    )
    with st.form("split_form"):
        for part in range(PARTS):
            words = f"Text {part + 1}" if part < 2 else f"Text {part + 1} (if there is one)"
            st.text_area(words, value=row.text if part == 0 else "", key=f"split_{row.id}_{part}")
        st.text_input("Why", key="split_reason")
        st.form_submit_button(
            "Split it",
            type="primary",
            on_click=_split,
            args=(row.id, row.version, row.ref, as_at),
            key="split_submit",
        )


def merge_form(rows: Sequence[EditRow], as_at: date) -> None:
    """Draw the choice of two actions, of which one is dropped as the other's duplicate."""
    left, right = st.columns(2)
    with left:
        keep = pick_action("Keep", rows, "merge_keep")
        if keep is not None:
            st.text(keep.text)
    with right:
        drop = pick_action("Its duplicate, which is retired", rows, "merge_drop")
        if drop is not None:
            st.text(drop.text)
    if keep is None or drop is None:
        return
    with st.form("merge_form"):
        st.markdown(
            "The action kept stays as it is. What was said of the duplicate stays in its own history; copy "
            "anything from it that is still needed first."
        )
        st.text_input("Why", key="merge_reason")
        st.form_submit_button(
            f"Keep {escape(keep.ref)}, retire {escape(drop.ref)}",
            type="primary",
            on_click=_merge,
            args=(keep, drop, as_at),
            key="merge_submit",
        )


def retire_form(rows: Sequence[EditRow], as_at: date) -> None:
    """Draw the choice of an action that leaves the plan, with the reason."""
    row = pick_action("Action to retire", rows, "retire_action")
    if row is None:
        return
    st.text(row.text)
    with st.form("retire_form"):
        st.text_input("Why it leaves the plan", key="retire_reason")
        st.form_submit_button(
            f"Retire {escape(row.ref)}",
            type="primary",
            on_click=_retire,
            args=(row.id, row.version, row.ref, as_at),
            key="retire_submit",
        )


def restore_list(retired: Sequence[RetiredRow], as_at: date) -> None:
    """Draw the retired actions, each with the way back."""
    if not retired:
        st.markdown("No action of this plan is retired.")
    for row in retired:
        with st.form(f"restore_form_{row.id}"):
            st.markdown(f"**{escape(row.ref)}** {escape(shorten(row.text, 140))}")
            words = f"Retired as at {short_day(row.retired_on)} by {row.retired_by}. {row.reason}"
            st.markdown(escape(words))
            st.text_input(f"Why {escape(row.ref)} comes back", key=f"restore_reason_{row.id}")
            st.form_submit_button(
                f"Restore {escape(row.ref)}",
                on_click=_restore,
                args=(row.id, row.version, row.ref, as_at),
                key=f"restore_submit_{row.id}",
            )


def _add(plan_id: int, read: Read, as_at: date) -> None:
    typed = {name: _typed(f"add_{name}") for name in ("text", "outcome", "ref", "responsible", "due_text")}
    new = NewAction(
        area_id=st.session_state["add_area_id"],
        people=read(typed["responsible"]),
        text=typed["text"],
        outcome=typed["outcome"],
        ref=typed["ref"],
        responsible=typed["responsible"],
        due_text=typed["due_text"],
    )
    reason = _typed("add_reason")
    left = save(
        lambda session: add_action(session, plan_id, new, reason=reason, **by_as_at(as_at)),
        lambda _made: "The action is added, last in its area.",
    )
    _clear(left, *(f"add_{name}" for name in typed), "add_reason")


def _split(action_id: int, version: int, ref: str, as_at: date) -> None:
    keys = [f"split_{action_id}_{part}" for part in range(PARTS)]
    texts = [text for key in keys if (text := _typed(key))]
    reason = _typed("split_reason")
    left = save(
        lambda session: split_action(
            session, action_id, texts, reason, base_version=version, **by_as_at(as_at)
        ),
        lambda ids: f"{ref} is split into {counted(len(ids), 'action')}.",
        {action_id: version},
    )
    _clear(left, "split_reason", "split_action")


def _merge(keep: EditRow, drop: EditRow, as_at: date) -> None:
    reason = _typed("merge_reason")
    left = save(
        lambda session: merge_duplicate(
            session, keep.id, drop.id, reason, base_version=drop.version, **by_as_at(as_at)
        ),
        lambda _version: f"{drop.ref} is retired as a duplicate of {keep.ref}.",
        {drop.id: drop.version},
    )
    _clear(left, "merge_reason", "merge_keep", "merge_drop")


def _retire(action_id: int, version: int, ref: str, as_at: date) -> None:
    reason = _typed("retire_reason")
    left = save(
        lambda session: retire_action(session, action_id, reason, base_version=version, **by_as_at(as_at)),
        lambda _version: f"{ref} is retired. Its history stays, and it can be restored.",
        {action_id: version},
    )
    _clear(left, "retire_reason", "retire_action")


def _restore(action_id: int, version: int, ref: str, as_at: date) -> None:
    reason = _typed(f"restore_reason_{action_id}")
    save(
        lambda session: restore_action(session, action_id, reason, base_version=version, **by_as_at(as_at)),
        lambda _version: f"{ref} is in the plan again, as it stood.",
        {action_id: version},
    )


def _typed(key: str) -> str:
    return str(st.session_state.get(key) or "").strip()


def _clear(left: object, *keys: str) -> None:
    """Empty a form that was saved; one that was not keeps what was typed."""
    if left is None:
        for key in keys:
            st.session_state[key] = None if key in _PICKED else ""


_PICKED = frozenset({"split_action", "merge_keep", "merge_drop", "retire_action"})
