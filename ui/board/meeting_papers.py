"""A meeting on its page: the ways on from it, its papers and what it recorded.

Owns: drawing them, in the order of the page. Refuses: what the board saw (`frozen_view`), the forms of
a meeting (`meeting_forms`), and the lines and forms of what it recorded (`follow_up_view`).
"""

from collections.abc import Sequence

import streamlit as st

from data_model.board.follow_up_text import other_open_text, recorded_sentence
from data_model.board.rows import FollowUpRow, MeetingRow
from data_model.board.schedule import was_held
from data_model.plan.queries.overview import list_areas
from data_model.plan.queries.responsible.people import list_people
from data_model.shared.permissions import Permission, is_permitted
from ui.board import follow_up_view
from ui.board.meeting_forms import meeting_form
from ui.board.meeting_lists import state_text
from ui.parts.compare_picker import meeting_address
from ui.shell.access import current_actor
from ui.shell.cache import cached_read
from ui.shell.clock import today
from ui.shell.links import link
from ui.shell.pages import Page
from ui.shell.plain_text import escape


def show_meeting_ways(meeting: MeetingRow) -> None:
    """Draw the ways from a meeting to what belongs to it."""
    with st.container(horizontal=True, key="meeting_ways"):
        link(Page.MEETINGS, "‹ All meetings")
        link(Page.MEETING_VIEW, "Show it in the room ›", id=meeting.id)
        link(Page.PACK, "Its pack ›", meeting=meeting.id)
        if meeting.is_frozen:
            link(Page.WHAT_CHANGED, "What changed since ›", since=meeting_address(meeting.id))


def show_papers(meeting: MeetingRow) -> None:
    """Draw how a meeting stands, where it is, who chairs and attends it, and its notes."""
    facts = [
        state_text(meeting, today()),
        meeting.place,
        f"Chair: {meeting.chair}" if meeting.chair else "",
    ]
    st.markdown(" · ".join(escape(fact) for fact in facts if fact))
    if meeting.attendees:
        st.text("Attending: " + ", ".join(filter(None, map(str.strip, meeting.attendees.splitlines()))))
    if meeting.notes:
        st.text(meeting.notes)


def offer_change(meeting: MeetingRow) -> None:
    """Draw the form for a meeting's papers, folded, for whoever may change them."""
    if not is_permitted(current_actor(), Permission.MEETINGS) or meeting.cancelled:
        return
    with st.expander("Change this meeting's papers", key="meeting_edit", on_change="rerun") as box:
        if box.open:
            meeting_form(meeting)


def say_not_frozen(meeting: MeetingRow) -> None:
    """Say why there is nothing that the board saw, and who is to do what about it."""
    if meeting.cancelled:
        st.markdown("This meeting was cancelled.")
    elif was_held(meeting, today()):
        st.markdown("It is not closed yet. The programme office freezes what the board saw.")
    else:
        st.markdown("Once it was held, the programme office freezes what the board saw.")


def show_recorded(plan_id: int, meeting: MeetingRow, in_plan: Sequence[FollowUpRow]) -> None:
    """Draw what a meeting recorded, what is open of others (`in_plan` has all), and the form for more."""
    st.header(follow_up_view.KINDS, anchor=False)
    rows = [row for row in in_plan if row.meeting_id == meeting.id]
    st.markdown(recorded_sentence(rows, is_to_come=meeting.held_on > today()))
    follow_up_view.show_follow_ups(follow_up_view.overdue_first(rows), with_meeting=False)
    if others := other_open_text(in_plan, meeting.id):
        with st.expander(others, key="meeting_others", on_change="rerun") as box:
            if box.open:
                rest = [row for row in in_plan if row.is_open and row.meeting_id != meeting.id]
                follow_up_view.show_follow_ups(follow_up_view.overdue_first(rest))
    if follow_up_view.may_add(current_actor()):
        with st.expander(follow_up_view.RECORD, key="meeting_add", on_change="rerun") as box:
            if box.open:
                people = {row.id: row.name for row in cached_read(list_people, plan_id, today())}
                areas = cached_read(list_areas, plan_id, today())
                follow_up_view.add_form(plan_id, meeting, areas, people)
