"""Area: what the plan says of it beside what its measures say, so that neither hides the other."""

from datetime import date

import streamlit as st

from charts.measures.sparkline import sparkline_svg, sparkline_text
from data_model.board.area_text import is_green_outside, plan_and_measures_sentence
from data_model.board.confidence import confidence_sentence
from data_model.board.queries.checks import list_checks_of_area
from data_model.board.queries.confidence import list_confidence
from data_model.measures.queries.assessments import list_assessments
from data_model.measures.queries.measure_links import list_measures_of_area
from data_model.plan.action_filter import ActionFilter, ActionOrder
from data_model.plan.queries.actions import list_actions
from data_model.plan.queries.overview import list_areas
from data_model.published.queries.published_lines import get_published_state, list_published_lines
from data_model.readers.rows import WatchedThing
from data_model.shared.sentence_text import counted
from ui.inspections import beside_plan as inspections
from ui.measures.area_view import show_measures, show_outcomes, show_plan_side
from ui.money.action_money import show_money_of
from ui.parts.saving import show_outcome
from ui.plan.action_cards import show_action_line
from ui.plan.watching import show_watch_button
from ui.recommendations.beside_plan import show_of_area
from ui.shell import address
from ui.shell.cache import cached_read
from ui.shell.database import reading
from ui.shell.dates import short_day
from ui.shell.links import link, step
from ui.shell.page_head import start_page
from ui.shell.pages import Page
from ui.shell.plain_text import escape

SOONEST = 5

head = start_page("Area", is_named_later=True)
plan, as_at = head.plan, head.as_at
number = address.read_number("id")
areas = cached_read(list_areas, plan.id, as_at)
place = next((position for position, each in enumerate(areas) if each.id == number), None)
if place is None:
    head.name("Area")
    st.info("There is no such area in this plan on this day. The address may be from another plan.")
    for each in areas:
        step(f"{escape(f'{each.number} {each.short_name}'.strip())} ›", f"area_{each.id}", id=each.id)
    st.stop()

area = areas[place]
head.name(f"{area.number} {area.short_name or area.title}".strip())
with reading() as session:
    ids = list_measures_of_area(session, plan.id, area.id)
    chosen = ActionFilter(area_ids=(area.id,))
    actions = list_actions(session, plan.id, as_at, chosen, ActionOrder.PLAN)
    releases = get_published_state(session)
every = cached_read(list_assessments, plan.id, as_at)
assessments = [each for each in every if each.series.measure.id in ids]
published = cached_read(list_published_lines, plan.id, as_at, releases)

with st.container(horizontal=True, key="area_neighbours", vertical_alignment="center"):
    link(Page.OVERVIEW, "‹ Overview")
    if place:
        step("‹ Previous area", "area_previous", id=areas[place - 1].id)
    if place + 1 < len(areas):
        step("Next area ›", "area_next", id=areas[place + 1].id)
    name = f"area {area.number}" if area.number else area.short_name or "this area"
    show_watch_button(plan.id, WatchedThing(area_id=area.id), name, "area_watch")
show_outcome()
if area.short_name and area.title.strip() != area.short_name:
    st.text(area.title.strip())
sentence = escape(plan_and_measures_sentence(area, assessments))
if is_green_outside(area, assessments):
    st.warning(f"**{sentence}**")
else:
    st.markdown(f"**{sentence}**")

# The checks look at every statement of the area: they are asked last and stand here.
doubts = st.container(gap="small")

left, right = st.columns(2, gap="large")
with left:
    st.header("What the plan says", anchor=False)
    show_plan_side(area)
    soonest = sorted(
        (each for each in actions if each.days_overdue or each.is_due_soon),
        key=lambda each: each.due_date or date.max,
    )
    for action in soonest[:SOONEST]:
        show_action_line(action)
    if not soonest:
        st.markdown(f"Nothing is overdue or due in the 30 days from {short_day(as_at)}.")
    link(Page.ACTIONS, "All actions of this area ›", area=area.id)
    link(Page.DUE_DATES, "Its due dates ›", area=area.id)
    show_outcomes(actions)
with right:
    st.header("What the measures say", anchor=False)
    show_measures(
        assessments, published, as_at, area.id, lambda each: (sparkline_svg(each), sparkline_text(each))
    )
    if not assessments:
        st.markdown("No measure is linked to this area yet.")
        link(Page.MEASURES, "Link measures to it ›")
    link(Page.FRONT_DOOR, "These on the front door ›", area=area.id)
inspections.show_of_area(plan.id, as_at, area.id)
show_money_of(plan.id, as_at, [each.id for each in actions], key="area", whose="its actions")
show_of_area(plan.id, as_at, area.id)
with doubts:
    raised = cached_read(list_checks_of_area, plan.id, as_at, area.id)
    with reading() as session:
        found = list_confidence(session, plan.id, as_at, raised, every, area_id=area.id)
    confidence = found.get(area.id)
    if confidence is not None:
        stand = f"{counted(confidence.checks, 'check')} {'stands' if confidence.checks == 1 else 'stand'}"
        st.markdown(f"{escape(confidence_sentence(confidence, measures=False))} {stand} against its ratings.")
        link(Page.CHALLENGE_PANEL, "Take it to the challenge panel ›", area=area.id)
