"""One recommendation: its words, the response, the actions that carry it out, what it raises, its history.

Owns: drawing them. Refuses: forms (see `recommendation_forms`), and any rating of its own.
"""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from data_model.board.work_programme import MeetingItemRow
from data_model.recommendations.recommendation_content import RESPONSE_NAMES, Response
from data_model.recommendations.rows import RecommendationRow, RecommendationVersionRow
from data_model.shared.sentence_text import counted
from ui.parts.field_changes import show_changes
from ui.parts.status_chips import chip
from ui.parts.whole_links import in_lines, link_beside
from ui.recommendations.recommendation_list import rating_label, response_text, review_text, row_chip
from ui.shell.dates import moment, short_day
from ui.shell.links import link
from ui.shell.pages import Page
from ui.shell.plain_text import escape

_THROUGH = {"import": "Tracker", "added": "Recorded", "update": "Update"}


def show_state(row: RecommendationRow) -> None:
    """Draw how it stands in one line, and why where its actions say it."""
    said = [row_chip(row), escape(response_text(row)), escape(review_text(row))]
    st.markdown(" · ".join(filter(None, said)))
    if row.actions:
        own = f" Its own rating says “{row.status_label}”." if row.status_label else ""
        st.caption(escape(f"The status is what its actions say, the most pressing first.{own}"))


def show_checks(row: RecommendationRow) -> None:
    """Draw what speaks against how it is said to go; nothing without any."""
    for one in row.checks:
        st.warning(f"**{escape(one.title)}**  \n{escape(one.because)}")


def show_text(label: str, text: str, nothing: str = "") -> None:
    """Draw a text under its heading, as it was written; nothing where both are empty."""
    if not text and not nothing:
        return
    st.header(label, anchor=False)
    if text:
        st.text(text)
    else:
        st.markdown(nothing)


def show_response(row: RecommendationRow) -> None:
    """Draw what was answered, when, and in which words."""
    st.header("Response", anchor=False)
    when = short_day(row.responded_on) if row.responded_on else row.responded_text
    st.markdown(escape(f"{RESPONSE_NAMES[row.response]}{f', {when}' if when else ''}"))
    if row.response is Response.AWAITED and row.is_open and row.response_due:
        late = f", {counted(row.days_unanswered, 'day')} ago" if row.days_unanswered else ""
        st.caption(
            escape(
                f"The last day of two months from {short_day(row.made_on)} is "
                f"{short_day(row.response_due)}{late}. The law counts from the day the executive receives it "
                "(Local Government Act 2000, section 9FE)."
            )
        )
    if row.response_words:
        st.text(row.response_words)


def show_actions(row: RecommendationRow) -> None:
    """Draw the actions that carry it out, each rated as the plan says, with its due date."""
    st.header(f"Actions ({len(row.actions):,})" if row.actions else "Actions", anchor=False)
    if not row.actions:
        st.markdown("No action of the plan carries it out yet; it is watched until somebody closes it.")
    for one in row.actions:
        due = f"due {short_day(one.due_date)}" if one.due_date else "no due date"
        if one.days_overdue:
            due = f"**{counted(one.days_overdue, 'day')} overdue** ({due})"
        made = "made from this" if one.made else "linked"
        state = " · ".join((chip(one.status, rating_label(one.label, one.status)), due, made))
        link_beside(Page.ACTION, one.ref, one.text, state, id=one.id)


def show_facts(row: RecommendationRow) -> None:
    """Draw who answers for it, and when it is next looked at or was closed."""
    st.header("Who", anchor=False)
    if row.lead_person_id:
        link(Page.ACTIONS, in_lines(row.lead_officer), person=row.lead_person_id)
    else:
        st.text(row.lead_officer or "No lead officer is named.")
    if row.executive_member:
        st.text(f"Executive member: {row.executive_member}")
    if row.closed:
        st.header("Closed", anchor=False)
        when = short_day(row.closed_on) if row.closed_on else row.closed_text
        st.markdown(escape(when or f"Said to be closed as at {short_day(row.as_at)}."))
        st.text(row.closing_words or "Nobody said what came of it.")


def show_items(items: Sequence[MeetingItemRow], as_at: date) -> None:
    """Draw the meetings at which it comes back, and what came of those held by a day; nothing without any."""
    if not items:
        return
    st.header("At scrutiny’s meetings", anchor=False)
    for item in items:
        with st.container(gap=None):
            where = f"{item.board}, {short_day(item.held_on)}" if item.held_on else "No meeting yet"
            if item.meeting_id is not None:
                link(Page.MEETING, in_lines(where), id=item.meeting_id)
            else:
                st.markdown(escape(where))
            is_held = item.held_on is None or item.held_on <= as_at
            st.text(item.words + (f"\nWhat came of it: {item.outcome}" if item.outcome and is_held else ""))


def show_versions(versions: Sequence[RecommendationVersionRow]) -> None:
    """Draw everything that was said of it by the day of the page, the newest first."""
    st.header("History", anchor=False)
    for row in versions:
        through = _THROUGH.get(row.through, row.through.capitalize())
        where = " ".join(filter(None, (row.file_name, row.sheet, row.cell)))
        said = f"{short_day(row.as_at)} · {through} by {row.recorded_by}, {moment(row.recorded_at)}"
        fields = ", ".join(change.name for change in row.changes) or "first statement"
        with st.expander(escape(f"{said} · {fields}")):
            if row.reason:
                st.text(row.reason)
            if where:
                st.caption(escape(f"From {where}"))
            show_changes(row.changes)
            if not row.changes:
                st.markdown("It was recorded so for the first time.")
