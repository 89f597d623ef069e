"""What was changed both in the dashboard and in a file: the two side by side, with a choice for each field.

Owns: asking, and showing what was kept without asking. Refuses: a choice nobody made; an answer is forgotten
when the dashboard's value changes again.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Protocol

import streamlit as st

from data_model.plan.action_fields import COMPARED_FIELDS
from data_model.shared.sentence_text import counted
from ui.parts.chart_view import show_table
from ui.shell.plain_text import escape, shorten

SIDES = {"ours": "The dashboard's", "theirs": "The file's"}
_FIELDS = {**COMPARED_FIELDS, "rag": COMPARED_FIELDS["rag_label"]}
_MANY = 4  # from so many on there is a button for all of them


class Sides(Protocol):
    """The values of a field on both sides, and before; `name` is the field's on screen."""

    @property
    def name(self) -> str: ...
    @property
    def base(self) -> str: ...
    @property
    def ours(self) -> str: ...
    @property
    def theirs(self) -> str: ...


class Conflict(Protocol):
    """A field of an action that was changed on both sides; `key` names it."""

    @property
    def key(self) -> str: ...
    @property
    def ref(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def conflict(self) -> Sides: ...


class Kept(Protocol):
    """A field that the dashboard alone changed since, of which the file holds an older value."""

    @property
    def ref(self) -> str: ...
    @property
    def field(self) -> str: ...
    @property
    def ours(self) -> str: ...
    @property
    def theirs(self) -> str: ...


def choose_sides(conflicts: Sequence[Conflict], *, key: str) -> dict[str, str]:
    """Ask of each conflict which side stands; return "ours" or "theirs" by its key, where answered."""
    if not conflicts:
        return {}
    st.header(f"{counted(len(conflicts), 'conflict')}: changed on both sides", anchor=False)
    st.markdown(
        "Each of these was changed in the dashboard and, differently, in the file. Choose which stands; the "
        "other one stays in the history or in the file."
    )
    keys = {each.key: f"{key}_{_digest(each)}" for each in conflicts}
    if len(conflicts) >= _MANY:
        with st.container(horizontal=True, key=f"{key}_all"):
            for side, words in SIDES.items():
                st.button(
                    f"{words} for all",
                    key=f"{key}_all_{side}",
                    on_click=_choose_all,
                    args=(list(keys.values()), side),
                )
    chosen = {}
    for each in conflicts:
        answer = _ask(each, keys[each.key])
        if answer is not None:
            chosen[each.key] = answer
    return chosen


def show_kept(kept: Sequence[Kept]) -> None:
    """Draw what stays as the dashboard has it, because the file only repeats what it was before."""
    if not kept:
        return
    st.header(f"{counted(len(kept), 'field')} kept as in the dashboard", anchor=False)
    st.markdown("Changed here since the file was made, and not in the file.")
    show_table(
        [
            {
                "Ref": each.ref,
                "Field": _FIELDS.get(each.field, each.field),
                "The dashboard's": shorten(each.ours, 120, as_written=True) or "nothing",
                "The file's": shorten(each.theirs, 120, as_written=True) or "nothing",
            }
            for each in kept
        ]
    )


def _ask(one: Conflict, key: str) -> str | None:
    both = one.conflict
    with st.container(border=True):
        st.markdown(f"**{escape(one.ref)}** {escape(shorten(one.text, 90))} · **{escape(both.name)}**")
        columns = st.columns(3)
        values = ("Before", both.base), (SIDES["ours"], both.ours), (SIDES["theirs"], both.theirs)
        for column, (name, value) in zip(columns, values, strict=True):
            with column, st.container(gap=None):
                st.caption(name)
                st.text(value.strip() or "nothing")
        return st.radio(
            f"Which stands for {escape(f'{one.ref} {both.name}')}",
            list(SIDES),
            format_func=SIDES.__getitem__,
            index=None,
            key=key,
            horizontal=True,
        )


def _digest(conflict: Conflict) -> str:
    return sha256(f"{conflict.key}|{conflict.conflict.ours}".encode("utf-8", "replace")).hexdigest()[:16]


def _choose_all(keys: Sequence[str], side: str) -> None:
    for key in keys:
        st.session_state[key] = side
