"""One plan among several: a row with its sentence, its ratings, what moved and when its board meets.

Owns: drawing the row, every figure a way to its rows in that plan. Refuses: counting.
"""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from data_model.board.board_brief import MOVES, since_text
from data_model.board.queries.board_brief import SinceBoard
from data_model.plan.headline_text import headline_sentence
from data_model.plan.rows import Headlines, PlanRow
from ui.parts.compare_picker import meeting_address
from ui.parts.status_chips import bar_text
from ui.parts.whole_links import in_lines
from ui.shell.dates import short_day
from ui.shell.links import link
from ui.shell.page_head import nothing_stated
from ui.shell.pages import Page
from ui.shell.plain_text import escape


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """A plan with its figures as at a day; without them where nothing had been stated by then.

    `bar` is its ratings as an SVG picture.
    """

    plan: PlanRow
    headlines: Headlines | None = None
    since: SinceBoard | None = None
    bar: str = ""


def show_plan(standing: PlanStanding, as_at: date) -> None:
    """Draw a plan's row."""
    plan, headlines, since = standing.plan, standing.headlines, standing.since
    with st.container(border=True, key=f"all_plans_{plan.id}", gap="xsmall"):
        st.header(escape(plan.name) + (" (demo)" if plan.is_demo else ""), anchor=False)
        if headlines is None or since is None:
            st.markdown(nothing_stated(plan, as_at))
        else:
            words, bar = st.columns([3, 2], vertical_alignment="center", gap="medium")
            words.markdown(escape(headline_sentence(headlines, as_at)))
            bar.image(standing.bar, alt=bar_text(plan.name, headlines.statuses), width="stretch")
            with st.container(horizontal=True, gap="small", vertical_alignment="center"):
                _show_figures(plan, headlines, since)
        link(Page.OVERVIEW, "**Open its overview ›**", plan=plan.id)


def _show_figures(plan: PlanRow, headlines: Headlines, since: SinceBoard) -> None:
    with st.container(width="content"):
        link(Page.ACTIONS, f"**{headlines.overdue:,}** overdue ›", plan=plan.id, due="overdue")
    with st.container(width="content"):
        if since.since is None or since.meeting_id is None:
            st.markdown("No meeting yet to compare with", width="content")
        else:
            numbers = ((words, int(getattr(since.moves, name))) for name, words in MOVES.items())
            moved = ", ".join(f"{number:,} {words}" for words, number in numbers if number)
            said = in_lines(f"{since_text(since.since)}: {moved or 'nothing moved'}")
            link(Page.WHAT_CHANGED, f"{said} ›", plan=plan.id, since=meeting_address(since.meeting_id))
    with st.container(width="content"):
        if since.next_day is not None:
            link(Page.MEETINGS, f"Next meeting {short_day(since.next_day)} ›", plan=plan.id)
        else:
            st.markdown("No meeting is planned", width="content")
