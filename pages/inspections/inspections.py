"""Inspections: grades over time, what each visit found, and what the plan said on that day."""

import streamlit as st

from charts.inspections.area_timeline import area_timeline_svg, area_timeline_text
from data_model.inspections.inspection_text import inspections_sentence, unanswered, visit_title
from data_model.inspections.queries.inspections import list_findings, list_inspections
from data_model.inspections.queries.timeline import list_timelines
from data_model.inspections.queries.visits import list_removed_visits
from data_model.shared.permissions import Permission, is_permitted
from exports.register import FINDINGS, AboutFile
from ui.inspections.finding_list import show_area_at_visit, show_finding, show_grades
from ui.inspections.removed_visits import show_removed_visits
from ui.inspections.timeline_view import show_timelines
from ui.inspections.visit_list import show_visit_line
from ui.parts.downloads import offer_formats
from ui.parts.saving import show_outcome
from ui.shell.access import current_actor
from ui.shell.cache import cached_read
from ui.shell.database import reading
from ui.shell.links import link
from ui.shell.page_head import start_page
from ui.shell.pages import Page
from ui.shell.plain_text import escape

head = start_page("Inspections")
plan, as_at = head.plan, head.as_at
show_outcome()
rows = cached_read(list_inspections, plan.id, as_at)


def make_file(form: str) -> bytes:
    return FINDINGS.write(form, cached_read(list_findings, plan.id, as_at), AboutFile(plan.name, as_at))


st.header(escape(inspections_sentence(rows, as_at)), anchor=False)
with st.container(horizontal=True, key="inspections_ways"):
    link(Page.MEETINGS, "Meetings ›")
    link(Page.RECOMMENDATIONS, "Recommendations of inspections ›", origin="inspection")
    if may_record := is_permitted(current_actor(), Permission.MEETINGS):
        link(Page.MEETINGS, "Record a visit ›", task="visit")
if any(row.findings for row in rows):
    with st.container(horizontal=True, key="inspections_tools"):
        name = f"findings as at {as_at.isoformat()}"
        offer_formats("Findings", FINDINGS.formats_for_people, make_file, name, "inspections_file")
if timelines := cached_read(list_timelines, plan.id, as_at):
    st.header("What the plan said on the day", anchor=False)
    show_timelines(
        timelines,
        {each.area_id: (area_timeline_svg(each), area_timeline_text(each)) for each in timelines},
    )
show_grades(rows)
if rows:
    st.header("Inspections and visits", anchor=False)
    for row in rows:
        show_visit_line(row, as_at)
if may_record:
    with reading() as session:
        removed = list_removed_visits(session, plan.id, as_at)
    show_removed_visits(removed)
if lacking := unanswered(rows):
    st.header("Found, and no action answers it", anchor=False)
    visits = {row.visit.id: row.visit for row in rows}
    for one in lacking:
        show_finding(one, visits[one.visit_id], with_visit=True)
drawn = {row.visit.id for area in timelines for row in area.visits}
if older := [row for row in rows if row.areas and row.visit.id not in drawn]:
    title = f"What the plan said at earlier visits ({len(older):,})"
    with st.expander(title, key="inspections_older", on_change="rerun") as box:
        for row in older if box.open else ():
            st.markdown(f"**{escape(visit_title(row.visit))}**")
            for area in row.areas:
                show_area_at_visit(area)
