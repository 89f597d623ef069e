"""Actions that await sign-off: what is claimed, what shows it, and the decision in place.

Owns: one card for each, and handing the decision to its write with the version the card was drawn from.
Refuses: the rules of a sign-off.
"""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from data_model.plan.changes.sign_off import send_back, sign_off
from data_model.plan.rows_updates import AwaitingRow, EvidenceRow
from data_model.plan.statuses import STATUS_NAMES, Status
from ui.parts.saving import save
from ui.parts.status_chips import action_chip
from ui.plan.action_cards import due_line, people_line, show_action_link
from ui.plan.evidence_view import show_evidence
from ui.shell.dates import short_day
from ui.shell.plain_text import escape
from ui.shell.signature import by_as_at

_DONE = (Status.COMPLETE, Status.EMBEDDED)


def show_awaiting(one: AwaitingRow, evidence: Sequence[EvidenceRow], as_at: date) -> None:
    """Draw one proposal with its evidence, and the form that decides about it."""
    row = one.row
    with st.container(border=True):
        state = " · ".join((action_chip(row), due_line(row), people_line(row)))
        show_action_link(row.id, row.ref, row.text, state)
        said = f"Proposed by {one.said_by} as at {short_day(one.said_on)}. {one.reason}"
        st.markdown(escape(said.strip()))
        st.header(f"What {escape(row.ref)} achieved", anchor=False)
        st.text(one.impact.strip() or "No impact is stated.")
        st.header(f"Evidence for {escape(row.ref)}", anchor=False)
        if all(each.is_withdrawn for each in evidence):
            st.markdown("None is left: it was withdrawn. Send it back, or ask for evidence.")
        show_evidence(evidence, page=f"awaiting_{row.id}", may_change=False)
        _decide(one, as_at)


def _decide(one: AwaitingRow, as_at: date) -> None:
    row = one.row
    with st.form(f"awaiting_form_{row.id}", border=False):
        statuses = list(_DONE)
        st.selectbox(
            f"Sign {escape(row.ref)} off as",
            statuses,
            format_func=STATUS_NAMES.__getitem__,
            index=statuses.index(Status.EMBEDDED if row.status is Status.COMPLETE else Status.COMPLETE),
            key=f"awaiting_as_{row.id}",
            width=240,
        )
        st.text_area(
            f"Comment on {escape(row.ref)} (asked for where it is sent back)",
            key=f"awaiting_comment_{row.id}",
        )
        opened = (row.id, one.version, row.ref, as_at)
        with st.container(horizontal=True):
            st.form_submit_button(
                f"Sign off {escape(row.ref)}",
                type="primary",
                on_click=_sign_off,
                args=opened,
                key=f"awaiting_sign_{row.id}",
            )
            st.form_submit_button(
                f"Send {escape(row.ref)} back",
                on_click=_send_back,
                args=opened,
                key=f"awaiting_back_{row.id}",
            )


def _sign_off(action_id: int, version: int, ref: str, as_at: date) -> None:
    status = Status(st.session_state[f"awaiting_as_{action_id}"])
    comment = _comment(action_id)
    save(
        lambda session: sign_off(
            session, action_id, base_version=version, status=status, reason=comment, **by_as_at(as_at)
        ),
        lambda _version: f"{ref} is signed off as {STATUS_NAMES[status].lower()}.",
        {action_id: version},
    )


def _send_back(action_id: int, version: int, ref: str, as_at: date) -> None:
    comment = _comment(action_id)
    save(
        lambda session: send_back(session, action_id, comment, base_version=version, **by_as_at(as_at)),
        lambda _version: f"{ref} is sent back; its owner sees the comment.",
        {action_id: version},
    )


def _comment(action_id: int) -> str:
    return str(st.session_state.get(f"awaiting_comment_{action_id}") or "").strip()
