"""Decisions, requests and challenges that meetings left: their lines, their history, and their forms.

Owns: what a line says, who is offered which form. Refuses: the rules; every write checks who makes it.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

import streamlit as st

from data_model.board.changes.follow_ups import (
    NewFollowUp,
    add_follow_up,
    close_follow_up,
    move_follow_up,
    note_follow_up,
    reopen_follow_up,
)
from data_model.board.rows import FollowUpKind, FollowUpRow, MeetingRow
from data_model.plan.queries.actions import list_actions
from data_model.plan.rows import AreaRow
from data_model.shared.permissions import Actor, Permission, Role, is_permitted
from data_model.shared.refusals import Refused
from data_model.shared.sentence_text import counted
from ui.parts.form_fields import ask_day, day_in, field, save_once, turn_of, typed
from ui.parts.whole_links import in_lines
from ui.shell import address
from ui.shell.access import current_actor
from ui.shell.clock import today
from ui.shell.database import Session, reading
from ui.shell.dates import moment, short_day
from ui.shell.links import link, step
from ui.shell.pages import Page
from ui.shell.plain_text import escape
from ui.shell.signature import by

_MOST = 50
_TASKS = {"note": "Add a note", "move": "Move its date", "close": "Close it", "reopen": "Open it again"}
_ASKS = {
    "note": "How it goes",
    "move": "Why the date moves",
    "close": "What came of it",
    "reopen": "Why it is opened again",
}
_BUTTONS = {"note": "Add this note", "move": "Move it", "close": "Close it", "reopen": "Open it again"}
_SAID = {
    "note": "The note is added.",
    "move": "Its date is moved.",
    "close": "It is closed.",
    "reopen": "It is open again.",
}
KINDS, RECORD = "Decisions, requests and challenges", "Record a decision, a request or a challenge"
_EVENTS = {"made": "Made", "note": "Note", "moved": "Moved", "closed": "Closed", "reopened": "Opened again"}


def show_follow_ups(rows: Sequence[FollowUpRow], *, with_meeting: bool = True) -> None:
    """Draw them in the order given, the one named in the address with its forms."""
    actor = current_actor()
    opened = address.read_number("follow_up")
    listed = [row for place, row in enumerate(rows) if place < _MOST or row.id == opened]
    for row in listed:
        with st.container(border=True, gap="xsmall", key=f"follow_up_{row.id}"):
            _show_row(row, with_meeting)
            if row.id == opened:
                _show_history(row)
                _show_tasks(row, actor)
                step("Close these details", f"follow_up_less_{row.id}", follow_up=None)
            else:
                words = "History, note, move or close ›" if tasks_for(row, actor) else "History ›"
                step(words, f"follow_up_more_{row.id}", follow_up=row.id)
    if len(rows) > len(listed):
        st.markdown(f"These are the first {len(listed):,} of {len(rows):,}.")


def overdue_first(rows: Sequence[FollowUpRow]) -> list[FollowUpRow]:
    """Put the longest overdue first, then by date; the closed last."""
    return sorted(
        rows, key=lambda row: (not row.is_open, -row.days_overdue, row.due_date or date.max, row.id)
    )


def due_text(row: FollowUpRow) -> str:
    """Say in plain text when it is due, by how much it is over, or how it was closed."""
    if row.closed_at is not None:
        return f"✓ closed {moment(row.closed_at)} by {row.closed_by}"
    if row.days_overdue:
        return f"! {counted(row.days_overdue, 'day')} overdue, due {short_day(row.due_date)}"
    return f"due {short_day(row.due_date)}" if row.due_date is not None else "no date"


def tasks_for(row: FollowUpRow, actor: Actor) -> tuple[str, ...]:
    """Return what the actor may do with it as it stands."""
    if is_permitted(actor, Permission.DECIDE):
        return ("note", "move", "close") if row.is_open else ("note", "reopen")
    owns = actor.person_id is not None and actor.person_id == row.owner_id
    if is_permitted(actor, Permission.FOLLOW_UP) and (owns or actor.role is not Role.HEAD_OF_SERVICE):
        return ("note",)
    return ()


def may_add(actor: Actor) -> tuple[FollowUpKind, ...]:
    """Return the kinds that the actor may record."""
    decides = (FollowUpKind.DECISION,) if is_permitted(actor, Permission.DECIDE) else ()
    asks = (FollowUpKind.REQUEST, FollowUpKind.CHALLENGE) if is_permitted(actor, Permission.ASK) else ()
    return (*decides, *asks)


def add_form(
    plan_id: int, meeting: MeetingRow | None, areas: Sequence[AreaRow], people: Mapping[int, str]
) -> None:
    """Draw the form for what was decided, asked or challenged; `people` are the plan's, by id."""
    kinds = may_add(current_actor())
    if not kinds:
        return
    form = f"follow_up_add_{meeting.id if meeting else 0}"
    turn = turn_of(form)
    made = min(meeting.held_on, today()) if meeting is not None else today()
    labels: dict[int | None, str] = {None: "No particular area"}
    labels.update((area.id, f"{area.number} {area.short_name}".strip()) for area in areas)
    with st.form(field(form, "form")):
        st.radio(
            "What it is",
            kinds,
            key=field(form, "kind"),
            horizontal=True,
            format_func=lambda each: each.value.capitalize(),
        )
        st.text_area("In the words of the meeting", key=field(form, "words"), height=90)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.selectbox(
                "Owner (choose, or type a name or post)",
                sorted(set(people.values())),
                index=None,
                key=field(form, "owner"),
                accept_new_options=True,
                width=300,
                placeholder="Nobody yet",
            )
            ask_day("Due", field(form, "due"), made + timedelta(days=28), made + timedelta(days=14))
            st.checkbox("No date (decisions only)", key=field(form, "no_date"))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.selectbox(
                "About", list(labels), key=field(form, "area"), format_func=labels.__getitem__, width=300
            )
            st.text_input("Ref of the action, if about one", key=field(form, "ref"), width=240, max_chars=40)
        st.form_submit_button(
            "Record it",
            type="primary",
            key=field(form, "save"),
            on_click=_add,
            args=(form, turn, plan_id, meeting.id if meeting else None, made, dict(people)),
        )


