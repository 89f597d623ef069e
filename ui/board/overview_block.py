"""What a chair reads first, on the overview: since the last board, what to challenge, the next meeting.

Owns: drawing the block and the overview's row of each area, every figure a way to exactly its rows. Refuses:
counting, and the block's words in papers (`data_model.board.board_brief`).
"""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from data_model.board.board_brief import MOVES, Moves, since_text
from data_model.board.check_lines import age_text
from data_model.board.queries.board_brief import SinceBoard, StandingChecks
from data_model.board.rows import RaisedCheck
from data_model.plan.rows import AreaRow
from data_model.shared.permissions import Permission, is_permitted
from data_model.shared.sentence_text import counted
from ui.board.checks_view import check_address
from ui.parts.compare_picker import meeting_address
from ui.parts.status_chips import bar_text
from ui.parts.whole_links import in_lines, link_beside
from ui.shell.access import current_actor
from ui.shell.dates import short_day
from ui.shell.links import BREAK, link, wide_link
from ui.shell.pages import Page
from ui.shell.plain_text import escape, shorten

_SIGNS = {"worsened": "▼", "reopened": "↻", "slipped": "⇢", "completed": "✓", "improved": "▲"}
_LONGEST_REASON = 150
_MOVES, _LONGEST_MOVES = 136, 20  # pixels and signs of what moved in an area
_NAME, _BAR = 356, 270  # pixels of an area's name and of its ratings
_LONGEST_NAME = 48  # signs of a line beside the bar


def show_since(since: SinceBoard) -> None:
    """Draw what moved since the last board, each number a way to its list."""
    st.header("Since the last board", anchor=False)
    st.markdown(escape(f"{since_text(since.since)}:" if since.since else f"{since_text(None)}."))
    with st.container(gap="xsmall"):
        for name, words in MOVES.items() if since.since else ():
            number = getattr(since.moves, name)
            link(
                Page.WHAT_CHANGED,
                f"{_SIGNS[name]} **{number:,}** {words} ›",
                since=_moment(since),
                show=name,
            )


def show_challenge(standing: StandingChecks, as_at: date) -> None:
    """Draw the gravest checks with their reason and age, each a way to what it is about."""
    st.header("To challenge", anchor=False)
    with st.container(gap="xsmall"):
        for one in standing.gravest:
            page, parameters = check_address(one)
            if one.about:  # a name is longer than a ref: what is said of it stands below
                with st.container(gap=None):
                    link(page, in_lines(one.text), **parameters)
                    st.markdown(escape(_reason(one, as_at)))
                continue
            name, words = _about(one)
            link_beside(page, name, words, escape(_reason(one, as_at)), **parameters)
        if standing.number:
            stand = "stands" if standing.number == 1 else "stand"
            link(Page.CHECKS, f"{counted(standing.number, 'check')} {stand} ›")
        else:
            st.markdown("No check stands against the ratings.")


def show_next(since: SinceBoard) -> None:
    """Draw when the board meets next, a way to its meetings, and what falls due before it, to its list."""
    st.header("Next meeting", anchor=False)
    with st.container(gap="xsmall"):
        if since.next_day is not None:
            due = f"**{since.due_next:,}** {'falls' if since.due_next == 1 else 'fall'} due before it ›"
            link(Page.MEETINGS, f"**{short_day(since.next_day)}** ›")
            link(Page.WHAT_CHANGED, due, since=_moment(since), show="due_next")
        else:
            # What falls due in 30 days stands above; another number of days beside it would only puzzle.
            st.markdown("None is planned.")
            link(Page.MEETINGS, "Plan a meeting ›" if _may_plan() else "All meetings ›")


def show_areas(
    areas: Sequence[AreaRow], since: SinceBoard, standing: StandingChecks, bars: Mapping[int, str]
) -> None:
    """Draw a row an area, each figure a way to its rows; `bars` are its ratings as an SVG picture, by its id.

    What a browser draws costs it by the element: the parts of a row stand in one container, each as wide in
    one row as in the next.
    """
    moves, checks = dict(since.by_area), dict(standing.by_area)
    for area in areas:
        with st.container(
            horizontal=True, key=f"overview_area_{area.id}", gap="xsmall", vertical_alignment="center"
        ):
            named = in_lines(f"{area.number} {area.short_name}".strip(), _LONGEST_NAME)
            wide_link(_NAME, Page.AREA, f"{named} ›", id=area.id)
            st.image(
                bars[area.id], alt=bar_text(f"{area.number} {area.short_name}", area.statuses), width=_BAR
            )
            wide_link(104, Page.ACTIONS, f"{counted(area.actions, 'action')} ›", area=area.id)
            if since.since is not None:
                _show_moves(area.id, moves.get(area.id, Moves()), since)
            wide_link(100, Page.ACTIONS, f"{area.overdue:,} overdue ›", area=area.id, due="overdue")
            ahead = f"Next {short_day(area.next_due)}" if area.next_due is not None else "Nothing ahead"
            wide_link(132, Page.DUE_DATES, f"{ahead} ›", area=area.id)
            wide_link(100, Page.CHECKS, f"{counted(checks.get(area.id, 0), 'check')} ›", area=area.id)


def _show_moves(area_id: int, moves: Moves, since: SinceBoard) -> None:
    numbers = ((sign, getattr(moves, name)) for name, sign in _SIGNS.items())
    said = [f"{sign}\u202f{number:,}" for sign, number in numbers if number] or ["= unmoved"]
    # What one line has no room for stands on two.
    half = len(said) if len(" ".join(said)) <= _LONGEST_MOVES else len(said) // 2
    lines = filter(None, (" ".join(said[:half]), " ".join(said[half:])))
    wide_link(_MOVES, Page.WHAT_CHANGED, f"{BREAK.join(lines)} ›", since=_moment(since), area=area_id)


def _may_plan() -> bool:
    return is_permitted(current_actor(), Permission.MEETINGS)


def _moment(since: SinceBoard) -> str | None:
    return meeting_address(since.meeting_id) if since.meeting_id is not None else None


def _about(one: RaisedCheck) -> tuple[str, str]:
    """Say what a line is about: the words of its link, and those beside it."""
    if one.gathered:
        return ", ".join(name for _, name in one.people) or one.area, one.text
    return (one.ref, one.text) if one.action_id else (one.area, "")


def _reason(one: RaisedCheck, as_at: date) -> str:
    age = age_text(one.since, as_at)
    return shorten(one.because, _LONGEST_REASON) + (f" Stands {age}." if age else "")
