"""Challenge panel: one area for a deep dive, the questions its checks suggest, and challenges to owners."""

import streamlit as st

from charts.measures.sparkline import sparkline_svg, sparkline_text
from data_model.board.area_text import plan_and_measures_sentence
from data_model.board.confidence import confidence_sentence
from data_model.board.follow_up_text import follow_ups_sentence
from data_model.board.queries.checks import list_checks_of_area
from data_model.board.queries.confidence import list_confidence
from data_model.board.queries.deep_dive import get_deep_dive
from data_model.board.queries.meetings import list_meetings
from data_model.measures.queries.assessments import list_assessments
from data_model.plan.queries.overview import list_areas
from data_model.shared.permissions import Permission, is_permitted
from data_model.shared.sentence_text import counted
from ui.board.challenge_panel import ask_challenge, show_actions, show_questions
from ui.board.follow_up_view import overdue_first, show_follow_ups
from ui.inspections.beside_plan import show_of_area
from ui.measures.area_view import show_plan_side
from ui.measures.measure_cards import show_measure_line
from ui.parts.saving import show_outcome
from ui.shell import address
from ui.shell.access import current_actor
from ui.shell.cache import cached_read
from ui.shell.database import reading
from ui.shell.page_head import start_page
from ui.shell.plain_text import escape

SHOWN = 5  # measures, the worst; as on the page of the area

head = start_page("Challenge panel")
plan, as_at, actor = head.plan, head.as_at, current_actor()
show_outcome()
areas = cached_read(list_areas, plan.id, as_at)
labels = {area.id: f"{area.number} {area.short_name}".strip() for area in areas}
if not areas:
    st.info("There is no action in this plan on this day. Load a plan, or choose a later day.")
    st.stop()
wanted = address.read_number("area")
if address.read("area") and wanted not in labels:
    st.warning("There is no such area in this plan on this day. This is the first of those it has.")
st.session_state["panel_area"] = wanted if wanted in labels else areas[0].id
st.selectbox(
    "Area",
    list(labels),
    format_func=labels.__getitem__,
    key="panel_area",
    width=480,
    on_change=address.write_chosen,
    kwargs={"area": "panel_area"},
)
area = next(row for row in areas if row.id == st.session_state["panel_area"])

with reading() as session:
    raised, assessments = (
        cached_read(list_checks_of_area, plan.id, as_at, area.id),
        cached_read(list_assessments, plan.id, as_at),
    )
    dive = get_deep_dive(session, plan.id, area.id, as_at, raised, assessments)
    found = list_confidence(session, plan.id, as_at, raised, assessments, area_id=area.id)
    confidence = found.get(area.id)
    meetings = [one for one in list_meetings(session, plan.id) if not one.cancelled]

st.header(escape(plan_and_measures_sentence(area, dive.measures)), anchor=False)
if confidence is not None:
    st.markdown(escape(confidence_sentence(confidence, measures=False)))
left, right = st.columns(2, gap="large")
with left:
    st.header("What the plan says", anchor=False)
    show_plan_side(area)
    st.header("Questions to ask", anchor=False)
    show_questions(dive.checks)
    if is_permitted(actor, Permission.ASK):
        with st.expander("Make a challenge", key="panel_ask", on_change="rerun") as box:
            if box.open:
                ask_challenge(plan.id, area.id, dive.actions, meetings)
with right:
    st.header("What the measures say", anchor=False)
    for assessment in dive.measures[:SHOWN]:
        show_measure_line(assessment, sparkline_svg(assessment), sparkline_text(assessment), as_at, area.id)
    if others := dive.measures[SHOWN:]:
        more = counted(len(others), "more measure")
        with st.expander(more, key="panel_measures", on_change="rerun") as box:
            for assessment in others if box.open else ():
                show_measure_line(
                    assessment, sparkline_svg(assessment), sparkline_text(assessment), as_at, area.id
                )
    if not dive.measures:
        st.markdown("No measure is linked to this area.")
    st.header("Decisions, requests and challenges", anchor=False)
    st.markdown(follow_ups_sentence(dive.follow_ups))
    show_follow_ups(overdue_first(dive.follow_ups))

show_of_area(plan.id, as_at, area.id)
st.header("Every action", anchor=False)
show_actions(dive.actions, dive.evidence, dive.checks)
