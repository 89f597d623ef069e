"""Recommendation: its words, the response, the actions it became, what it raises, and its history."""

import streamlit as st

from data_model.board.queries.work_programme import list_items
from data_model.plan.queries.actions import list_actions
from data_model.plan.queries.overview import list_areas
from data_model.plan.queries.plans import list_key
from data_model.plan.queries.responsible.people import list_people
from data_model.recommendations.queries.recommendations import get_recommendation, list_versions
from data_model.recommendations.recommendation_text import source_of
from loaders.plan.people.responsible import named_people
from ui.inspections.beside_plan import show_of_recommendation
from ui.parts.saving import show_outcome
from ui.recommendations.recommendation_detail import (
    show_actions,
    show_checks,
    show_facts,
    show_items,
    show_response,
    show_state,
    show_text,
    show_versions,
)
from ui.recommendations.recommendation_forms import show_tasks, tasks_for
from ui.shell import address
from ui.shell.access import current_actor
from ui.shell.cache import cached_read
from ui.shell.clock import today
from ui.shell.database import reading
from ui.shell.dates import short_day
from ui.shell.links import link
from ui.shell.page_head import start_page
from ui.shell.pages import Page
from ui.shell.plain_text import escape, shorten

head = start_page("Recommendation", is_named_later=True)
plan, as_at = head.plan, head.as_at
number = address.read_number("id")
with reading() as session:
    row = get_recommendation(session, plan.id, number, as_at) if number else None
    versions = list_versions(session, row.id, as_at) if row else []
    items = list_items(session, plan.id) if row else []
    key = list_key(session, plan.id) if row else []
if row is None:
    head.name("Recommendation")
    st.info(
        f"There is no such recommendation in this plan as at {short_day(as_at)}. It may have been made "
        "later, or the address may be from another plan."
    )
    link(Page.RECOMMENDATIONS, "All recommendations ›")
    st.stop()

title = shorten(row.words, 160)
head.name(f"{row.ref} {title}")
with st.container(horizontal=True, key="recommendation_ways"):
    link(Page.RECOMMENDATIONS, "‹ All recommendations")
    link(Page.RECOMMENDATIONS, "Others of this origin ›", origin=row.origin.value)
made = short_day(row.made_on) if row.made_on else row.made_text
st.markdown(escape(" · ".join(filter(None, (source_of(row), made)))))
if title != row.words.strip():
    st.text(row.words.strip())
show_state(row)
show_outcome()
show_checks(row)

left, right = st.columns([3, 2], gap="large")
with left:
    show_text("Action taken", row.action_taken, nothing="Nothing was said yet.")
    show_actions(row)
    if tasks_for(row, current_actor()):
        # What is written now is true of now, whatever day the reader looks from.
        if as_at < max(today(), row.as_at):
            st.info("You look at an earlier day. Press *Back to today* above to change something.")
        else:
            show_tasks(
                row,
                key=key,
                areas={
                    each.id: f"{each.number} {each.short_name}".strip()
                    for each in cached_read(list_areas, plan.id, as_at)
                },
                actions={
                    each.id: f"{each.ref} {shorten(each.text, 80)}"
                    for each in cached_read(list_actions, plan.id, as_at)
                },
                people=[each.name for each in cached_read(list_people, plan.id, as_at)],
                split_people=named_people,
            )
with right:
    show_response(row)
    show_facts(row)
    show_of_recommendation(plan.id, as_at, row.id)
    show_text("Kept beside", row.other)
    show_items([item for item in items if item.recommendation_id == row.id], as_at)
show_versions(versions)
