"""The responsible people as a table whose rows open them, or as a list.

Owns: its columns, finding somebody by typing, and one person's figures. Refuses: counting.
"""

from collections.abc import Sequence
from textwrap import wrap

import pandas as pd
import streamlit as st

from data_model.plan.rows import PersonRow
from data_model.shared.sentence_text import counted
from ui.parts.in_pages import show_in_pages
from ui.parts.status_chips import chip, status_list
from ui.shell.dates import short_day
from ui.shell.links import link, step
from ui.shell.pages import Page
from ui.shell.plain_text import escape
from ui.shell.stylesheet import on_paper

_COUNTED = ("Actions", "Overdue", "Due in 30 days")
_NUMBERS = st.column_config.NumberColumn
# What a narrow screen shows stands first.
_COLUMNS = ("Name", "Actions", "Overdue", "Due in 30 days", "Next due", "By status", "Posts")
_WIDTHS = dict(zip(_COLUMNS, (165, 70, 80, 115, 105, 400, 300), strict=True))
_LEAST_HIGH = 66  # pixels of a row; the grid folds text only above 64
_LINE, _SIGN = 20, 7.4  # pixels of a folded line and, at most on average, of a sign
_MOST_HIGH = 1240
_ROWS = 50  # people of a list drawn at once


def show_people(people: Sequence[PersonRow], key: str) -> int | None:
    """Draw the table; return the id of the person whose row was chosen."""
    rows = [_cells(person) for person in people]
    frame = pd.DataFrame(rows, columns=list(_COLUMNS))
    high = _row_height(rows)
    event = st.dataframe(
        frame,
        key=key,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        row_height=high,
        height="content" if (len(people) + 1) * high <= _MOST_HIGH else _MOST_HIGH,
        alt="Responsible people",
        column_config={
            name: _NUMBERS(width=width) if name in _COUNTED else st.column_config.TextColumn(width=width)
            for name, width in _WIDTHS.items()
        },
    )
    with on_paper(key):
        st.markdown(_paper_table(people))
    return people[event.selection.rows[0]].id if event.selection.rows else None


def _cells(person: PersonRow) -> tuple[str | int, ...]:
    return (
        person.name,
        person.actions,
        person.overdue,
        person.due_soon,
        short_day(person.next_due),
        status_list(person.statuses),
        ", ".join(person.posts),
    )


def _row_height(rows: Sequence[tuple[str | int, ...]]) -> int:
    """Return how high a row must be, in pixels, so that no text of any row is cut; all have one height."""
    lines = [
        len(wrap(str(cell), max(8, int((width - 16) / _SIGN))))
        for row in rows
        for cell, width in zip(row, _WIDTHS.values(), strict=True)
    ]
    return max(_LEAST_HIGH, max(lines, default=1) * _LINE + 6)


def _paper_table(people: Sequence[PersonRow]) -> str:
    """Write the table in Markdown, for print: the rows of the one on screen are drawn on a canvas."""
    rows = [
        [escape(cell) if isinstance(cell, str) else f"{cell:,}" for cell in _cells(one)] for one in people
    ]
    kinds = ["---:" if name in _COUNTED else "---" for name in _COLUMNS]
    return "\n".join(f"| {' | '.join(line)} |" for line in (_COLUMNS, kinds, *rows))


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


def show_person_figures(person: PersonRow) -> None:
    """Draw a person's actions by status, how many are overdue and due soon, each a way to them."""
    with st.container(horizontal=True, key="person_statuses", gap="small"):
        for row in person.statuses:
            label = f"{chip(row.status, row.label)} **{row.count:,}**"
            link(Page.ACTIONS, label, person=person.id, status=row.status)
    with st.container(horizontal=True, key="person_dates", gap="medium", vertical_alignment="center"):
        link(Page.ACTIONS, counted(person.actions, "action"), person=person.id)
        link(Page.ACTIONS, f"**{person.overdue:,}** overdue", person=person.id, due="overdue")
        link(Page.ACTIONS, f"**{person.due_soon:,}** due in 30 days", person=person.id, due="soon")
        if person.next_due is not None:
            st.markdown(f"Next due {short_day(person.next_due)}.", width="content")


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
