"""The parts of the import page that show what a file would do.

Owns: figures, changes field by field, lists of new and missing actions. Refuses: understanding files; it is
handed plain values.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

import streamlit as st

from data_model.plan.action_content import FieldChange
from data_model.plan.rows import KeyRow
from data_model.plan.statuses import Status
from data_model.shared.sentence_text import counted
from ui.imports.import_conflicts import Kept, show_kept
from ui.parts.chart_view import show_table
from ui.parts.field_changes import show_changes
from ui.parts.status_chips import status_text
from ui.shell.dates import short_day
from ui.shell.plain_text import escape, shorten

_MOST = 100
_FIRST = {"actions": "Actions", "areas": "Areas", "outcomes": "Outcomes", "people": "Named people"}
_DUE = {
    "due_deadline": "Deadlines",
    "due_review": "Review dates",
    "due_recurring": "Recurring",
    "due_none": "No date",
    "due_unclear": "Dates not understood",
    "nobody_responsible": "Nobody responsible",
}


def show_figures(figures: Mapping[str, int], key: Sequence[KeyRow]) -> None:
    """Draw what was read: how many of everything, by rating and by kind of date."""
    with st.container(horizontal=True, gap="medium"):
        for name, words in _FIRST.items():
            st.metric(words, f"{figures.get(name, 0):,}", border=True, width=160)
    labels = {row.status: row.label for row in reversed(key) if row.label}
    ratings = [
        f"{status_text(status, labels.get(status, ''))} {figures[f'status_{status.value}']:,}"
        for status in Status
        if figures.get(f"status_{status.value}")
    ]
    dates = [f"{words} {figures[name]:,}" for name, words in _DUE.items() if figures.get(name)]
    st.markdown(f"Ratings: {escape(' · '.join(ratings))}")
    st.markdown(f"Dates and people: {escape(' · '.join(dates))}")


class CellText(Protocol):
    """An action as the file states it, with its place there."""

    @property
    def area_number(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def sheet(self) -> str: ...
    @property
    def cell(self) -> str: ...


class ChangedAction(Protocol):
    """An action that the file would change, with what it would then say."""

    @property
    def ref(self) -> str: ...
    @property
    def merged(self) -> CellText: ...
    @property
    def changes(self) -> Sequence[FieldChange]: ...


class StoredText(Protocol):
    """An action of the plan that the file does not hold."""

    @property
    def ref(self) -> str: ...
    @property
    def stated(self) -> CellText: ...


class EarlierText(Protocol):
    """What an older column says of an action in a month before."""

    @property
    def ref(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def as_at(self) -> date: ...


class Compared(Protocol):
    """What a file would do to a plan."""

    @property
    def changed(self) -> Sequence[ChangedAction]: ...
    @property
    def added(self) -> Sequence[CellText]: ...
    @property
    def kept(self) -> Sequence[Kept]: ...
    @property
    def missing(self) -> Sequence[StoredText]: ...


def show_comparison(compared: Compared, *, begins: bool) -> None:
    """Draw what a file would change, add, keep and lack; of a plan that it begins everything is new."""
    show_changed([(each.ref, each.merged.text, each.changes) for each in compared.changed])
    if not begins:
        new = [(row.area_number, row.text, f"{row.sheet} {row.cell}") for row in compared.added]
        show_listed("new", new)
    show_kept(compared.kept)
    show_listed("missing", [(row.ref, row.stated.text, "nothing is deleted") for row in compared.missing])


def show_history(lines: Sequence[EarlierText]) -> None:
    """Draw what the file's older columns would add to the history of months before."""
    if not lines:
        return
    st.header(f"{counted(len(lines), 'earlier statement')} for the history", anchor=False)
    show_table(
        [
            {
                "Ref": line.ref,
                "Action": shorten(line.text, 90),
                "As at": short_day(line.as_at),
                "Said then": shorten(line.words, 140),
            }
            for line in lines[:_MOST]
        ]
    )
    if len(lines) > _MOST:
        st.markdown(f"The first {_MOST} of {len(lines):,}.")


def show_changed(changed: Sequence[tuple[str, str, Sequence[FieldChange]]]) -> None:
    """Draw the actions that would change, field by field; each is (ref, text, changes)."""
    if not changed:
        return
    st.header(f"{counted(len(changed), 'action')} would change", anchor=False)
    for ref, text, changes in changed[:_MOST]:
        with st.expander(f"**{escape(ref)}** {escape(shorten(text, 90))} ({counted(len(changes), 'field')})"):
            show_changes(changes)
    if len(changed) > _MOST:
        st.markdown(f"The first {_MOST} of {len(changed):,}.")


def show_listed(what: str, rows: Sequence[tuple[str, str, str]]) -> None:
    """Draw actions that are new or missing; each is (ref or area, text, where)."""
    if not rows:
        return
    st.header(f"{counted(len(rows), 'action')} {what}", anchor=False)
    show_table(
        [{"Ref": ref, "Action": shorten(text, 140), "Where": where} for ref, text, where in rows[:_MOST]]
    )
    if len(rows) > _MOST:
        st.markdown(f"The first {_MOST} of {len(rows):,}.")
