"""Checks: can the ratings be believed? What speaks against them, by kind, area and person, and over time."""

from datetime import timedelta

import streamlit as st

from data_model.board.check_lines import lines_of
from data_model.board.confidence import confidence_sentence
from data_model.board.queries.checks import count_checks, get_check_settings, list_checks
from data_model.board.queries.confidence import list_confidence
from data_model.board.queries.meetings import list_meetings
from data_model.measures.queries.assessments import list_assessments
from data_model.plan.queries.overview import list_areas
from data_model.shared.permissions import Permission, is_permitted
from ui.board.checks_filter import EVERY_CHECK, choose_checks
from ui.board.checks_view import count_sentence, show_checks, show_gravest, show_over_time, show_settings
from ui.parts.saving import show_outcome
from ui.recommendations.beside_plan import show_raised
from ui.shell.access import current_actor
from ui.shell.cache import cached_read
from ui.shell.clock import today
from ui.shell.database import reading
from ui.shell.links import link
from ui.shell.page_head import start_page
from ui.shell.pages import Page
from ui.shell.plain_text import escape

head = start_page("Checks")
plan, as_at = head.plan, head.as_at
actor = current_actor()
# An answer holds from today: on another day there is nothing to decide.
answers = is_permitted(actor, Permission.ANSWER_CHECK) and as_at == today()
show_outcome()
raised = cached_read(list_checks, plan.id, as_at)
areas = cached_read(list_areas, plan.id, as_at)
st.header(escape(count_sentence(lines_of(raised), sum(area.actions for area in areas))), anchor=False)
st.markdown(
    "A check never changes a rating. It says what a reader of the plan would ask, from the plan’s own facts."
)

labels = {area.id: f"{area.number} {area.short_name}".strip() for area in areas}
wanted = choose_checks(raised, labels)
shown = lines_of(filter(wanted.fits, raised))
if not shown:
    st.markdown("Nothing is raised here.")
elif not wanted.kind:
    st.header("The gravest", anchor=False)
    show_gravest(shown, as_at)
    st.header("By kind", anchor=False)
if wanted.kind:
    st.session_state[f"checks_{wanted.kind}"] = True  # whoever chose a kind wants to read it
show_checks(shown, as_at, answers=answers)

if wanted == EVERY_CHECK:
    show_raised(plan.id, as_at)

st.header("Area by area", anchor=False)
with reading() as session:
    assessments = cached_read(list_assessments, plan.id, as_at)
    confidence = list_confidence(session, plan.id, as_at, raised, assessments)
for row in areas:
    if row.id in confidence:
        with st.container(gap=None):
            link(Page.CHALLENGE_PANEL, f"**{escape(labels[row.id])}** ›", area=row.id)
            st.markdown(escape(confidence_sentence(confidence[row.id])))

st.header("Over time", anchor=False)
with st.expander(
    "Checks that stood on this day and on earlier ones", key="checks_over_time", on_change="rerun"
) as box:
    if box.open:
        with reading() as session:
            held = [one.held_on for one in list_meetings(session, plan.id, frozen_only=True)]
            # Two boards may meet on one day.
            days = [day for day in dict.fromkeys(held) if day < as_at][:6]
            if not days:
                days = [as_at - timedelta(days=30 * back) for back in range(1, 6)]
            days = [day for day in days if plan.first_as_at is None or day >= plan.first_as_at]
            counts = count_checks(session, plan.id, [as_at, *days])
        show_over_time(counts)

if is_permitted(actor, Permission.ANSWER_CHECK):
    st.header("What the checks ask", anchor=False)
    with st.expander("Change the numbers of a check", key="checks_settings", on_change="rerun") as box:
        if box.open:
            with reading() as session:
                settings = get_check_settings(session, plan.id)
            show_settings(plan.id, settings)
