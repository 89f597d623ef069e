"""A deep dive into one area: its actions whole, the questions its checks suggest, and the challenges made.

Owns: drawing them and the form that turns a question into a challenge. Refuses: the checks and the writes.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial

import streamlit as st

from data_model.board.assurance_checks import CHECKS
from data_model.board.changes.follow_ups import NewFollowUp, add_follow_up
from data_model.board.rows import FollowUpKind, MeetingRow, RaisedCheck
from data_model.plan.action_fields import COMPARED_FIELDS, LONG_TEXTS, UPDATABLE_TEXTS
from data_model.plan.rows import ActionDetail
from data_model.plan.rows_updates import EVIDENCE_NAMES, EvidenceRow
from ui.parts.form_fields import ask_day, day_in, field, save_once, turn_of, typed
from ui.parts.in_pages import show_in_pages
from ui.parts.status_chips import action_chip
from ui.parts.whole_links import link_beside
from ui.plan.action_cards import due_line, people_line
from ui.shell.clock import today
from ui.shell.database import Session
from ui.shell.dates import short_day
from ui.shell.links import link
from ui.shell.pages import Page
from ui.shell.plain_text import escape, shorten
from ui.shell.signature import by

NO_MEETING = "No meeting"
_MEETINGS = 12  # the newest, and what is about to be held
_SOON = timedelta(days=14)
_LINES, _REFS, _ACTIONS = 10, 20, 50  # drawn at once: of a question, of a line, and of the area


def show_questions(checks: Sequence[RaisedCheck]) -> None:
    """Draw the questions that the checks suggest, each with the actions it is about."""
    if not checks:
        st.markdown("No check stands against the ratings of this area; no question is suggested.")
    for check in CHECKS.values():
        raised = [one for one in checks if one.code == check.code]
        if raised:
            with st.container(border=True, gap="small"):
                st.markdown(f"**{escape(check.question)}**")
                st.caption(escape(f"{check.title}: {len(raised):,}"))
                show_in_pages(raised, _LINES, f"panel_{check.code}_page", _show_raised)


def _show_raised(raised: Sequence[RaisedCheck]) -> None:
    for one in raised:
        if one.action_id and not one.gathered:
            link_beside(Page.ACTION, one.ref, one.text, escape(one.because), id=one.action_id)
            continue
        st.markdown(escape(one.because))
        show_in_pages(one.gathered, _REFS, f"panel_{one.code}_{one.area_id}_{one.people[:1]}", _show_refs)


def _show_refs(gathered: Sequence[RaisedCheck]) -> None:
    with st.container(horizontal=True, gap="small"):
        for each in gathered:
            link(Page.ACTION, f"**{escape(each.ref)}** ›", id=each.action_id)


def show_actions(
    actions: Sequence[ActionDetail], evidence: Sequence[EvidenceRow], checks: Sequence[RaisedCheck]
) -> None:
    """Draw every action of the area whole, one folded part each."""
    counts: dict[int, int] = {}
    for one in (part for each in checks for part in each.gathered or (each,)):
        counts[one.action_id] = counts.get(one.action_id, 0) + 1

    def show(some: Sequence[ActionDetail]) -> None:
        for action in some:
            raised = counts.get(action.row.id, 0)
            said = f" · {raised} checks" if raised > 1 else " · 1 check" if raised else ""
            title = f"{action.row.ref} {shorten(action.row.text, 200)}{said}"
            with st.expander(escape(title), key=f"panel_{action.row.id}", on_change="rerun") as box:
                if box.open:
                    _show_action(action, [one for one in evidence if one.action_id == action.row.id])

    show_in_pages(actions, _ACTIONS, "panel_actions_page", show)


def ask_challenge(
    plan_id: int,
    area_id: int,
    actions: Sequence[ActionDetail],
    meetings: Sequence[MeetingRow],
) -> None:
    """Draw the form that makes a challenge to an owner, with a date.

    It is made today, or at the meeting chosen where that was earlier; `meetings` stand newest first.
    """
    form = f"panel_ask_{area_id}"
    turn = turn_of(form)
    by_id = {action.row.id: action for action in actions}
    near = [one for one in meetings if one.held_on <= today() + _SOON][:_MEETINGS]
    held = {one.id: one for one in near}
    owners = _owners(actions)
    with st.form(field(form, "form"), border=True):
        st.text_area("The challenge", key=field(form, "words"), height=90)
        st.selectbox(
            "About",
            [0, *by_id],
            key=field(form, "action"),
            format_func=lambda one: _named(by_id[one]) if one else "The whole area",
        )
        st.selectbox(
            "Who is to answer",
            list(dict.fromkeys(owners.values())),
            index=None,
            key=field(form, "owner"),
            accept_new_options=True,
            placeholder="Choose a name or type one",
        )
        ask_day("By when", field(form, "due"), today() + timedelta(days=31), today() + timedelta(days=14))
        st.selectbox(
            "Made at",
            [0, *held],
            key=field(form, "meeting"),
            format_func=lambda one: _meeting_text(held[one]) if one else NO_MEETING,
        )
        ask = partial(_ask, form, plan_id, area_id, owners, held)
        st.form_submit_button(
            "Make the challenge",
            key=field(form, "save"),
            on_click=save_once,
            args=(form, turn, ask, "The challenge is made."),
        )


def _ask(
    form: str,
    plan_id: int,
    area_id: int,
    owners: Mapping[int, str],
    held: Mapping[int, MeetingRow],
    session: Session,
) -> int:
    owner = typed(field(form, "owner"))
    # Of two people of one name nobody can say which was meant.
    ids = [person for person, name in owners.items() if name == owner]
    meeting = held.get(st.session_state[field(form, "meeting")])
    new = NewFollowUp(
        kind=FollowUpKind.CHALLENGE,
        words=typed(field(form, "words")),
        owner=owner,
        due_date=day_in(field(form, "due")),
        made_on=min(meeting.held_on, today()) if meeting is not None else today(),
        meeting_id=meeting.id if meeting is not None else None,
        person_id=ids[0] if len(ids) == 1 else None,
        area_id=area_id,
        action_id=st.session_state[field(form, "action")] or None,
    )
    return add_follow_up(session, plan_id, new, **by())


def _owners(actions: Sequence[ActionDetail]) -> dict[int, str]:
    named = {
        person.person_id: person.name
        for action in actions
        for person in action.row.people
        if person.person_id is not None
    }
    return dict(sorted(named.items(), key=lambda item: item[1].casefold()))


def _meeting_text(meeting: MeetingRow) -> str:
    return f"{meeting.board}, {short_day(meeting.held_on)}"


def _named(action: ActionDetail) -> str:
    return f"{action.row.ref} {shorten(action.row.text, 80)}"


def _show_action(action: ActionDetail, evidence: Sequence[EvidenceRow]) -> None:
    st.markdown(
        f"{action_chip(action.row)} {escape(due_line(action.row))} · {escape(people_line(action.row))}"
    )
    for words, text in (
        ("Outcome", action.row.outcome),
        *((COMPARED_FIELDS[name], getattr(action, name)) for name in UPDATABLE_TEXTS if name in LONG_TEXTS),
    ):
        if text.strip():
            st.caption(words)
            st.text(text.strip())
    for one in evidence:
        st.markdown(escape(f"{EVIDENCE_NAMES[one.kind]}, {short_day(one.dated)}: {one.finding}"))
    if not evidence:
        st.markdown("No evidence is attached.")
    link(Page.ACTION, "Open the action ›", id=action.row.id)
