"""Inspection: what one inspection or visit graded and found, and what the plan said on its last day."""

import streamlit as st

from data_model.inspections.inspection_text import visit_title
from data_model.inspections.queries.findings import list_finding_versions, list_withdrawn
from data_model.inspections.queries.gradings import list_gradings
from data_model.inspections.queries.inspections import list_inspections
from data_model.inspections.queries.visits import list_removed_visits, list_visit_versions
from data_model.plan.queries.actions import list_actions
from data_model.plan.queries.overview import list_areas
from data_model.recommendations.queries.recommendations import list_recommendations
from data_model.shared.permissions import Permission, is_permitted
from data_model.shared.sentence_text import counted
from ui.inspections.finding_list import show_area_at_visit, show_finding
from ui.inspections.inspection_forms import PlanChoices, show_restore, show_tasks
from ui.inspections.removed_visits import bring_back_form, show_removal
from ui.inspections.visit_list import (
    show_finding_history,
    show_grades_of,
    show_visit_facts,
    show_visit_history,
)
from ui.parts.saving import show_outcome
from ui.shell import address
from ui.shell.access import current_actor
from ui.shell.cache import cached_read
from ui.shell.clock import today
from ui.shell.database import reading
from ui.shell.dates import short_day
from ui.shell.links import link
from ui.shell.page_head import start_page
from ui.shell.pages import Page
from ui.shell.plain_text import shorten

head = start_page("Inspection", is_named_later=True)
plan, as_at = head.plan, head.as_at
number = address.read_number("id")
rows = cached_read(list_inspections, plan.id, as_at)
row = next((each for each in rows if each.visit.id == number), None)
may_record = is_permitted(current_actor(), Permission.INSPECTIONS)
with reading() as session:
    off = list_removed_visits(session, plan.id, as_at)
    removed = next((one for one in off if one.visit.id == number), None)
    found = row.visit if row else removed.visit if removed else None
    visits = list_visit_versions(session, found.id) if found else []
    gradings = list_gradings(session, found.id) if found else []
    withdrawn = list_withdrawn(session, found.id) if found else []
    versions = {one.id: list_finding_versions(session, one.id) for one in row.findings} if row else {}
if removed is not None:
    head.name(visit_title(removed.visit))
    link(Page.INSPECTIONS, "‹ All inspections")
    show_outcome()
    show_removal(removed)
    if may_record and as_at >= today():
        bring_back_form(removed)
    show_visit_history(visits, gradings, as_at)
    st.stop()
if row is None:
    head.name("Inspection")
    st.info(
        f"There is no such inspection or visit in this plan as at {short_day(as_at)}. It may have been "
        "recorded later, or the address may be from another plan."
    )
    link(Page.INSPECTIONS, "All inspections ›")
    st.stop()

head.name(visit_title(row.visit))
with st.container(horizontal=True, key="inspection_ways"):
    link(Page.INSPECTIONS, "‹ All inspections")
    if may_record:
        link(Page.MEETINGS, "Change its days or outcome ›", task="visit", visit=row.visit.id)
show_outcome()
show_visit_facts(row, as_at)
if row.grading is not None:
    show_grades_of(row.grading)
if row.areas:
    st.header("What the plan said on the day", anchor=False)
    for area in row.areas:
        show_area_at_visit(area)
st.header(f"Findings ({len(row.findings):,})" if row.findings else "Findings", anchor=False)
if not row.findings:
    st.markdown("No finding is recorded. The programme office records them below, one by one.")
for one in row.findings:
    show_finding(one, row.visit)
    changed = [each for each in versions[one.id] if each.as_at <= as_at]
    if len(changed) > 1:
        with st.expander(f"Its history: {counted(len(changed), 'statement')}", key=f"history_{one.id}"):
            show_finding_history(changed)
if may_record:
    # What is written now is true of now, whatever day the reader looks from.
    if as_at < today():
        st.info("You look at an earlier day. Press *Back to today* above to record something.")
    else:
        areas = cached_read(list_areas, plan.id, as_at)
        actions = cached_read(list_actions, plan.id, as_at)
        recommended = cached_read(list_recommendations, plan.id, as_at)
        choices = PlanChoices(
            {each.id: f"{each.number} {each.short_name or each.title}".strip() for each in areas},
            {each.id: f"{each.ref} {shorten(each.text, 80)}" for each in actions},
            {each.id: f"{each.ref} {shorten(each.words, 80)}" for each in recommended},
        )
        show_tasks(row, choices, visits, gradings)
        show_restore(withdrawn)
show_visit_history(visits, gradings, as_at)
