"""Actions parted by when they are due.

Owns: which band an action stands in, drawing a band, and folding away what a long page has no room for.
Refuses: deciding what is overdue; the row says.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import streamlit as st

from data_model.plan.rows import ActionRow
from data_model.plan.statuses import CLOCK_STOPPED
from data_model.shared.sentence_text import counted
from ui.parts.in_pages import show_in_pages
from ui.plan.action_cards import show_action_line

ROWS = 30  # lines of a band drawn at once; each costs the browser three elements
OPEN_LINES = 120  # lines of a page; the bands after them are folded


@dataclass
class Bands:
    """Each action stands in one band, in the order given."""

    overdue: list[ActionRow] = field(default_factory=list)
    ahead: list[ActionRow] = field(default_factory=list)
    review: list[ActionRow] = field(default_factory=list)
    undated: list[ActionRow] = field(default_factory=list)
    finished: list[ActionRow] = field(default_factory=list)


def parted(actions: Sequence[ActionRow]) -> Bands:
    """Part actions into overdue (longest first), ahead, review, undated, and finished or paused."""
    bands = Bands()
    for action in actions:
        _band(bands, action).append(action)
    bands.overdue.sort(key=lambda row: -row.days_overdue)
    return bands


def show_bands(bands: Sequence[tuple[str, Sequence[ActionRow]]], before: int) -> None:
    """Draw named bands one below the other; what comes after so many lines of a page is folded until opened.

    `before` is how many lines stand above them.
    """
    for name, actions in bands:
        if before + min(len(actions), ROWS) <= OPEN_LINES:
            show_band(name, actions)
        else:
            show_folded(name, actions)
        before += min(len(actions), ROWS)


def show_folded(name: str, actions: Sequence[ActionRow]) -> None:
    """Draw a band as one line that opens; an empty one is left out."""
    if not actions:
        return
    title = f"{name} · {counted(len(actions), 'action')}"
    with st.expander(title, key=f"band_{name}_fold", on_change="rerun") as box:
        if box.open:
            _show_lines(name, actions)


def show_band(name: str, actions: Sequence[ActionRow], nothing: str = "") -> None:
    """Draw a band under its heading; an empty one says `nothing`, or is left out."""
    if not actions and not nothing:
        return
    if name:
        st.header(f"{name} · {counted(len(actions), 'action')}" if actions else name, anchor=False)
    if not actions:
        st.markdown(nothing)
    else:
        _show_lines(name, actions)


def _show_lines(name: str, actions: Sequence[ActionRow]) -> None:
    def show(members: Sequence[ActionRow]) -> None:
        for action in members:
            show_action_line(action)

    show_in_pages(actions, ROWS, f"band_{name}_page", show)


def _band(bands: Bands, action: ActionRow) -> list[ActionRow]:
    if action.days_overdue:
        return bands.overdue
    if action.status in CLOCK_STOPPED:
        return bands.finished
    if action.due_date is None:
        return bands.undated
    return bands.ahead if action.due_kind == "deadline" else bands.review
