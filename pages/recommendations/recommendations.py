"""Recommendations: what scrutiny, inspections, reviews and peers recommended, and what became of it."""

from collections.abc import Sequence

import streamlit as st

from data_model.plan.queries.responsible.people import list_people
from data_model.recommendations.queries.recommendations import list_recommendations
from data_model.recommendations.recommendation_text import in_order, recommendations_sentence
from data_model.recommendations.rows import RecommendationRow
from data_model.shared.permissions import Permission, is_permitted
from exports.register import RECOMMENDATIONS, AboutFile
from ui.parts.downloads import offer_formats
from ui.parts.list_or_table import View, choose_view, read_view
from ui.parts.saving import show_outcome
from ui.recommendations.recommendation_filters import choose, read_chosen, show_counts
from ui.recommendations.recommendation_forms import add_form
from ui.recommendations.recommendation_list import show_cards, show_table
from ui.shell.access import current_actor
from ui.shell.cache import cached_read
from ui.shell.links import link
from ui.shell.page_head import start_page
from ui.shell.pages import Page
from ui.shell.plain_text import escape

MOST_CARDS = 100

head = start_page("Recommendations")
plan, as_at, actor = head.plan, head.as_at, current_actor()
show_outcome()
every = in_order(cached_read(list_recommendations, plan.id, as_at))
chosen, view = read_chosen(), read_view([])
rows = [row for row in every if chosen.fits(row)]


def make_file(form: str) -> bytes:
    return RECOMMENDATIONS.write(form, in_tracker_order(rows), AboutFile(plan.name, as_at, chosen.said))


def in_tracker_order(found: Sequence[RecommendationRow]) -> list[RecommendationRow]:
    return sorted(found, key=lambda row: row.id)


st.header(escape(recommendations_sentence(every)), anchor=False)
with st.container(horizontal=True, key="recommendations_ways"):
    link(Page.WORK_PROGRAMME, "Scrutiny’s work programme ›")
    link(Page.LOAD_RECOMMENDATIONS, "Load a tracker ›")
if every:
    show_counts(every, chosen)
    choose(every, chosen)
    with st.container(horizontal=True, vertical_alignment="bottom", key="recommendations_tools"):
        choose_view("recommendations", view)
        name = f"recommendations as at {as_at.isoformat()}"
        offer_formats("Tracker", RECOMMENDATIONS.formats_for_people, make_file, name, "recommendations_file")
    if not rows:
        st.markdown("No recommendation fits. Take a filter away to see more.")
    elif view is View.TABLE:
        show_table(rows, "recommendations_table")
    else:
        show_cards(rows[:MOST_CARDS])
        if len(rows) > MOST_CARDS:
            st.markdown(f"The first {MOST_CARDS} of {len(rows):,}. Choose fewer above.")
else:
    st.markdown(
        "Load the tracker that the scrutiny office or the programme office keeps, or record the first one "
        "below."
    )
if is_permitted(actor, Permission.RECOMMENDATIONS):
    with st.expander("Record a recommendation", key="recommendations_add", on_change="rerun") as box:
        if box.open:
            add_form(plan.id, [row.name for row in cached_read(list_people, plan.id, as_at)])
