"""Boards and their meetings as lists.

Owns: their lines and the sentence over them. Refuses: planning (see `meeting_forms`).
"""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from data_model.rows_board import BoardRow, MeetingRow, Recurrence
from ui.dates import counted, moment, short_day
from ui.links import Place, link
from ui.meeting_forms import day_doubts, weekday_day
from ui.plain_text import escape, shorten

_SHOWN = 8


def next_sentence(meetings: Sequence[MeetingRow], as_at: date) -> str:
    """Say in plain text which meeting is the next one from a day on."""
    ahead = [row for row in meetings if row.held_on >= as_at and not row.cancelled]
    if not ahead:
        return "No meeting is planned."
    first = ahead[-1]
    away = (first.held_on - as_at).days
    when = f"in {counted(away, 'day')}" if away else "today"
    return f"The next meeting is {first.board} on {weekday_day(first.held_on)}, {when}."


def show_boards(boards: Sequence[BoardRow], meetings: Sequence[MeetingRow], as_at: date) -> None:
    """Draw each board with its chair, its schedule, its next meeting and its last; newest meetings first."""
    for board in boards:
        own = [row for row in meetings if row.board_id == board.id and not row.cancelled]
        ahead = [row for row in own if row.held_on >= as_at]
        past = [row for row in own if row.held_on < as_at]
        with st.container(border=True, gap="xsmall", key=f"board_{board.id}"):
            st.markdown(f"**{escape(board.name)}**")
            chair = f"chaired by {board.chair}" if board.chair else "no chair named"
            rhythm = (
                board.recurrence.value if board.recurrence is not Recurrence.NONE else "no fixed schedule"
            )
            st.caption(escape(f"{board.kind.value.capitalize()}, {chair}, {rhythm}"))
            if ahead:
                link(Place.MEETING, f"Next: {weekday_day(ahead[-1].held_on)} ›", id=ahead[-1].id)
            else:
                st.markdown("No meeting is planned.")
            if past:
                link(
                    Place.MEETING,
                    f"Last: {weekday_day(past[0].held_on)}{_frozen_mark(past[0])} ›",
                    id=past[0].id,
                )


def show_meetings(meetings: Sequence[MeetingRow], as_at: date) -> None:
    """Draw the meetings ahead, the soonest first, and those held, the newest first; the rest folded."""
    ahead = [row for row in reversed(meetings) if row.held_on >= as_at]
    past = [row for row in meetings if row.held_on < as_at]
    left, right = st.columns(2, gap="large")
    for column, title, rows, nothing in (
        (left, "Ahead", ahead, "No meeting is planned from this day on."),
        (right, "Held", past, "No meeting was held before this day."),
    ):
        with column:
            st.header(title, anchor=False)
            for row in rows[:_SHOWN]:
                _show_line(row)
            if not rows:
                st.markdown(nothing)
            if len(rows) > _SHOWN:
                key = f"meetings_{title.lower()}"
                words = f"{counted(len(rows) - _SHOWN, 'more meeting')}"
                with st.expander(words, key=key, on_change="rerun") as box:
                    for row in rows[_SHOWN:] if box.open else ():
                        _show_line(row)


def state_words(meeting: MeetingRow) -> str:
    """Say in plain text whether a meeting was cancelled, is frozen, or is still open."""
    if meeting.cancelled:
        return "✕ cancelled"
    if meeting.frozen_at is None:
        return "not frozen"
    day, at = short_day(meeting.frozen_as_at), moment(meeting.frozen_at)
    return f"✓ frozen as at {day} by {meeting.frozen_by}, {at}"


def _frozen_mark(meeting: MeetingRow) -> str:
    return " (frozen)" if meeting.is_frozen else ""


def _show_line(meeting: MeetingRow) -> None:
    with st.container(gap=None):
        board = escape(shorten(meeting.board, 60))
        link(Place.MEETING, f"**{weekday_day(meeting.held_on)}** {board}", id=meeting.id)
        said = [state_words(meeting)]
        if meeting.open_follow_ups:
            said.append(f"{meeting.open_follow_ups:,} still to be closed")
        if not meeting.is_frozen and not meeting.cancelled and (doubts := day_doubts(meeting.held_on)):
            said.append(f"falls on {doubts}")
        st.caption(escape(" · ".join([*said, *filter(None, [shorten(meeting.place, 60)])])))
