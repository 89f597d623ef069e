"""Boards and their meetings as lists.

Owns: their lines and the sentence over them. Refuses: planning (see `meeting_forms`).
"""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from data_model.board.rows import BoardRow, MeetingRow, Recurrence
from data_model.board.schedule import was_held
from data_model.shared.sentence_text import counted
from ui.board.meeting_forms import day_doubts, weekday_day
from ui.parts.whole_links import wide_link_beside
from ui.shell.dates import moment, short_day
from ui.shell.links import link
from ui.shell.pages import Page
from ui.shell.plain_text import escape, shorten

_SHOWN = 8
_DAY = 136  # pixels of a meeting's day, so that the boards stand below each other


def next_sentence(meetings: Sequence[MeetingRow], as_at: date) -> str:
    """Say in plain text who meets on a day and which meeting is the next one after it.

    The next is that of `next_meeting`, so that what falls due until then runs to the day named here.
    """
    ahead = _ahead(meetings, as_at)
    said = [f"{_the(row.board)} meets today." for row in ahead if row.held_on == as_at]
    later = [row for row in ahead if row.held_on > as_at]
    if later:
        first = later[0]
        away = counted((first.held_on - as_at).days, "day")
        said.append(f"{_the(first.board)} meets next, on {weekday_day(first.held_on)}, in {away}.")
    elif said:
        said.append("No later meeting is planned.")
    return " ".join(said) or "No meeting is planned."


def show_boards(boards: Sequence[BoardRow], meetings: Sequence[MeetingRow], as_at: date) -> None:
    """Draw each board with its chair, its schedule, its next meeting and its last; newest meetings first."""
    for board in boards:
        own = [row for row in meetings if row.board_id == board.id and not row.cancelled]
        ahead = _ahead(own, as_at)
        past = [row for row in own if was_held(row, as_at)]
        with st.container(border=True, gap="xsmall", key=f"board_{board.id}"):
            st.markdown(f"**{escape(board.name)}**")
            chair = f"chaired by {board.chair}" if board.chair else "no chair named"
            rhythm = (
                board.recurrence.value if board.recurrence is not Recurrence.NONE else "no fixed schedule"
            )
            st.caption(escape(f"{board.kind.value.capitalize()}, {chair}, {rhythm}"))
            for row in ahead:
                is_today = row.held_on == as_at
                link(
                    Page.MEETING,
                    f"{'Today' if is_today else 'Next'}: {weekday_day(row.held_on)} ›",
                    id=row.id,
                )
                if not is_today:
                    break
            if not ahead:
                st.markdown("No meeting is planned.")
            if past:
                link(
                    Page.MEETING,
                    f"Last: {weekday_day(past[0].held_on)}{_frozen_mark(past[0])} ›",
                    id=past[0].id,
                )


def show_meetings(meetings: Sequence[MeetingRow], as_at: date) -> None:
    """Draw the meetings ahead, the soonest first, and those held, the newest first; the rest folded."""
    ahead = [row for row in reversed(meetings) if not was_held(row, as_at)]
    past = [row for row in meetings if was_held(row, as_at)]
    left, right = st.columns(2, gap="large")
    for column, title, rows, nothing in (
        (left, "Ahead", ahead, "No meeting is planned from this day on."),
        (right, "Held", past, "No meeting was held before this day."),
    ):
        with column:
            st.header(title, anchor=False)
            for row in rows[:_SHOWN]:
                _show_line(row, as_at)
            if not rows:
                st.markdown(nothing)
            if len(rows) > _SHOWN:
                key = f"meetings_{title.lower()}"
                words = f"{counted(len(rows) - _SHOWN, 'more meeting')}"
                with st.expander(words, key=key, on_change="rerun") as box:
                    for row in rows[_SHOWN:] if box.open else ():
                        _show_line(row, as_at)


def state_text(meeting: MeetingRow, as_at: date) -> str:
    """Say in plain text whether a meeting was cancelled or is frozen; nothing of one still to come."""
    if meeting.cancelled:
        return "✕ cancelled"
    if meeting.frozen_at is None:
        return "not frozen" if was_held(meeting, as_at) else ""
    day, at = short_day(meeting.frozen_as_at), moment(meeting.frozen_at)
    return f"✓ frozen as at {day} by {meeting.frozen_by}, {at}"


def _ahead(meetings: Sequence[MeetingRow], as_at: date) -> list[MeetingRow]:
    """Return those to be held from a day on, the soonest first; `meetings` are newest first."""
    return [row for row in reversed(meetings) if not row.cancelled and not was_held(row, as_at)]


def _the(board: str) -> str:
    return board if board.casefold().startswith("the ") else f"The {board}"


def _frozen_mark(meeting: MeetingRow) -> str:
    return " (frozen)" if meeting.is_frozen else ""


def _show_line(meeting: MeetingRow, as_at: date) -> None:
    said = [state_text(meeting, as_at)]
    if meeting.open_follow_ups:
        said.append(f"{meeting.open_follow_ups:,} still to be closed")
    if not meeting.is_frozen and not meeting.cancelled and (doubts := day_doubts(meeting.held_on)):
        said.append(f"falls on {doubts}")
    said.append(shorten(meeting.place, 60))
    facts = escape(" · ".join(filter(None, said)))
    wide_link_beside(
        _DAY,
        Page.MEETING,
        weekday_day(meeting.held_on),
        meeting.board,
        f":small[{facts}]" if facts else "",
        id=meeting.id,
    )
