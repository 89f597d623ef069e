"""Meeting: its papers, what the board saw kept for good, and its decisions and requests until they close."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from charts.board.movement_flow import flow_table, movement_flow
from data_model.board.movement import change_sentence
from data_model.board.queries.board_moments import moment_before
from data_model.board.queries.checks import list_check_lines
from data_model.board.queries.meetings import get_meeting, list_follow_ups
from data_model.board.queries.work_programme import list_items
from data_model.board.rows import BoardView, MeetingRow, MovedAction
from data_model.measures.queries.assessments import list_assessments
from data_model.plan.queries.overview import get_headlines, list_areas
from data_model.shared.permissions import Permission, is_permitted
from exports.register import MOVED_ACTIONS, AboutFile
from ui.board import frozen_view, meeting_papers
from ui.board.meeting_forms import ToKeep, choose_freeze_day, freeze_form, weekday_day
from ui.board.movement_lists import show_chosen, show_counts, show_lists, show_measures
from ui.inspections.frozen_inspections import show_frozen_inspections
from ui.money.frozen_money import show_frozen_money
from ui.money.money_pages import show_money_moves
from ui.parts.chart_view import show_chart
from ui.parts.compare_picker import moment_text
from ui.parts.saving import show_outcome
from ui.recommendations.work_programme_view import show_items_to_come
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
meeting_papers.show_meeting_ways(meeting)
meeting_papers.show_papers(meeting)
show_items_to_come(plan.id, meeting, items)
meeting_papers.show_recorded(plan.id, meeting, in_plan)
meeting_papers.offer_change(meeting)
view = frozen_view.read_frozen(meeting)
if view is not None:
    show_kept(view, meeting)
elif not meeting.cancelled and is_permitted(actor, Permission.FREEZE) and meeting.held_on <= today():
    offer_freeze(meeting)
else:
    meeting_papers.say_not_frozen(meeting)
