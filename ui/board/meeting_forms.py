"""Forms of the programme office about boards and their meetings.

Owns: their fields, the preview of a schedule, the confirmation before a meeting is frozen. Refuses: the
rules, and moving a meeting off a bank holiday; a person decides that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from data_model.board.changes.meetings import (
    NewBoard,
    cancel_meeting,
    edit_meeting,
    freeze_meeting,
    plan_meetings,
    save_board,
)
from data_model.board.rows import BoardKind, BoardRow, MeetingRow, Recurrence
from data_model.board.schedule import meeting_days, propose_day
from data_model.shared.days.working_days import LAST_KNOWN, is_bank_holiday, is_working_day
from data_model.shared.refusals import Refused
from data_model.shared.sentence_text import counted
from ui.parts.form_fields import ask_day, day_in, field, save_once, turn_of, typed
from ui.shell.clock import today
from ui.shell.database import Session
from ui.shell.dates import short_day
from ui.shell.plain_text import escape
from ui.shell.signature import by

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_SHOWN = 60
_HALF_A_YEAR = timedelta(days=182)


@dataclass(frozen=True)
class ToKeep:
    """How much a frozen meeting would keep, as counted on the day chosen."""

    actions: int
    areas: int
    measures: int
    checks: int
    follow_ups: int


def weekday_day(day: date) -> str:
    """Write a day with its weekday: Thu 4 Jun 2017."""
    return f"{_WEEKDAYS[day.weekday()]} {short_day(day)}"


def day_doubts(day: date, held: Sequence[date] = ()) -> str:
    """Say what speaks against a meeting on a day; nothing where nothing does."""
    said = []
    if is_bank_holiday(day):
        said.append("a bank holiday")
    elif not is_working_day(day):
        said.append("a weekend")
    if day > LAST_KNOWN:
        said.append(f"beyond the bank holidays known (to {short_day(LAST_KNOWN)})")
    if day in held:
        said.append("planned already")
    return ", ".join(said)


def board_form(plan_id: int, board: BoardRow | None) -> None:
    """Draw the fields of a board, a new one without `board`."""
    form = f"board_{board.id if board else 'new'}"
    turn = turn_of(form)
    kinds, rhythms = list(BoardKind), list(Recurrence)
    with st.form(field(form, "form")):
        st.text_input("Name", value=board.name if board else "", key=field(form, "name"), max_chars=120)
        st.selectbox(
            "Which body",
            kinds,
            index=kinds.index(board.kind) if board else 0,
            key=field(form, "kind"),
            format_func=lambda each: each.value.capitalize(),
            width=340,
        )
        st.selectbox(
            "Meets",
            rhythms,
            index=rhythms.index(board.recurrence if board else Recurrence.MONTHLY),
            key=field(form, "recurrence"),
            format_func=lambda each: each.value.capitalize(),
            width=340,
        )
        st.text_input("Chair (name or post)", value=board.chair if board else "", key=field(form, "chair"))
        st.text_area(
            "Who attends, one name or post a line",
            value=board.attendees if board else "",
            key=field(form, "attendees"),
        )
        if board is not None:
            st.checkbox("No longer meets", value=board.retired, key=field(form, "retired"))
        st.form_submit_button(
            "Save this board",
            type="primary",
            key=field(form, "save"),
            on_click=_save_board,
            args=(form, turn, plan_id, board.id if board else None),
        )


def schedule_form(boards: Sequence[BoardRow], meetings: Sequence[MeetingRow], as_at: date) -> None:
    """Draw first day, rhythm and end of a board's meetings, the days that makes, and one button."""
    form = "schedule"
    turn = turn_of(form)
    names = {board.id: board.name for board in boards}
    chosen = st.selectbox(
        "Board", list(names), format_func=names.__getitem__, key=field(form, "board"), width=340
    )
    board = next(board for board in boards if board.id == chosen)
    rhythms = list(Recurrence)
    held = [row.held_on for row in meetings if row.board_id == board.id and not row.cancelled]
    proposed = propose_day(held, board.recurrence, as_at)
    # Each board has days of its own: those proposed for one would stay when another is chosen.
    first, until = (field(form, f"{name}_{board.id}") for name in ("first", "until"))
    with st.container(horizontal=True, vertical_alignment="bottom", key="schedule_days"):
        ask_day("First meeting", first, proposed)
        recurrence = st.selectbox(
            "Then",
            rhythms,
            index=rhythms.index(board.recurrence),
            width=210,
            key=field(form, f"recurrence_{board.id}"),
            format_func=lambda each: each.value.capitalize(),
        )
        ask_day("Until", until, proposed + _HALF_A_YEAR, proposed + 2 * _HALF_A_YEAR)
    st.text_input("Place (room, or a link to join)", key=field(form, "place"))
    leaves_out = st.checkbox(
        "Leave out weekends and bank holidays",
        value=True,
        key=field(form, "working"),
        help="A day left out is not moved: plan another one by itself.",
    )
    try:
        days = meeting_days(day_in(first), recurrence, day_in(until))
    except Refused as refused:
        st.warning(escape(str(refused)))
        return
    wanted = [day for day in days if day not in held and (not leaves_out or is_working_day(day))]
    _show_days(days, held)
    st.button(
        f"Plan {counted(len(wanted), 'meeting')}",
        type="primary",
        key=field(form, "save"),
        disabled=not wanted,
        on_click=_plan,
        args=(form, turn, board.id, wanted),
    )


