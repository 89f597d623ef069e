"""Actions parted by when they are due.

Owns: which band an action stands in, and drawing a band. Refuses: deciding what is overdue; the row says.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import streamlit as st

from data_model.plan.rows import ActionRow
from data_model.plan.statuses import CLOCK_STOPPED
from data_model.shared.sentence_text import counted
from ui.plan.action_cards import show_action_line
from ui.plan.action_table import show_actions

# A band of more is a table, since each line of a list costs the browser three elements.
_MOST_LINES = 30


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


def show_band(name: str, actions: Sequence[ActionRow], nothing: str = "") -> None:
    """Draw a band under its heading; an empty one says `nothing`, or is left out."""
    if not actions and not nothing:
        return
    if name:
        st.header(f"{name} · {counted(len(actions), 'action')}" if actions else name, anchor=False)
    if not actions:
        st.markdown(nothing)
    elif len(actions) > _MOST_LINES:
        show_actions(actions, f"band_{name or 'finished'}", name or "Complete or paused")
    else:
        for action in actions:
            show_action_line(action)


def _band(bands: Bands, action: ActionRow) -> list[ActionRow]:
    if action.days_overdue:
        return bands.overdue
    if action.status in CLOCK_STOPPED:
        return bands.finished
    if action.due_date is None:
        return bands.undated
    return bands.ahead if action.due_kind == "deadline" else bands.review
