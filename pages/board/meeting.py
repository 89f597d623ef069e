"""Meeting: its papers, what the board saw kept for good, and its decisions and requests until they close."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from charts.board.movement_flow import flow_table, movement_flow
from data_model.board.follow_up_text import other_open_text, recorded_sentence
from data_model.board.movement import change_sentence
from data_model.board.queries.board_moments import moment_before
from data_model.board.queries.checks import list_check_lines
from data_model.board.queries.meetings import get_meeting, list_follow_ups, list_meetings
from data_model.board.queries.work_programme import list_items
from data_model.board.rows import BoardKind, BoardView, MeetingRow, MovedAction
from data_model.board.schedule import was_held
from data_model.measures.queries.assessments import list_assessments
from data_model.plan.queries.overview import get_headlines, list_areas
from data_model.plan.queries.people import list_people
from data_model.recommendations.queries.recommendations import list_recommendations
from data_model.shared.permissions import Permission, is_permitted
from exports.register import MOVED_ACTIONS, AboutFile
from ui.board import follow_up_view, frozen_view
from ui.board.meeting_forms import ToKeep, choose_freeze_day, freeze_form, meeting_form, weekday_day
from ui.board.meeting_lists import state_text
from ui.board.movement_lists import show_chosen, show_counts, show_lists, show_measures
from ui.inspections.frozen_inspections import show_frozen_inspections
from ui.money.frozen_money import show_frozen_money
from ui.money.money_pages import show_money_moves
from ui.parts.chart_view import show_chart
from ui.parts.compare_picker import meeting_address, moment_text
from ui.parts.saving import show_outcome
from ui.recommendations.work_programme_view import may_take, show_item
from ui.shell import address
from ui.shell.access import current_actor
from ui.shell.cache import cached_read
from ui.shell.clock import today
from ui.shell.database import reading
from ui.shell.links import link
from ui.shell.page_head import start_page
from ui.shell.pages import Page
from ui.shell.plain_text import escape

head = start_page("Meeting", dated=False, is_named_later=True)
plan, actor = head.plan, current_actor()
number = address.read_number("id")
with reading() as session:
    meeting = get_meeting(session, plan.id, number) if number else None
    # What is to be followed stands as it is now, whatever day the reader looks at the plan from.
    in_plan = list_follow_ups(session, plan.id, today()) if meeting else []
    before = moment_before(session, plan.id, head.as_at, meeting) if meeting else None
    items = list_items(session, plan.id, meeting_id=meeting.id) if meeting else []
if meeting is None:
    head.name("Meeting")
    st.info("There is no such meeting in this plan. The address may be from another plan.")
    link(Page.MEETINGS, "All meetings ›")
    st.stop()

head.name(f"{meeting.board}, {weekday_day(meeting.held_on)}")


def show_kept(view: BoardView, meeting: MeetingRow) -> None:
    """Draw what the board saw, or the one list of what had moved that the address asks for."""
    changed = view.changed
    now = cached_read(get_headlines, plan.id, head.as_at)
    if frozen_view.show_kept_list(view, now):
        return
    if changed is not None and show_chosen(changed, make_csv, f"for {meeting.held_on.isoformat()}"):
        return
    frozen_view.show_frozen_head(view, meeting, now)
    frozen_view.show_frozen_areas(view)
    if changed is not None:
        st.header(escape(change_sentence(changed)), anchor=False)
        show_counts(changed)
        drawn = movement_flow(changed.flow, moment_text(changed.earlier), weekday_day(meeting.held_on))
        flow = replace(drawn, sentence=view.words.flow)
        show_chart(flow, "meeting_flow", flow_table(changed.flow), leads_on=False)
        show_lists(changed)
        show_measures(changed.measures)
        show_money_moves(changed.money)
    frozen_view.show_frozen_checks(view)
    show_frozen_money(view.money)
    show_frozen_inspections(view)
    frozen_view.show_frozen_recommendations(view)
    frozen_view.show_frozen_measures(view)
    frozen_view.show_frozen_actions(view)
    frozen_view.show_frozen_sources(view)


def make_csv(actions: Sequence[MovedAction]) -> bytes:
    return MOVED_ACTIONS.write("csv", actions, AboutFile(plan.name, head.as_at))


def offer_freeze(meeting: MeetingRow) -> None:
    """Draw the way to close the meeting."""
    st.header("Close the meeting", anchor=False)
    st.markdown("Freezing keeps what the board saw, so that it can be shown and printed again exactly.")
    day = choose_freeze_day(meeting)
    if day is None:
        return
    with reading() as session:
        kept_follow_ups = list_follow_ups(session, plan.id, max(day, meeting.held_on))
    to_keep = ToKeep(
        cached_read(get_headlines, plan.id, day).actions,
        len(cached_read(list_areas, plan.id, day)),
        len(cached_read(list_assessments, plan.id, day)),
        len(cached_read(list_check_lines, plan.id, day)),
        len(kept_follow_ups),
    )
    freeze_form(meeting, day, to_keep, before.words if before is not None else "")


show_outcome()
with st.container(horizontal=True, key="meeting_ways"):
    link(Page.MEETINGS, "‹ All meetings")
    link(Page.MEETING_VIEW, "Show it in the room ›", id=meeting.id)
    link(Page.PACK, "Its pack ›", meeting=meeting.id)
    if meeting.is_frozen:
        link(Page.WHAT_CHANGED, "What changed since ›", since=meeting_address(meeting.id))
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

if items or meeting.board_kind is BoardKind.SCRUTINY:
    st.header("What is to come", anchor=False)
    refs = {row.id: row.ref for row in cached_read(list_recommendations, plan.id, today())}
    with reading() as session:
        choices = may_take(list_meetings(session, plan.id, board_id=meeting.board_id), today())
    for item in items:
        show_item(item, refs, choices)
    link(Page.WORK_PROGRAMME, "The work programme ›")
st.header(follow_up_view.KINDS, anchor=False)
rows = [row for row in in_plan if row.meeting_id == meeting.id]
st.markdown(recorded_sentence(rows, is_to_come=meeting.held_on > today()))
follow_up_view.show_follow_ups(follow_up_view.overdue_first(rows), with_meeting=False)
if others := other_open_text(in_plan, meeting.id):
    with st.expander(others, key="meeting_others", on_change="rerun") as box:
        if box.open:
            rest = [row for row in in_plan if row.is_open and row.meeting_id != meeting.id]
            follow_up_view.show_follow_ups(follow_up_view.overdue_first(rest))
if follow_up_view.may_add(actor):
    with st.expander(follow_up_view.RECORD, key="meeting_add", on_change="rerun") as box:
        if box.open:
            people = {row.id: row.name for row in cached_read(list_people, plan.id, today())}
            follow_up_view.add_form(plan.id, meeting, cached_read(list_areas, plan.id, today()), people)
if is_permitted(actor, Permission.MEETINGS) and not meeting.cancelled:
    with st.expander("Change this meeting's papers", key="meeting_edit", on_change="rerun") as box:
        if box.open:
            meeting_form(meeting)
view = frozen_view.read_frozen(meeting)
if view is not None:
    show_kept(view, meeting)
elif meeting.cancelled:
    st.markdown("This meeting was cancelled.")
elif is_permitted(actor, Permission.FREEZE) and meeting.held_on <= today():
    offer_freeze(meeting)
elif was_held(meeting, today()):
    st.markdown("It is not closed yet. The programme office freezes what the board saw.")
else:
    st.markdown("Once it was held, the programme office freezes what the board saw.")