def meeting_form(meeting: MeetingRow) -> None:
    """Draw what a meeting's own papers say; of a frozen one the notes alone."""
    form = f"meeting_{meeting.id}"
    turn = turn_of(form)
    with st.form(field(form, "form")):
        if not meeting.is_frozen:
            ask_day("Held on", field(form, "held_on"), meeting.held_on)
            st.text_input("Place", value=meeting.place, key=field(form, "place"))
            st.text_input("Chair", value=meeting.chair, key=field(form, "chair"))
            st.text_area(
                "Who attends, one name or post a line", value=meeting.attendees, key=field(form, "attendees")
            )
        st.text_area("Notes", value=meeting.notes, key=field(form, "notes"))
        st.form_submit_button(
            "Save", type="primary", key=field(form, "save"), on_click=_edit, args=(form, turn, meeting)
        )
    if meeting.is_frozen:
        return
    with st.popover("Cancel this meeting"):
        st.markdown("It stays in the list as cancelled. Plan another one for another day.")
        st.button(
            "Cancel it", key=f"cancel_{meeting.id}", on_click=_cancel, args=(f"cancel_{meeting.id}", meeting)
        )


def choose_freeze_day(meeting: MeetingRow) -> date | None:
    """Ask as at which day the meeting saw the plan; None where that is no day."""
    key = f"freeze_{meeting.id}_as_at"
    held = min(meeting.held_on, today())
    ask_day(
        "Freeze as at",
        key,
        held,
        today(),
        note="The day as at which the meeting saw the plan. Choose or type one.",
    )
    try:
        return day_in(key)
    except Refused as refused:
        st.warning(escape(str(refused)))
        return None


