"""Recommendations as a table at a desk, and as a list of cards on a telephone.

Owns: the columns and lines, and opening one. Refuses: finding and choosing them.
"""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data_model.plan.status_looks import STATUS_LOOKS
from data_model.plan.statuses import STATUS_NAMES, Status
from data_model.recommendations.recommendation_content import RESPONSE_NAMES, Response
from data_model.recommendations.recommendation_text import source_of
from data_model.recommendations.rows import RecommendationRow
from data_model.shared.sentence_text import counted
from ui.parts.status_chips import chip, status_text
from ui.parts.whole_links import link_beside
from ui.shell.dates import short_day
from ui.shell.links import go
from ui.shell.pages import Page
from ui.shell.plain_text import escape, shorten
from ui.shell.screen import is_telephone
from ui.shell.stylesheet import on_paper

_FOLDED = 66  # pixels: the grid folds text only above 64, and three lines fit
_COLUMNS = ("Ref", "Recommendation", "From", "Response", "Status", "Lead officer", "Actions", "Next review")
_NARROW = ("Ref", "Status", "Response", "Recommendation", "Next review", "From", "Lead officer", "Actions")
_ON_PAPER = ("Ref", "Recommendation", "From", "Response", "Status", "Lead officer", "Next review")
_MOST_ON_PAPER = 150
_PLAIN_COLOURS = frozenset(("r", "a", "g", "b", "red", "amber", "green", "blue", "yellow", "grey", "purple"))


def show_table(rows: Sequence[RecommendationRow], key: str) -> None:
    """Draw the table; pressing a ref or choosing a row leaves for that recommendation."""
    looks = {row_status_text(row): _fill(row) for row in rows}
    event = st.dataframe(
        pd.DataFrame([_cells(row) for row in rows], columns=list(_COLUMNS)),
        key=key,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        row_height=_FOLDED,
        height=640 if len(rows) > 9 else "content",
        placeholder="",
        alt="Recommendations",
        column_order=_NARROW if is_telephone() else None,
        column_config={
            "Ref": st.column_config.ButtonColumn(width=76, alignment="left", key=f"{key}_ref"),
            "Recommendation": st.column_config.TextColumn(width=320),
            "From": st.column_config.TextColumn(width=160),
            "Response": st.column_config.TextColumn(width=140),
            "Status": st.column_config.MultiselectColumn(
                width=204, options=list(looks), color=list(looks.values())
            ),
            "Lead officer": st.column_config.TextColumn(width=150),
            "Actions": st.column_config.TextColumn(width=90, help="The actions that carry it out"),
            "Next review": st.column_config.TextColumn(width=110),
        },
    )
    with on_paper(key):
        st.markdown(_paper_table(rows))
    pressed = st.session_state.get(f"{key}_ref")
    chosen = [pressed["row"]] if pressed else event.selection.rows
    if chosen and chosen[0] < len(rows):
        go(Page.RECOMMENDATION, id=rows[chosen[0]].id)


def show_cards(rows: Sequence[RecommendationRow]) -> None:
    """Draw each recommendation with its words, how it stands and what it raises."""
    for row in rows:
        with st.container(border=True, gap=None, key=f"recommendation_card_{row.id}"):
            show_line(row)


def show_line(row: RecommendationRow) -> None:
    """Draw a recommendation's ref as the link and, beside it, its words and how it stands."""
    said = [row_chip(row), escape(response_text(row)), escape(review_text(row)), escape(row.lead_officer)]
    below = [" · ".join(filter(None, said)), escape(source_of(row))]
    below += [f"**{escape(one.because)}**" for one in row.checks]
    link_beside(Page.RECOMMENDATION, row.ref, row.words, "  \n".join(below), id=row.id)


def response_text(row: RecommendationRow) -> str:
    """Say in plain text what was answered, and by how much an answer is late or when it is due."""
    said = RESPONSE_NAMES[row.response]
    if row.days_unanswered:
        return f"! Response {counted(row.days_unanswered, 'day')} late"
    if row.response is Response.AWAITED:
        until = f" until {short_day(row.response_due)}" if row.response_due and row.is_open else ""
        return f"Response awaited{until}"
    return said


def review_text(row: RecommendationRow) -> str:
    """Say in plain text when an open recommendation is next looked at, and by how much that is over."""
    if row.closed or not row.due_text:
        return ""
    when = short_day(row.due_date) if row.due_date else row.due_text
    if row.days_overdue:
        return f"! review {counted(row.days_overdue, 'day')} overdue ({when})"
    return f"next review {when}"


def rating_label(label: str, status: Status) -> str:
    """Return the words of a rating; one that is a colour alone says its meaning first."""
    is_colour = label.strip().casefold() in _PLAIN_COLOURS
    return f"{STATUS_NAMES[status]} ({label.strip()})" if is_colour else label


def row_chip(row: RecommendationRow) -> str:
    """Write how a recommendation stands as a chip in Markdown."""
    shown = chip(row.stands, rating_label(row.stands_label, row.stands))
    return f"**Closed** · {shown}" if row.closed else shown


def row_status_text(row: RecommendationRow) -> str:
    """Write how it stands for a table: symbol and word."""
    if row.closed:
        return status_text(row.stands, "Closed")
    return status_text(row.stands, rating_label(row.stands_label, row.stands))


def _fill(row: RecommendationRow) -> str:
    return STATUS_LOOKS[row.stands].fill


def _cells(row: RecommendationRow) -> tuple[object, ...]:
    overdue = f"{row.days_overdue:,} days over, " if row.days_overdue else ""
    return (
        row.ref,
        shorten(row.words, 150),
        shorten(source_of(row), 70),
        response_text(row),
        [row_status_text(row)],
        shorten(row.lead_officer, 44),
        ", ".join(one.ref for one in row.actions),
        "" if row.closed else overdue + (short_day(row.due_date) if row.due_date else row.due_text),
    )


def _paper_table(rows: Sequence[RecommendationRow]) -> str:
    """Write the table in Markdown, for print: the rows of the one on screen are drawn on a canvas."""
    lines = [
        (
            escape(row.ref),
            escape(shorten(row.words, 400)),
            escape(source_of(row)),
            escape(response_text(row)),
            row_chip(row),
            escape(shorten(row.lead_officer, 80)),
            escape(review_text(row)),
        )
        for row in rows[:_MOST_ON_PAPER]
    ]
    table = "\n".join(f"| {' | '.join(line)} |" for line in [_ON_PAPER, ("---",) * len(_ON_PAPER), *lines])
    if len(rows) <= _MOST_ON_PAPER:
        return table
    return f"{table}\n\nThe first {_MOST_ON_PAPER:,} of {len(rows):,}; a file has them all."
