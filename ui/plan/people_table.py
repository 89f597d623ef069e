"""The responsible people as a table whose rows open them, or as a list.

Owns: its columns and finding somebody by typing. Refuses: counting.
"""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data_model.plan.rows import PersonRow
from data_model.shared.sentence_text import counted
from ui.parts.in_pages import show_in_pages
from ui.parts.status_chips import status_list
from ui.shell.dates import short_day
from ui.shell.links import step
from ui.shell.plain_text import escape

# What a narrow screen shows stands first.
_COLUMNS = ("Name", "Actions", "Overdue", "Due in 30 days", "Next due", "By status", "Posts")
_FOLDED = 66  # pixels; the grid folds text only above 64
_MOST_HIGH = 1240
_ROWS = 50  # people of a list drawn at once


def show_people(people: Sequence[PersonRow], key: str) -> int | None:
    """Draw the table; return the id of the person whose row was chosen."""
    frame = pd.DataFrame(
        [
            (
                person.name,
                person.actions,
                person.overdue,
                person.due_soon,
                short_day(person.next_due),
                status_list(person.statuses),
                ", ".join(person.posts),
            )
            for person in people
        ],
        columns=list(_COLUMNS),
    )
    event = st.dataframe(
        frame,
        key=key,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        row_height=_FOLDED,
        height="content" if (len(people) + 1) * _FOLDED <= _MOST_HIGH else _MOST_HIGH,
        alt="Responsible people",
        column_config={
            "Name": st.column_config.TextColumn(width=165),
            "Actions": st.column_config.NumberColumn(width=70),
            "Overdue": st.column_config.NumberColumn(width=80),
            "Due in 30 days": st.column_config.NumberColumn(width=115),
            "Next due": st.column_config.TextColumn(width=105),
            "By status": st.column_config.TextColumn(width=420),
            "Posts": st.column_config.TextColumn(width=280),
        },
    )
    return people[event.selection.rows[0]].id if event.selection.rows else None


def show_people_list(people: Sequence[PersonRow]) -> None:
    """Draw a few lines a person, whose name opens them; many people a page at a time."""
    show_in_pages(people, _ROWS, "people_page", _show_lines)


def _show_lines(people: Sequence[PersonRow]) -> None:
    for person in people:
        figures = [counted(person.actions, "action"), f"{person.overdue:,} overdue"]
        figures.append(f"{person.due_soon:,} due in 30 days")
        if person.next_due is not None:
            figures.append(f"next due {short_day(person.next_due)}")
        with st.container(gap=None):
            step(f"{escape(person.name)} ›", f"people_open_{person.id}", person=person.id)
            st.markdown(escape(" · ".join(figures)))
            st.caption(escape(", ".join(person.posts)) or "No post")


def show_opener(people: Sequence[PersonRow], key: str) -> int | None:
    """Draw a list to find a person in by typing; return the id of the one chosen."""
    names = {person.id: person.name for person in sorted(people, key=lambda row: row.name.casefold())}
    return st.selectbox(
        "Open a person",
        list(names),
        index=None,
        format_func=names.__getitem__,
        key=key,
        placeholder="Type a name",
        filter_mode="contains",
    )