def freeze_form(meeting: MeetingRow, as_at: date, kept: ToKeep, compared: str) -> None:
    """Draw the button that freezes a meeting and, once it was pressed, what will be kept.

    `compared` names in plain text the meeting that its movement is counted from; empty without one.
    """
    asked = f"freeze_{meeting.id}_asked"
    if as_at > today() or not kept.actions:
        st.markdown("Choose a day that has come and on which the plan has actions.")
        return
    if not st.session_state.get(asked):
        st.button(
            "Freeze this meeting …", key=f"freeze_{meeting.id}", type="primary", on_click=_ask, args=(asked,)
        )
        return
    with st.container(border=True, key="freeze_confirm"):
        st.markdown(f"**Keep for good what the board saw as at {short_day(as_at)}?**")
        lines = [
            f"{counted(kept.actions, 'action')} in {counted(kept.areas, 'area')}, each with its rating, "
            "dates, people, narrative and evidence",
            f"{counted(kept.measures, 'measure')} with figures, limits and targets",
            f"{counted(kept.checks, 'assurance check')} with the answers that hold",
            f"the decisions, requests and challenges so far ({kept.follow_ups:,}) as they stand",
            f"what changed since {compared}" if compared else "no movement: nothing was frozen before it",
        ]
        st.markdown("\n".join(f"- {escape(line)}" for line in lines))
        st.markdown(
            "None of this can be changed afterwards, and the meeting cannot be opened again. "
            "Notes, decisions, requests and challenges can still be added."
        )
        form = f"freeze_{meeting.id}"
        with st.container(horizontal=True, key="freeze_ways"):
            st.button(
                f"Freeze it as at {short_day(as_at)}",
                type="primary",
                key=f"{form}_do",
                on_click=_freeze,
                args=(form, turn_of(form), meeting, as_at),
            )
            st.button("Not yet", key=f"freeze_{meeting.id}_not", on_click=_ask, args=(asked, False))


def _show_days(days: Sequence[date], held: Sequence[date]) -> None:
    if not days:
        st.markdown("The last day lies before the first meeting.")
        return
    lines = []
    for day in days[:_SHOWN]:
        doubts = day_doubts(day, held)
        lines.append(f"- {weekday_day(day)}{f' **– {escape(doubts)}**' if doubts else ''}")
    if len(days) > _SHOWN:
        lines.append(f"- and {counted(len(days) - _SHOWN, 'more day')}")
    st.markdown("\n".join(lines))


def _save_board(form: str, turn: int, plan_id: int, board_id: int | None) -> None:
    kind, recurrence = (st.session_state[field(form, name)] for name in ("kind", "recurrence"))
    name, chair, attendees = (typed(field(form, each)) for each in ("name", "chair", "attendees"))
    board = NewBoard(name, kind, chair, attendees, recurrence)
    retired = bool(st.session_state.get(field(form, "retired"), False))
    save_once(
        form,
        turn,
        lambda session: save_board(session, plan_id, board, board_id=board_id, retired=retired, **by()),
        f"The board “{board.name}” is saved.",
    )


def _plan(form: str, turn: int, board_id: int, days: Sequence[date]) -> None:
    place = typed(field(form, "place"))
    save_once(
        form,
        turn,
        lambda session: plan_meetings(session, board_id, days, place=place, **by()),
        lambda made: f"{counted(len(made), 'meeting')} planned.",
    )


def _edit(form: str, turn: int, meeting: MeetingRow) -> None:
    def write(session: Session) -> None:
        frozen = meeting.is_frozen
        edit_meeting(
            session,
            meeting.id,
            held_on=meeting.held_on if frozen else day_in(field(form, "held_on")),
            place=meeting.place if frozen else typed(field(form, "place")),
            chair=meeting.chair if frozen else typed(field(form, "chair")),
            attendees=meeting.attendees if frozen else typed(field(form, "attendees")),
            notes=typed(field(form, "notes")),
            **by(),
        )

    save_once(form, turn, write, "The meeting is saved.")


def _cancel(form: str, meeting: MeetingRow) -> None:
    save_once(
        form,
        turn_of(form),
        lambda session: cancel_meeting(session, meeting.id, **by()),
        "The meeting is cancelled.",
    )


def _ask(asked: str, yes: bool = True) -> None:
    st.session_state[asked] = yes


def _freeze(form: str, turn: int, meeting: MeetingRow, as_at: date) -> None:
    _ask(f"freeze_{meeting.id}_asked", False)
    save_once(
        form,
        turn,
        lambda session: freeze_meeting(session, meeting.id, as_at, today=today(), **by()),
        f"The meeting is frozen. What it saw as at {short_day(as_at)} is kept.",
    )
