"""Overview: how the plan stands, in words and figures first; what a chair asks; then a row an area."""

import streamlit as st

from charts.plan.status_bar import status_bar_svg
from data_model.board.queries.board_brief import get_since_board, get_standing_checks
from data_model.money.queries.plan_money import list_money_figures
from data_model.plan.action_filter import ActionFilter
from data_model.plan.headline_text import headline_sentence
from data_model.plan.queries.actions import count_actions
from data_model.plan.queries.awaiting import count_awaiting_sign_off
from data_model.plan.queries.imports import list_imports
from data_model.plan.queries.overview import get_headlines, list_areas
from data_model.shared.permissions import Permission, is_permitted
from data_model.shared.sentence_text import counted
from ui.board.overview_block import show_areas, show_challenge, show_next, show_since
from ui.measures.overview_measures import brief_measures, show_measures
from ui.money.money_pages import show_money_figures
from ui.parts.status_chips import chip
from ui.shell.access import current_actor
from ui.shell.cache import cached_read
from ui.shell.database import reading
from ui.shell.dates import moment
from ui.shell.links import link
from ui.shell.page_head import start_page
from ui.shell.pages import Page
from ui.shell.plain_text import escape
from ui.shell.screen import is_telephone

head = start_page("")
plan, as_at = head.plan, head.as_at

headlines = cached_read(get_headlines, plan.id, as_at)
figures: list[tuple[int, str, dict[str, str]]] = [
    (headlines.actions, "Actions", {}),
    (headlines.overdue, "Overdue", {"due": "overdue"}),
    (headlines.due_soon, "Due in 30 days", {"due": "soon"}),
    (headlines.nobody_responsible, "Nobody responsible", {"person": "nobody"}),
    (headlines.no_due_date, "No due date", {"due": "no-date"}),
]
with st.container(gap="xsmall"):
    st.header(headline_sentence(headlines, as_at), anchor=False)
    with st.container(horizontal=True, key="overview_statuses", gap="small"):
        for row in headlines.statuses:
            link(Page.ACTIONS, f"{chip(row.status, row.label)} **{row.count:,}**", status=row.status)
    with st.container(horizontal=True, key="overview_figures", gap="small" if is_telephone() else "medium"):
        for number, words, chosen in figures:
            link(Page.ACTIONS, f"**{number:,}** {words}", **chosen)
    show_money_figures(cached_read(list_money_figures, plan.id, as_at), "overview_money")
since = cached_read(get_since_board, plan.id, as_at)
# The checks look at every statement of the plan: the first words are drawn before they are asked.
standing = cached_read(get_standing_checks, plan.id, as_at)
left, middle, right = st.columns([9, 29, 9], gap="small")
with left:
    show_since(since)
with middle:
    show_challenge(standing, as_at)
with right:
    show_next(since)
    awaiting = cached_read(count_awaiting_sign_off, plan.id, as_at)
    with reading() as session:
        # Actions, for that is what the link leads to; one may have several.
        challenged = count_actions(session, plan.id, as_at, ActionFilter(challenged=True))
    if awaiting:
        decides = is_permitted(current_actor(), Permission.SIGN_OFF)
        waits = f"**{counted(awaiting, 'action')} {'awaits' if awaiting == 1 else 'await'} sign-off ›**"
        link(Page.AWAITING if decides else Page.ACTIONS, waits, awaiting="" if decides else 1)
    if challenged:
        waits = f"**{counted(challenged, 'action')} with an open challenge ›**"
        link(Page.ACTIONS, waits, challenge=1)

with st.container(gap="xsmall"):
    st.header("Areas", anchor=False)
    # A telephone stacks the parts of a row: what belongs together has to stand apart from the next.
    with st.container(key="overview_areas", gap="medium" if is_telephone() else "xxsmall"):
        areas = cached_read(list_areas, plan.id, as_at)
        show_areas(areas, since, standing, {area.id: status_bar_svg(area.statuses) for area in areas})
with st.container(gap="xsmall"):
    show_measures(cached_read(brief_measures, plan.id, as_at))
    with reading() as session:
        imports = list_imports(session, plan.id)
    if imports:
        newest = imports[0]
        source = f"Source: {newest.file_name}, loaded {moment(newest.recorded_at)} by {newest.recorded_by}"
        with st.container(horizontal=True, key="overview_source", vertical_alignment="center", gap="medium"):
            words = escape(f"{source}, sheets: {newest.sheets}" if newest.sheets else source)
            st.caption(words, width="content")
            link(Page.IMPORT_HISTORY, "Import history ›")
