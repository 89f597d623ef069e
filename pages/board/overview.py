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
from ui.board.overview_block import (
    areas_section,
    challenge_section,
    next_section,
    since_section,
    source_section,
)
from ui.measures.overview_measures import brief_measures, measure_bands
from ui.money.money_pages import money_figure_rows
from ui.parts.link_rows import Cell, show_link_rows, show_sections, strong
from ui.parts.status_chips import chip_words
from ui.shell.cache import cached_read
from ui.shell.database import reading, still_told
from ui.shell.page_head import start_page
from ui.shell.pages import Page
from ui.shell.stylesheet import show_print_styles

head = start_page("", is_for_paper_later=True)
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
    imports = list_imports(session, plan.id)
is_told = plan.is_demo and still_told() is not None
areas = cached_read(list_areas, plan.id, as_at)
bars = {area.id: status_bar_svg(area.statuses) for area in areas}
show_sections(
    "overview_rest",
    [
        [
            since_section(since, is_told=is_told),
            challenge_section(standing, as_at),
            next_section(since, awaiting, challenged, is_told=is_told),
        ],
        [areas_section(areas, since, standing, bars)],
        *measure_bands(cached_read(brief_measures, plan.id, as_at)),
        *([source_section(each)] for each in imports[:1]),
    ],
)
# Nobody prints a page before it stands, and a browser takes its time to read the sheet.
show_print_styles()
