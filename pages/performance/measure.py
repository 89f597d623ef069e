"""Measure: its chart, what is more than chance, what it means, what is meant to move it, every reading."""

import streamlit as st

from charts.measures.control_chart import control_chart_figure
from charts.measures.control_chart_text import break_words, control_chart_rows, note_of
from charts.measures.published_lines import with_published
from charts.measures.ranked_strip import ranked_strip
from charts.measures.small_multiples import small_multiples
from charts.measures.trajectory_line import with_trajectory
from data_model.measures.measure_assessment import sentence_of
from data_model.measures.queries.assessments import (
    get_assessment,
    list_assessments,
    list_other_frequencies,
    list_part_assessments,
)
from data_model.measures.queries.comparisons import list_comparisons
from data_model.measures.queries.costs import get_costs
from data_model.measures.queries.measure_links import list_linked_actions
from data_model.measures.queries.measures import list_definitions, list_targets
from data_model.measures.queries.milestones import list_milestones
from data_model.measures.trajectory import read_trajectory
from data_model.plan.queries.actions import list_actions
from data_model.published.queries.published_comparisons import list_published_comparisons
from exports.register import ONE_MEASURE, PUBLISHED, AboutFile
from ui.measures import measure_detail
from ui.measures.cost_view import show_costs
from ui.measures.measure_cards import say_no_figures, show_state
from ui.measures.milestone_forms import choose_milestones
from ui.measures.published_view import show_published
from ui.parts.chart_view import show_chart
from ui.parts.downloads import offer_download, offer_formats
from ui.shell import address
from ui.shell.cache import cached_read
from ui.shell.database import reading
from ui.shell.links import link
from ui.shell.page_head import start_page
from ui.shell.pages import Page
from ui.shell.plain_text import escape
from ui.shell.stylesheet import show_print_styles

head = start_page("Measure", dated=False, is_named_later=True)
plan, as_at = head.plan, head.as_at
show_print_styles("landscape")
number = address.read_number("id") or 0  # nothing has the id 0
order = [each.series.measure.id for each in cached_read(list_assessments, plan.id, as_at)]
with reading() as session:
    found = get_assessment(session, plan.id, number, as_at) if number else None
    parts = list_part_assessments(session, plan.id, number, as_at) if found else {}
    linked = list_linked_actions(session, plan.id, number, as_at) if found else []
    actions = {row.id: row for row in list_actions(session, plan.id, as_at)} if linked else {}
    milestones = list_milestones(session, plan.id, number, as_at) if found else []
    definitions = list_definitions(session, number) if found else []
    targets = list_targets(session, number) if found else []
    others = list_other_frequencies(session, plan.id, number, as_at) if found and found.left_out else []
    comparisons = list_comparisons(session, [number], as_at) if found else []
    published = list_published_comparisons(session, plan.id, as_at, number).get(number) if found else None
    costs = get_costs(session, plan.id, found.series.measure, as_at) if found else None

if found is None:
    head.name("Measure")
    st.info("There is no such measure in this plan. The address may be from another plan.")
    link(Page.FRONT_DOOR, "All measures ›")
    st.stop()

assessment, measure = found, found.series.measure
head.name(measure.name)
measure_detail.show_ways_on(measure, order)
st.markdown(escape(sentence_of(assessment)))
trajectory = read_trajectory(assessment, as_at)
show_state(assessment, trajectory)
measure_detail.show_doubts(assessment)
measure_detail.show_left_out(assessment)


def make_picture() -> bytes:
    from charts.measures.control_chart_picture import control_chart_png

    return control_chart_png(assessment, marked or (), published=published, trajectory=trajectory)


def make_file(form: str) -> bytes:
    return ONE_MEASURE.write(form, assessment, AboutFile(plan.name, as_at, comparisons=tuple(comparisons)))


if assessment.latest is None:
    say_no_figures()
else:
    marked = milestones if choose_milestones() else None
    chart = with_published(control_chart_figure(assessment, marked or ()), assessment, published)
    chart = with_trajectory(chart, assessment, trajectory)
    measure_detail.show_measure_chart(chart, control_chart_rows(assessment), break_words(assessment))
    st.caption(escape(note_of(assessment)))
    if marked is not None:
        measure_detail.show_milestones(marked)
    with st.container(horizontal=True, key="measure_downloads"):
        file_name = f"{measure.name} as at {as_at.isoformat()}"
        offer_download("Download picture", make_picture, f"{file_name}.png", "measure_png")
        offer_formats("Download", ONE_MEASURE.formats_for_people, make_file, file_name, "measure")

show_costs(costs, assessment.series.readings, measure.definition.unit)

for kind, members in parts.items():
    st.header(measure_detail.PART_HEADINGS[kind], anchor=False)
    show_chart(small_multiples(members), f"measure_parts_{kind.value}", leads_on=False)

left, right = st.columns([3, 2], gap="large")
with left:
    show_published(published, measure, ranked_strip, PUBLISHED, AboutFile(plan.name, as_at))
    measure_detail.show_linked(linked, assessment, actions)
    measure_detail.show_readings(assessment)
    measure_detail.show_other_lengths(others)
with right:
    measure_detail.show_definition(measure.definition, definitions, as_at)
    measure_detail.show_targets(targets, measure.definition, as_at)
    measure_detail.show_comparisons(comparisons, measure.definition.unit)
    link(Page.ADD_READING, "Add a reading by hand ›", id=measure.id)
    link(Page.MEASURES, "Change this measure ›", id=measure.id)
