"""Benefit: what it is, its volume as a control chart, its pounds by year, every profile, and its forms."""

import streamlit as st

from charts.measures.control_chart import control_chart_figure
from charts.measures.control_chart_text import control_chart_rows
from charts.money.benefit_pounds import benefit_pounds_figure
from data_model.board.queries.checks import get_check_settings
from data_model.measures.queries.assessments import get_assessment
from data_model.money.benefits.benefit_checks import benefit_checks
from data_model.money.benefits.rows_benefits import BenefitReadingKind
from data_model.money.queries.benefit_facts import read_benefit_facts
from data_model.money.queries.benefits import list_benefit_versions
from data_model.plan.queries.actions import list_actions
from data_model.shared.permissions import Permission, is_permitted, is_permitted_on
from ui.money.benefits import benefit_view
from ui.money.benefits.benefit_choices import read_choices
from ui.money.benefits.benefit_forms import benefit_form, profile_form
from ui.money.benefits.benefit_reading_forms import reading_form
from ui.parts.chart_view import show_chart
from ui.parts.saving import show_outcome
from ui.parts.whole_links import in_lines, link_beside
from ui.shell import address
from ui.shell.access import current_actor
from ui.shell.clock import today
from ui.shell.database import reading
from ui.shell.links import link
from ui.shell.page_head import start_page
from ui.shell.pages import Page
from ui.shell.plain_text import escape, shorten

head = start_page("Benefit", dated=False, is_named_later=True)
plan, as_at, actor = head.plan, head.as_at, current_actor()
number = address.read_number("id") or 0  # nothing has the id 0
with reading() as session:
    facts = read_benefit_facts(session, plan.id, as_at)
    settings = get_check_settings(session, plan.id)
    row = next((each for each in facts.benefits if each.id == number), None)
    versions = list_benefit_versions(session, number) if row is not None else []
    measures = {
        each: get_assessment(session, plan.id, each, as_at)
        for each in (row.content.measure_ids if row is not None else ())
    }
    has_actions = row is not None and row.content.action_ids
    actions = {each.id: each for each in list_actions(session, plan.id, as_at)} if has_actions else {}
if row is None:
    head.name("Benefit")
    st.info("There is no such benefit in this plan on that day. The address may be from another plan.")
    link(Page.BENEFITS, "All benefits ›")
    st.stop()

said = row.content
head.name(said.title)
link(Page.BENEFITS, "‹ All benefits")
show_outcome()
if said.retired:
    st.warning("This benefit is not followed any more: it is in no sum.")
benefit_view.show_facts(row)
for found in benefit_checks(facts, settings):
    if found.id == row.id:
        st.markdown(benefit_view.finding_text(found))

st.header("Pounds by year", anchor=False)
show_chart(benefit_pounds_figure(row), "benefit_pounds", benefit_view.years_table(row), leads_on=False)
benefit_view.show_readings(row)
benefit_view.show_profiles(row)

st.header("Volume", anchor=False)
if not said.volumes:
    st.markdown("No volume is named: nothing says what brings the pounds.")
for place, volume in enumerate(said.volumes):
    st.markdown(escape(benefit_view.volume_sentence(volume, place, row.profile)))
    assessment = measures.get(volume.measure_id or 0)
    if assessment is None:
        st.markdown("No measure counts it, so nobody can say that it is realised.")
        continue
    name = assessment.series.measure.name
    link(Page.MEASURE, in_lines(name), id=assessment.series.measure.id)
    rows = control_chart_rows(assessment)
    show_chart(control_chart_figure(assessment), f"benefit_volume_{place}", rows, leads_on=False)
if has_actions:
    st.header("Actions that bring it", anchor=False)
    for each in said.action_ids:
        if each in actions:
            link_beside(Page.ACTION, actions[each].ref, shorten(actions[each].text, 160), id=each)
benefit_view.show_history([one for one in versions if one.as_at <= as_at])

day = min(as_at, today())
may_write = is_permitted(actor, Permission.MONEY)
if is_permitted_on(actor, Permission.REALISE, [said.owner_id]):
    st.container(key="benefit_record_tools").header("Record", anchor=False)
    with st.expander("What is realised", key="benefit_realised_box", on_change="rerun") as box:
        if box.open:
            reading_form(row, BenefitReadingKind.REALISED, day)
if not may_write:
    st.stop()
with st.expander(
    "What finance agreed and took from the budget", key="benefit_banked_box", on_change="rerun"
) as box:
    if box.open:
        reading_form(row, BenefitReadingKind.BANKED, day)
with st.expander("A new profile", key="benefit_profile_box", on_change="rerun") as box:
    if box.open:
        profile_form(row, day)
with st.expander(
    "What it is, its volumes, measures and actions", key="benefit_about_box", on_change="rerun"
) as box:
    if box.open:
        benefit_form(plan.id, row, read_choices(plan.id, as_at), day)
