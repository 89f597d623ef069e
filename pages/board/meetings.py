"""Meetings: the boards and when they meet, what they left to be followed, inspections and visits."""

import streamlit as st

from data_model.board.follow_up_text import follow_ups_sentence
from data_model.board.queries.meetings import list_boards, list_follow_ups, list_meetings
from data_model.inspections.queries.visits import list_visits
from data_model.plan.queries.overview import list_areas
from data_model.plan.queries.responsible.people import list_people
from data_model.shared.permissions import Permission, is_permitted
from ui.board import follow_up_view
from ui.board.meeting_forms import board_form, schedule_form
from ui.board.meeting_lists import next_sentence, show_boards, show_meetings
from ui.board.visit_view import show_visits, visit_form
from ui.parts.saving import show_outcome
from ui.shell import address
from ui.shell.access import current_actor
from ui.shell.cache import cached_read
from ui.shell.database import reading
from ui.shell.links import link
from ui.shell.page_head import start_page
from ui.shell.pages import Page
from ui.shell.plain_text import escape

TASKS = {"schedule": "Plan meetings", "board": "Add or change a board", "visit": "Inspections and visits"}

head = start_page("Meetings", dated=False)
plan, as_at, actor = head.plan, head.as_at, current_actor()
with reading() as session:
    boards = list_boards(session, plan.id, retired=True)
    meetings = list_meetings(session, plan.id)
    visits = list_visits(session, plan.id, as_at)
    follow_ups = list_follow_ups(session, plan.id, as_at)
meeting_boards = [board for board in boards if not board.retired]
still_open = follow_up_view.overdue_first([row for row in follow_ups if row.is_open])

show_outcome()
st.header(escape(f"{next_sentence(meetings, as_at)} {follow_ups_sentence(still_open)}"), anchor=False)
with st.container(horizontal=True, key="meetings_ways"):
    link(Page.RECOMMENDATIONS, "Recommendations ›")
    link(Page.INSPECTIONS, "Inspections ›")
    link(Page.WORK_PROGRAMME, "Scrutiny’s work programme ›")
left, right = st.columns([2, 3], gap="large")
with left:
    st.header("Boards", anchor=False)
    show_boards(meeting_boards, meetings, as_at)
    if not meeting_boards:
        st.markdown("No board is recorded yet. The programme office adds them below.")
with right:
    st.header(f"{follow_up_view.KINDS} still open", anchor=False)
    follow_up_view.show_follow_ups(still_open)
    if not still_open:
        st.markdown("None. What a meeting decides or asks for is recorded on its own page, or here.")
    closed = [row for row in follow_ups if not row.is_open]
    if closed:
        with st.expander(f"Closed ({len(closed):,})", key="meetings_closed", on_change="rerun") as box:
            if box.open:
                follow_up_view.show_follow_ups(closed)
    if follow_up_view.may_add(actor):
        with st.expander(follow_up_view.RECORD, key="meetings_add", on_change="rerun") as box:
            if box.open:
                people = {row.id: row.name for row in cached_read(list_people, plan.id, as_at)}
                follow_up_view.add_form(plan.id, None, cached_read(list_areas, plan.id, as_at), people)
if meetings:
    show_meetings(meetings, as_at)
st.header("Inspections and visits", anchor=False)
show_visits(visits, as_at)


if is_permitted(actor, Permission.MEETINGS):
    st.header("For the programme office", anchor=False)
    named = address.read("task")
    st.session_state["meetings_task"] = named if named in TASKS else "schedule" if meeting_boards else "board"
    # A segmented control's choice has too little contrast in the dark.
    task = st.radio(
        "What to do",
        list(TASKS),
        format_func=TASKS.__getitem__,
        key="meetings_task",
        horizontal=True,
        on_change=address.write_chosen,
        kwargs={"task": "meetings_task"},
    )
    if task == "visit":
        visit_form(plan.id, visits, as_at)
    elif task == "board" or not meeting_boards:
        known = {board.id: board for board in boards}
        named_boards: dict[int | None, str] = {
            None: "A new board",
            **{board.id: board.name for board in boards},
        }
        chosen = st.selectbox(
            "Which board",
            list(named_boards),
            key="meetings_board",
            width=340,
            format_func=named_boards.__getitem__,
        )
        board_form(plan.id, known.get(chosen) if chosen is not None else None)
    else:
        schedule_form(meeting_boards, meetings, as_at)