def _show_row(row: FollowUpRow, with_meeting: bool) -> None:
    due = escape(due_text(row))
    owner = escape(row.owner) or "nobody"
    st.markdown(f"**{row.kind.value.capitalize()}** · {f'**{due}**' if row.days_overdue else due} · {owner}")
    st.text(row.words)
    with st.container(horizontal=True, gap="medium"):
        if row.action_id is not None:
            link(Page.ACTION, f"Action {escape(row.action_ref)} ›", id=row.action_id)
        if row.area_id is not None:
            link(Page.AREA, in_lines(row.area), id=row.area_id)
        if with_meeting and row.meeting_id is not None:
            link(Page.MEETING, in_lines(row.meeting), id=row.meeting_id)
    if row.outcome:
        st.text(f"Outcome: {row.outcome}")


def _show_history(row: FollowUpRow) -> None:
    for event in row.events:
        due = f", due {short_day(event.due_date)}" if event.due_date and event.kind != "note" else ""
        said = f"{_EVENTS[event.kind]} by {event.recorded_by}, {moment(event.recorded_at)}{due}"
        st.caption(escape(f"{said}: {event.words}" if event.words else said))


def _show_tasks(row: FollowUpRow, actor: Actor) -> None:
    tasks = tasks_for(row, actor)
    if not tasks:
        return
    task = tasks[0]
    if len(tasks) > 1:
        task = st.radio(
            "What to do",
            tasks,
            format_func=_TASKS.__getitem__,
            key=f"follow_up_{row.id}_task",
            horizontal=True,
        )
    form = f"follow_up_{row.id}_{task}"
    turn = turn_of(form)
    with st.form(field(form, "form")):
        if task == "move":
            ask_day("New date", field(form, "due"), (row.due_date or today()) + timedelta(days=14))
        st.text_area(_ASKS[task], key=field(form, "words"), height=90)
        st.form_submit_button(
            _BUTTONS[task],
            type="primary",
            key=field(form, "save"),
            on_click=_do,
            args=(form, turn, task, row.id),
        )


def _do(form: str, turn: int, task: str, follow_up_id: int) -> None:
    words = typed(field(form, "words"))
    writes: dict[str, Callable[[Session], None]] = {
        "note": lambda session: note_follow_up(session, follow_up_id, words, **by()),
        "move": lambda session: move_follow_up(
            session, follow_up_id, day_in(field(form, "due")), words, **by()
        ),
        "close": lambda session: close_follow_up(session, follow_up_id, words, **by()),
        "reopen": lambda session: reopen_follow_up(session, follow_up_id, words, **by()),
    }
    save_once(form, turn, writes[task], _SAID[task])


def _add(
    form: str, turn: int, plan_id: int, meeting_id: int | None, made: date, people: Mapping[int, str]
) -> None:
    def write(session: Session) -> int:
        owner = typed(field(form, "owner"))
        ids = [person_id for person_id, name in people.items() if name == owner]
        no_date = bool(st.session_state.get(field(form, "no_date")))
        return add_follow_up(
            session,
            plan_id,
            NewFollowUp(
                kind=st.session_state[field(form, "kind")],
                words=typed(field(form, "words")),
                owner=owner,
                due_date=None if no_date else day_in(field(form, "due")),
                made_on=made,
                meeting_id=meeting_id,
                person_id=ids[0] if len(ids) == 1 else None,
                area_id=st.session_state[field(form, "area")],
                action_id=_action_id(plan_id, typed(field(form, "ref"))),
            ),
            **by(),
        )

    save_once(form, turn, write, "It is recorded.")


def _action_id(plan_id: int, ref: str) -> int | None:
    """Find an action by its ref. Raises Refused for a ref that no action, or more than one, has."""
    if not ref:
        return None
    with reading() as session:
        found = [
            row.id for row in list_actions(session, plan_id, today()) if row.ref.casefold() == ref.casefold()
        ]
    if len(found) != 1:
        said = "No action has" if not found else f"{len(found)} actions have"
        raise Refused(f"{said} the ref “{ref[:40]}”.")
    return found[0]
