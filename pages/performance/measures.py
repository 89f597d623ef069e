"""Measures: the catalogue of a plan, and for each measure its definition, targets, actions and milestones."""

import streamlit as st

from data_model.measures.measure_catalogue import CATALOGUE
from data_model.measures.measure_vocabulary import measure_key
from data_model.measures.queries.measure_links import list_linked_actions
from data_model.measures.queries.measures import get_measure, list_definitions, list_measures, list_targets
from data_model.measures.queries.milestones import list_milestones
from data_model.measures.queries.performance_settings import get_settings, list_tiers
from data_model.measures.queries.readings import list_series
from data_model.plan.queries.actions import list_actions
from data_model.plan.queries.outcomes import list_outcomes
from data_model.plan.queries.overview import list_areas
from data_model.published.queries.published_comparisons import list_published_links
from data_model.published.queries.releases import list_published_measures
from data_model.shared.permissions import Permission, is_permitted
from ui.measures.measure_catalogue_view import OF_ALL, OF_ONE, choose_task, offer_catalogue, show_list
from ui.measures.measure_detail import show_definition, show_targets
from ui.measures.measure_forms import about_form, add_form, definition_form
from ui.measures.milestone_forms import link_form, milestone_form, show_linked, show_milestones
from ui.measures.published_forms import published_form
from ui.measures.settings_form import settings_form
from ui.measures.target_forms import baseline_form, show_baselines, target_form
from ui.measures.tier_forms import show_tiers, tier_form
from ui.parts.saving import show_outcome
from ui.programme.plan_rows import area_labels
from ui.shell import address
from ui.shell.access import current_actor
from ui.shell.clock import today
from ui.shell.database import reading
from ui.shell.links import link, step
from ui.shell.page_head import start_page
from ui.shell.pages import Page
from ui.shell.plain_text import escape, shorten

head = start_page("Measures", dated=False, asks_day=False)
actor = current_actor()
if not is_permitted(actor, Permission.MEASURES):
    st.warning("Only the programme office may change measures and their targets.")
    st.stop()
plan = head.plan
# Measures are changed as they are now, whatever day the reader looks at them from.
as_at = max(today(), plan.latest_as_at or today())
wanted = address.read_number("id")
with reading() as session:
    areas = area_labels(list_areas(session, plan.id, as_at))
    outcomes = {
        each: f"{areas.get(area_id, '')}: {shorten(text, 90)}"
        for each, area_id, text in list_outcomes(session, plan.id)
    }
    row = get_measure(session, plan.id, wanted, as_at) if wanted else None
show_outcome()
if wanted and row is None:
    st.warning("There is no such measure in this plan. Here are all it has.")

if row is None:
    task = choose_task(OF_ALL)
    with reading() as session:
        if task == "add":
            add_form(plan.id, areas, outcomes)
        elif task == "tiers":
            tiers = list_tiers(session, plan.id, as_at)
            show_tiers(tiers)
            tier_form(plan.id, tiers, as_at)
        elif task == "settings":
            settings_form(plan.id, get_settings(session, plan.id))
        else:
            rows = list_measures(session, plan.id, as_at, retired=True)
            held = {measure_key(each.name) for each in rows}
            lacking = sum(1 for entry in CATALOGUE if not entry.keys & held)
            offer_catalogue(plan.id, lacking, is_empty=not rows)
            show_list(rows)
    st.stop()

with st.container(horizontal=True, key="measures_ways", vertical_alignment="center"):
    step("‹ All measures", "measures_all", id=None, task=None)
    link(Page.MEASURE, "What its figures say ›", id=row.id)
    link(Page.ADD_READING, "Add a reading by hand ›", id=row.id)
st.header(escape(row.name), anchor=False)
task = choose_task(OF_ONE)
with reading() as session:
    if task in ("actions", "milestones"):
        actions = {
            each.id: f"{each.ref} {shorten(each.text, 70)}" for each in list_actions(session, plan.id, as_at)
        }
    if task == "definition":
        newest, *older = list_definitions(session, row.id)
        definition_form(row, newest, as_at)
        show_definition(row.definition, [newest, *older], as_at)
    elif task == "target":
        targets = list_targets(session, row.id)
        target_form(row, list_tiers(session, plan.id, as_at), targets, as_at)
        show_targets(targets, row.definition, as_at)
    elif task == "actions":
        linked = list_linked_actions(session, plan.id, row.id, as_at)
        link_form(plan.id, row, actions, linked, as_at)
        show_linked(plan.id, row, linked, as_at)
    elif task == "baseline":
        baseline_form(row, as_at)
        found = list_series(session, plan.id, as_at, measure_ids=[row.id])
        show_baselines(found[0].rebaselines if found else ())
    elif task == "milestones":
        milestone_form(plan.id, row, actions, as_at)
        show_milestones(list_milestones(session, plan.id, row.id, as_at))
    elif task == "published":
        published_form(row, list_published_measures(session), list_published_links(session, row.id))
    else:
        about_form(row, areas, outcomes)
