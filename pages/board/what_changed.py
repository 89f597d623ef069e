"""What changed: everything that moved in the plan between two moments, with who said so, when and why."""

from collections.abc import Sequence

import streamlit as st

from charts.board.movement_flow import flow_table, movement_flow
from charts.board.slippage_profile import slippage_profile_chart, slippage_table
from data_model.board.movement import change_sentence, in_area, nothing_moved
from data_model.board.rows import MovedAction, WhatChanged
from data_model.plan.queries.overview import list_areas
from data_model.shared.sentence_text import counted
from exports.register import MOVED_ACTIONS, AboutFile
from ui.board.movement_lists import LISTS, actions_of, show_chosen, show_counts, show_lists, show_measures
from ui.money.money_pages import show_money_moves
from ui.parts.chart_view import show_chart
from ui.parts.compare_picker import (
    choose_moments,
    meeting_address,
    moment_text,
    read_changes,
    read_moments,
)
from ui.shell import address
from ui.shell.cache import cached_read
from ui.shell.database import reading
from ui.shell.dates import short_day
from ui.shell.links import link, step
from ui.shell.page_head import start_page
from ui.shell.pages import Page
from ui.shell.plain_text import escape

head = start_page("What changed")
plan = head.plan
with reading() as session:
    frozen, before = read_moments(session, plan.id, head.as_at)
between = choose_moments(frozen, head.as_at, before, plan)
if between.is_backwards:
    st.warning("The first moment lies after the second. Choose an earlier one to compare from.")
    st.stop()
earlier, later = between.earlier, between.later
if between.has_nothing_before:
    first = f"The first statement of this plan is as at {short_day(plan.first_as_at)}"
    st.header(f"{first}, and there is nothing before it to compare with.", anchor=False)
    st.markdown("What changes is listed here from the next version, update or frozen meeting on.")
    link(Page.MEETINGS, "Meetings and what they saw ›")
    st.stop()
changed = cached_read(read_changes, plan.id, between.seen_on, earlier, later, between.board_id)
areas = {area.id: area for area in cached_read(list_areas, plan.id, later.as_at)}
area = areas.get(address.read_number("area") or 0)
if area is not None:
    changed = in_area(changed, area.id)
    st.markdown(f"**{escape(f'{area.number} {area.short_name}'.strip())}** alone: its actions now.")
    step("‹ Every area", "changed_every_area", area=None)
elif address.read("area"):
    st.warning("There is no such area in this plan on this day. Here is what changed in every area.")


def make_csv(actions: Sequence[MovedAction]) -> bytes:
    return MOVED_ACTIONS.write("csv", actions, AboutFile(plan.name, later.as_at))


def show_flow(changed: WhatChanged) -> None:
    """Draw the ratings as a flow, and how far the due dates are from the original ones."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.header("Ratings, from one moment to the other", anchor=False)
        flow = movement_flow(changed.flow, moment_text(earlier), moment_text(later))
        show_chart(flow, "changed_flow", flow_table(changed.flow), leads_on=False)
    with right:
        st.header("Due dates now against the original ones", anchor=False)
        profile = slippage_profile_chart(changed.slippage)
        show_chart(profile, "changed_slippage", slippage_table(changed.slippage), leads_on=False)


st.header(escape(change_sentence(changed)), anchor=False)
st.markdown(
    f"{counted(changed.actions_before, 'action')} then, {counted(changed.actions_after, 'action')} now. "
    f"From {escape(moment_text(earlier))} to {escape(moment_text(later))}."
)
if nothing_moved(changed) and (two := between.two_before(frozen)):
    days = " and ".join(short_day(row.held_on) for row in two)
    since, until = (meeting_address(row.id) for row in two)
    step(f"What changed between the two boards before, {days} ›", "changed_before", since=since, until=until)
if not show_chosen(changed, make_csv, f"{earlier.as_at.isoformat()} to {later.as_at.isoformat()}"):
    show_counts(changed)
    if area is None:
        show_flow(changed)
    show_lists(changed)
    show_measures(changed.measures)
    show_money_moves(changed.money)
    if not changed.money and not any(actions_of(changed, each) for each in LISTS):
        st.markdown(f"Nothing changed, and nothing falls due after {short_day(later.as_at)}.")
    link(Page.MEETINGS, "Meetings and what they saw ›")
