"""Deciding what the words, symbols and colours of a RAG column mean that no key explains.

Owns: one list for each distinct look, drawn as it stands in its cell, and what was decided while the page is
open. Refuses: a default that would be a guess; whatever is left alone stays not rated.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from data_model.plan.rows import KeyRow
from data_model.plan.statuses import Status
from data_model.shared.colour_text import NO_FILL, describe
from data_model.shared.sentence_text import counted
from ui.parts.chart_view import show_table
from ui.parts.status_chips import status_text
from ui.shell.plain_text import escape

_LEAVE = "Leave not rated"
_CHOICES = [Status.NOT_RATED, *(status for status in Status if status is not Status.NOT_RATED)]
Presets = Mapping[str, Sequence[KeyRow]]


@dataclass
class _Look:
    """A look that was asked for: how many actions have it, what was decided, and the key's word for it."""

    count: int
    status: Status | None = None
    label: str = ""


def looks_decided(presets: Presets, by: str, at: datetime, *, key: str) -> list[KeyRow]:
    """Return what was decided on this page so far. `key` names the file and the plan it is to go into."""
    looks = _looks(key)
    rows = [KeyRow(seen, look.label, look.status, by, at) for seen, look in looks.items() if look.status]
    preset = presets.get(st.session_state.get(_preset(key)) or "", ())
    return rows + [
        KeyRow(row.seen, row.label, row.status, by, at)
        for row in preset
        if row.seen not in {each.seen for each in rows}
    ]


def ask_looks(
    unexplained: Mapping[str, int],
    entries: Sequence[KeyRow],
    presets: Presets,
    draw: Callable[[str], str],
    *,
    key: str,
) -> None:
    """Ask what each thing seen, but not explained by the key, means.

    `unexplained` is what was seen, with how many actions; `entries` the key in use; `draw` makes a picture of
    a look. What was decided here goes on being asked, so that it can be changed.
    """
    looks = _looks(key)
    for seen, count in unexplained.items():
        looks.setdefault(seen, _Look(count)).count = count
    shown = {seen: look for seen, look in looks.items() if look.status or seen in unexplained}
    chosen = st.session_state.get(_preset(key))
    decided = {row.seen for row in presets.get(chosen or "", ())} | {
        seen for seen, look in looks.items() if look.status
    }
    no_key = all(row.seen in decided for row in entries) and bool(set(shown) - {NO_FILL})
    if not shown and chosen is None:
        return
    st.header("What do these mean?", anchor=False)
    if chosen is not None or no_key:
        st.selectbox(
            "The workbook has no RAG key. Which one does the plan use?",
            [*presets],
            index=None,
            placeholder="Choose a key, or answer one by one below",
            key=_preset(key),
        )
    labels = {row.seen: row.label for row in entries}
    for number, (seen, look) in enumerate(shown.items(), start=1):
        _ask(seen, look, labels.get(seen, ""), f"({number} of {len(shown)})", draw, key)


def _ask(seen: str, look: _Look, label: str, place: str, draw: Callable[[str], str], key: str) -> None:
    hint = f" In the key, “{label}” has no colour, so they may be that." if seen == NO_FILL and label else ""
    words, picker = st.columns([3, 2], vertical_alignment="bottom")
    with words.container(horizontal=True, vertical_alignment="center", gap="small"):
        # A list's label is read out with the backslashes that make foreign words safe: they stand above it.
        if not seen.startswith("word:") and seen != NO_FILL:
            st.image(draw(seen), alt=describe(seen), width=28)
        st.markdown(escape(f"{counted(look.count, 'action')} with {describe(seen)}.{hint}"), width="content")
    widget = f"{key}_{seen}"
    st.session_state[widget] = look.status or Status.NOT_RATED
    picker.selectbox(
        f"What {'it means' if look.count == 1 else 'they mean'} {place}",
        _CHOICES,
        key=widget,
        format_func=lambda each: _LEAVE if each is Status.NOT_RATED else status_text(each),
        on_change=_picked,
        args=(key, seen, label or _own_word(seen), widget),
    )


def _picked(key: str, seen: str, label: str, widget: str) -> None:
    look = _looks(key)[seen]
    chosen = st.session_state[widget]
    look.status, look.label = (None if chosen is Status.NOT_RATED else chosen), label


def show_key(entries: Sequence[KeyRow]) -> None:
    """Draw the key as it was understood, or say that there is none."""
    if not entries:
        st.caption("The workbook has no RAG key.")
        return
    with st.expander(f"RAG key as understood ({counted(len(entries), 'entry', 'entries')})"):
        show_table(
            [
                {
                    "In the workbook": describe(row.seen),
                    "The plan’s words": row.label,
                    "Means": status_text(row.status),
                    "Decided by": row.decided_by or "The workbook's own key",
                }
                for row in entries
            ]
        )


def _looks(key: str) -> dict[str, _Look]:
    looks: dict[str, _Look] = st.session_state.setdefault(f"{key}_looks", {})
    return looks


def _preset(key: str) -> str:
    return f"{key}_preset"


def _own_word(seen: str) -> str:
    kind, _, value = seen.partition(":")
    return value.capitalize() if kind == "word" else ""
