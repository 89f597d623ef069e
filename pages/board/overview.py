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
from ui.board.overview_block import show_areas, show_challenge, show_next, show_since
from ui.measures.overview_measures import brief_measures, show_measures
from ui.money.money_pages import money_figure_rows
from ui.parts.link_rows import Cell, show_link_rows, strong
from ui.parts.status_chips import chip_words
from ui.shell.cache import cached_read
from ui.shell.database import reading
from ui.shell.dates import moment
from ui.shell.links import link
from ui.shell.page_head import start_page
from ui.shell.pages import Page
from ui.shell.plain_text import escape

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
    statuses = [
        Cell(
            (chip_words(row.status, row.label), *strong(f" {row.count:,}")),
            Page.ACTIONS,
            {"status": row.status},
        )
        for row in headlines.statuses
    ]
    numbers = [
        Cell(strong(f"{number:,}", f" {words}"), Page.ACTIONS, chosen) for number, words, chosen in figures
    ]
    money = money_figure_rows(cached_read(list_money_figures, plan.id, as_at))
    show_link_rows("overview_figures", [statuses, numbers, *money])
since = cached_read(get_since_board, plan.id, as_at)
# The checks look at every statement of the plan: the first words are drawn before they are asked.
standing = cached_read(get_standing_checks, plan.id, as_at)
awaiting = cached_read(count_awaiting_sign_off, plan.id, as_at)
with reading() as session:
    # Actions, for that is what the link leads to; one may have several.
    challenged = count_actions(session, plan.id, as_at, ActionFilter(challenged=True))
left, middle, right = st.columns([9, 29, 9], gap="small")
with left:
    show_since(since)
with middle:
    show_challenge(standing, as_at)
with right:
    show_next(since, awaiting, challenged)

with st.container(gap="xsmall"):
    st.header("Areas", anchor=False)
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
