"""Overview: how the plan stands, in words and figures first, then in charts that lead to the actions."""

from datetime import date

import streamlit as st

from charts.plan.due_by_month import due_by_month
from charts.plan.load_by_person import load_by_person
from charts.plan.status_by_area import status_by_area
from data_model.plan.action_filter import ActionFilter
from data_model.plan.headline_text import headline_sentence
from data_model.plan.queries.actions import count_actions
from data_model.plan.queries.awaiting import count_awaiting_sign_off
from data_model.plan.queries.imports import list_imports
from data_model.plan.queries.overview import get_headlines, list_areas, list_attention, list_due_months
from data_model.plan.queries.people import list_people
from data_model.shared.permissions import Permission, is_permitted
from data_model.shared.sentence_text import counted, long_month
from ui.measures.overview_measures import brief_measures, show_measures
from ui.parts.chart_view import show_chart
from ui.parts.status_chips import chip, status_list
from ui.plan.action_cards import show_action_line
from ui.shell.access import current_actor
from ui.shell.cache import cached_read
from ui.shell.database import reading
from ui.shell.dates import moment, short_day
from ui.shell.links import go, link
from ui.shell.page_head import start_page
from ui.shell.pages import Page
from ui.shell.plain_text import escape

head = start_page("")
plan, as_at = head.plan, head.as_at
# The first chart is sent before the words above it: a cold browser fetches what charts need, by far the most
# that it fetches, while the server goes on asking for the rest, each part just before it is drawn.
areas = cached_read(list_areas, plan.id, as_at)

first_words = st.container()
left, right = st.columns([3, 2], gap="large")
with left:
    st.header("Areas", anchor=False)
    clicked = show_chart(status_by_area(areas), "overview_areas")

with first_words:
    headlines = cached_read(get_headlines, plan.id, as_at)
    st.header(headline_sentence(headlines, as_at), anchor=False)

    with st.container(horizontal=True, key="overview_statuses", gap="small"):
        for row in headlines.statuses:
            link(Page.ACTIONS, f"{chip(row.status, row.label)} **{row.count:,}**", status=row.status)
    with st.container(horizontal=True, key="overview_figures"):
        figures: list[tuple[int, str, dict[str, str]]] = [
            (headlines.actions, "Actions", {}),
            (headlines.overdue, "Overdue", {"due": "overdue"}),
            (headlines.due_soon, "Due in 30 days", {"due": "soon"}),
            (headlines.not_rated, "Not rated", {"status": "not_rated"}),
            (headlines.nobody_responsible, "Nobody responsible", {"person": "nobody"}),
            (headlines.no_due_date, "No due date", {"due": "no-date"}),
        ]
        for number, words, chosen in figures:
            with st.container(border=True, width=170, gap=None):
                st.metric(words, f"{number:,}", label_visibility="collapsed")
                link(Page.ACTIONS, words, **chosen)

with left:
    with st.expander("Show as a list", key="overview_area_list", on_change="rerun") as box:
        for area in areas if box.open else ():
            due = f" · next due {short_day(area.next_due)}" if area.next_due else ""
            with st.container(gap=None):
                link(Page.AREA, f"**{escape(f'{area.number} {area.short_name}')}** ›", id=area.id)
                link(
                    Page.ACTIONS,
                    f"{counted(area.actions, 'action')}: {escape(status_list(area.statuses))} · "
                    f"{area.overdue:,} overdue{due}",
                    area=area.id,
                )
    if clicked:
        go(Page.ACTIONS, area=clicked[0], status=clicked[1])
with right:
    st.header("Needs attention first", anchor=False)
    attention = cached_read(list_attention, plan.id, as_at)
    awaiting = cached_read(count_awaiting_sign_off, plan.id, as_at)
    with reading() as session:
        # Actions, for that is what the link leads to; one may have several.
        challenged = count_actions(session, plan.id, as_at, ActionFilter(challenged=True))
    if awaiting:
        decides = is_permitted(current_actor(), Permission.SIGN_OFF)
        waits = f"**{counted(awaiting, 'action')} {'awaits' if awaiting == 1 else 'await'} sign-off ›**"
        link(Page.AWAITING if decides else Page.ACTIONS, waits, awaiting="" if decides else 1)
    if challenged:
        waits = f"**{counted(challenged, 'action')} with a challenge that waits for an answer ›**"
        link(Page.ACTIONS, waits, challenge=1)
    if not attention:
        st.markdown("Nothing is overdue, delayed, at risk or without somebody responsible.")
    for action in attention:
        show_action_line(action, is_brief=True)

show_measures(cached_read(brief_measures, plan.id, as_at))

left, right = st.columns(2, gap="large")
with left:
    st.header("Due by month", anchor=False)
    months = cached_read(list_due_months, plan.id, as_at)
    clicked = show_chart(
        due_by_month(months, as_at),
        "overview_months",
        (
            {
                "Month": long_month(row.month),
                "Complete or paused": row.complete,
                "Open": row.open,
                "Overdue": row.overdue,
            }
            for row in months
        ),
    )
    if clicked:
        go(Page.ACTIONS, month=f"{date.fromisoformat(clicked[0]):%Y-%m}")
with right:
    st.header("By responsible person", anchor=False)
    people = cached_read(list_people, plan.id, as_at)
    clicked = show_chart(
        load_by_person(people),
        "overview_people",
        (
            {
                "Person": row.name,
                "Actions": row.actions,
                "Overdue": row.overdue,
                "Due in 30 days": row.due_soon,
                "Next due": short_day(row.next_due),
            }
            for row in people
        ),
    )
    if clicked:
        go(Page.ACTIONS, person=clicked[0])
    link(Page.PEOPLE, "All responsible people ›")

with reading() as session:
    imports = list_imports(session, plan.id)
if imports:
    newest = imports[0]
    source = f"Source: {newest.file_name}, loaded {moment(newest.recorded_at)} by {newest.recorded_by}"
    st.caption(escape(f"{source}, sheets: {newest.sheets}" if newest.sheets else source))
    link(Page.IMPORT_HISTORY, "Import history ›")
