"""Actions as a table whose rows open them.

Owns: the columns on screen, opening an action from a row or a list. Refuses: finding the actions.
"""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data_model.plan.due_text import due_text
from data_model.plan.rows import ActionRow
from ui.parts.status_chips import action_chip, action_fill, action_text
from ui.plan.action_cards import people_line
from ui.shell.dates import short_day
from ui.shell.links import open_action
from ui.shell.plain_text import escape, shorten
from ui.shell.screen import is_telephone
from ui.shell.stylesheet import on_paper

_FOLDED = 66  # pixels; the grid folds text only above 64, and three lines fit
_COLUMNS = ("Ref", "Action", "Status", "Responsible", "Due", "Overdue", "As at", "Area")
_NARROW = ("Ref", "Status", "Due", "Action", "Overdue", "Responsible", "As at", "Area")
_ON_PAPER = ("Ref", "Action", "Status", "Responsible", "Due", "Days overdue")
_MOST_ON_PAPER = 150  # rows; a longer table is taken away as a file


def show_actions(actions: Sequence[ActionRow], key: str, name: str, height: int | None = None) -> None:
    """Draw the table; pressing a ref or choosing a row leaves for that action. `name` is its title."""
    frame = pd.DataFrame([_cells(action) for action in actions], columns=list(_COLUMNS))
    looks = {action_text(row): action_fill(row) for row in actions}
    event = st.dataframe(
        frame,
        key=key,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        row_height=_FOLDED,
        height=height or "auto",
        placeholder="",
        alt=name,
        # What a narrow screen shows of a row is how it stands and when it is due.
        column_order=_NARROW if is_telephone() else None,
        column_config={
            "Ref": st.column_config.ButtonColumn(width=72, alignment="left", key=f"{key}_ref"),
            "Action": st.column_config.TextColumn(width=350),
            "Status": st.column_config.MultiselectColumn(
                width=204, options=list(looks), color=list(looks.values())
            ),
            "Responsible": st.column_config.TextColumn(width=150),
            "Due": st.column_config.TextColumn(width=100),
            "Overdue": st.column_config.NumberColumn(width=80, format="%d days", help="Days past a deadline"),
            "As at": st.column_config.TextColumn(width=98, help="The day of its newest statement"),
            "Area": st.column_config.TextColumn(width=184),
        },
    )
    with on_paper(key):
        st.markdown(_paper_table(actions))
    pressed = st.session_state.get(f"{key}_ref")
    rows = [pressed["row"]] if pressed else event.selection.rows
    if rows and rows[0] < len(actions):
        open_action(actions[rows[0]].id)


def show_opener(actions: Sequence[ActionRow], key: str) -> None:
    """Draw a list to find an action in by typing, and leave for the one that is chosen."""
    by_id = {action.id: f"{action.ref} {shorten(action.text, 70)}" for action in actions}
    chosen = st.selectbox(
        "Open an action",
        list(by_id),
        index=None,
        format_func=by_id.__getitem__,
        key=key,
        placeholder="Type a ref or a word",
        filter_mode="contains",
    )
    if chosen is not None:
        open_action(chosen)


def _paper_table(actions: Sequence[ActionRow]) -> str:
    """Write the table in Markdown, for print: the rows of the one on screen are drawn on a canvas."""
    rows = [
        (
            escape(action.ref),
            escape(shorten(action.text, 400)),
            action_chip(action),
            people_line(action),
            escape(due_text(action)),
            f"{action.days_overdue:,}" if action.days_overdue else "",
        )
        for action in actions[:_MOST_ON_PAPER]
    ]
    lines = [_ON_PAPER, ("---",) * (len(_ON_PAPER) - 1) + ("---:",), *rows]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    if len(actions) <= _MOST_ON_PAPER:
        return table
    return f"{table}\n\nThe first {_MOST_ON_PAPER:,} of {len(actions):,}; a file has them all."


def _cells(action: ActionRow) -> tuple[object, ...]:
    return (
        action.ref,
        shorten(action.text, 130),
        [action_text(action)],
        action.people_shown or shorten(action.responsible, 60) or "Nobody",
        due_text(action),
        action.days_overdue or None,
        short_day(action.as_at),
        f"{action.area_number} {action.area_short_name}".strip(),
    )
