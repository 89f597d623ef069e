"""Signing off a proposal or sending it back, and setting an action back to an earlier statement.

Owns: the programme office's buttons on one action. Refuses: who may; the writes check that.
"""

from datetime import date

import streamlit as st

from data_model.plan.action_content import Through
from data_model.plan.changes.sign_off import send_back, sign_off
from data_model.plan.changes.undo import undo
from data_model.plan.rows import ActionDetail, ActionVersionRow
from data_model.plan.rows_updates import EvidenceRow
from data_model.plan.update_rules import DONE
from ui.parts.saving import save
from ui.plan.rating_choice import RatingChoice, find_choice
from ui.shell.dates import short_day
from ui.shell.plain_text import escape
from ui.shell.signature import by_as_at


def show_awaiting(
    detail: ActionDetail,
    evidence: list[EvidenceRow],
    choices: tuple[RatingChoice, ...],
    as_at: date,
    *,
    may_decide: bool,
) -> None:
    """Draw who proposed the action as complete and, for the programme office, the two decisions."""
    proposal = next((line for line in detail.history if line.through == Through.UPDATE), detail.history[0])
    in_force = sum(not one.is_withdrawn for one in evidence)
    said = f"Proposed by {proposal.recorded_by} as at {short_day(proposal.as_at)}, with "
    said += "1 piece of evidence." if in_force == 1 else f"{in_force:,} pieces of evidence."
    with st.container(border=True, key="awaiting"):
        st.markdown("**Complete, awaiting sign-off**")
        st.markdown(escape(f"{said} {proposal.reason}".strip()))
        if not may_decide:
            st.markdown("The programme office signs it off or sends it back.")
            return
        done = {choice.code: choice for choice in choices if choice.status in DONE}
        as_key = f"sign_off_as_{detail.row.id}"  # of this action: the page goes from one to the next
        if len(done) > 1:
            st.radio(
                "Sign it off as",
                list(done),
                key=as_key,
                horizontal=True,
                format_func=lambda code: done[code].shown,
            )
        code = st.session_state.get(as_key) if len(done) > 1 else next(iter(done), None)
        arguments = (detail.row.id, detail.row.ref, detail.version, as_at)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.button(
                "Sign off",
                key="sign_off",
                type="primary",
                on_click=_sign_off,
                args=(*arguments, find_choice(choices, code)),
            )
            with st.popover("Send back with a comment"):
                st.text_area("Why it is not signed off", key=f"send_back_words_{detail.row.id}", height=90)
                st.button("Send back", key="send_back", on_click=_send_back, args=arguments)


def show_undo(line: ActionVersionRow, detail: ActionDetail, as_at: date) -> None:
    """Draw the way to set the action back to an earlier statement, which is a change of its own."""
    key = f"undo_{detail.row.id}_{line.version}"
    with st.popover(f"Set back to this statement of {short_day(line.as_at)}", key=f"{key}_open"):
        st.markdown("The action will be as it was here. Nothing is erased: this is a new change.")
        st.text_input("Why", key=key)
        st.button(
            "Set back",
            key=f"{key}_do",
            on_click=_undo,
            args=(detail.row.id, detail.row.ref, detail.version, as_at, line.version, key),
        )


def _sign_off(action_id: int, ref: str, version: int, as_at: date, choice: RatingChoice | None) -> None:
    label = choice.label if choice is not None and choice.is_own else None
    status = choice.status if choice is not None else None
    save(
        lambda session: sign_off(
            session, action_id, base_version=version, rag_label=label, status=status, **by_as_at(as_at)
        ),
        lambda _version: f"{ref} is signed off as at {short_day(as_at)}.",
        {action_id: version},
    )


def _send_back(action_id: int, ref: str, version: int, as_at: date) -> None:
    words = str(st.session_state.get(f"send_back_words_{action_id}") or "")
    save(
        lambda session: send_back(session, action_id, words, base_version=version, **by_as_at(as_at)),
        lambda _version: f"{ref} is sent back; its owner sees the comment.",
        {action_id: version},
    )


def _undo(action_id: int, ref: str, version: int, as_at: date, to_version: int, key: str) -> None:
    why = str(st.session_state.get(key) or "")
    save(
        lambda session: undo(session, action_id, to_version, why, base_version=version, **by_as_at(as_at)),
        lambda _version: f"{ref} is set back. The history says so.",
        {action_id: version},
    )
