"""Add a reading: one figure of one measure, by hand; what it said before stays in the history."""

import streamlit as st

from data_model.measures.queries.measures import get_measure, list_measure_choices
from data_model.measures.queries.performance_settings import list_tiers
from data_model.measures.queries.readings import list_current_readings
from data_model.shared.permissions import Permission, is_permitted
from ui.measures.reading_form import (
    choose_measure,
    choose_part,
    choose_period,
    figure_form,
    known_parts,
    show_held,
)
from ui.parts.saving import show_outcome
from ui.shell.access import current_actor
from ui.shell.clock import today
from ui.shell.database import reading
from ui.shell.links import link
from ui.shell.page_head import start_page
from ui.shell.pages import Page

head = start_page("Add a reading", dated=False, asks_day=False)
if not is_permitted(current_actor(), Permission.READINGS):
    st.warning("Only the programme office may add readings.")
    st.stop()
plan = head.plan
show_outcome()
with reading() as session:
    choices = list_measure_choices(session, plan.id)
    if not choices:
        st.markdown("This plan has no measures yet.")
        link(Page.MEASURES, "**Measures and their targets ›**")
        st.stop()
    chosen = choose_measure(choices)
    row = get_measure(session, plan.id, chosen, today()) if chosen is not None else None
    if row is None:
        st.markdown("Many figures at once come from a workbook.")
        link(Page.LOAD_PERFORMANCE, "Load performance data ›")
        st.stop()
    held = list_current_readings(session, plan.id, today(), measure_id=row.id)
    tiers = [tier.name for tier in list_tiers(session, plan.id, today())]
part = choose_part(row, known_parts(tiers, held.values()))
period = choose_period(row, today())
if period is None:
    st.stop()
found = held.get((row.id, *part, period))
show_held(row, found)
figure_form(row, part, period, found, today())
link(Page.MEASURE, "What its figures say ›", id=row.id)
