"""The responsible people as a table whose rows open them.

Owns: its columns and finding somebody by typing. Refuses: counting.
"""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data_model.rows import PersonRow
from ui.dates import short_day
from ui.status_chips import status_list

_COLUMNS = ("Name", "Posts", "Actions", "By status", "Overdue", "Due in 30 days", "Next due")


def show_people(people: Sequence[PersonRow], key: str) -> int | None:
    """Draw the table; return the id of the person whose row was chosen."""
    frame = pd.DataFrame(
        [
            (
                person.name,
                ", ".join(person.posts),
                person.actions,
                status_list(person.statuses),
                person.overdue,
                person.due_soon,
                short_day(person.next_due),
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
        height="content" if len(people) <= 20 else 760,
        alt="Responsible people",
        column_config={
            "Name": st.column_config.TextColumn(width=190),
            "Posts": st.column_config.TextColumn(width=260),
            "By status": st.column_config.TextColumn(width=380),
            "Actions": st.column_config.NumberColumn(width=80),
            "Overdue": st.column_config.NumberColumn(width=80),
            "Due in 30 days": st.column_config.NumberColumn(width=110),
            "Next due": st.column_config.TextColumn(width=110),
        },
    )
    return people[event.selection.rows[0]].id if event.selection.rows else None


def show_opener(people: Sequence[PersonRow], key: str) -> int | None:
    """Draw a list to find a person in by typing; return the id of the one chosen."""
    names = {person.id: person.name for person in sorted(people, key=lambda row: row.name.casefold())}
    return st.selectbox(
        "Open a person", list(names), index=None, format_func=names.__getitem__, key=key,
        placeholder="Type a name", filter_mode="contains",
    )  # fmt: skip
