"""People who share a name across plans: joined where somebody knows that they are one, and kept apart again.

Owns: the lists, the two forms, and the history of both. Refuses: the rules, and proposing an answer.
"""

from collections.abc import Sequence

import streamlit as st

from data_model.people.changes.joining import join_people, part_person
from data_model.people.queries.joinings import list_in_several_plans, list_joinings, list_namesakes
from data_model.plan.rows_people import JoiningKind, JoiningRow, Namesake
from data_model.shared.sentence_text import counted
from ui.parts.saving import save
from ui.shell.access import current_actor
from ui.shell.clock import now
from ui.shell.database import reading
from ui.shell.dates import moment
from ui.shell.plain_text import escape

_DID = {JoiningKind.JOINED: "joined, from the plan", JoiningKind.PARTED: "kept apart, in the plan"}


def show_namesakes() -> None:
    """Draw who shares a name, with a form to join two, and whom several plans mean; nothing without any."""
    with reading() as session:
        shared, several = list_namesakes(session), list_in_several_plans(session)
        history = list_joinings(session)
    if shared:
        st.header(f"May be the same person · {counted(len(shared), 'name')}", anchor=False)
        st.markdown(
            "A name that two plans have is two people until you join them: each has their own actions, "
            "reminders and hand-over. Joining moves everything of one, history too, to the other. It can be "
            "taken back."
        )
        for people_of_name in shared:
            _show_shared(people_of_name)
    if several:
        with st.expander(f"In several plans as one person · {len(several):,}", key="namesakes_several"):
            for one in several:
                _show_joined(one)
    if history:
        with st.expander("Who was joined or kept apart", key="namesakes_history"):
            for row in history:
                st.markdown(escape(_history_line(row)))


def _show_shared(people: Sequence[Namesake]) -> None:
    key = f"join_{people[0].person_id}_{len(people)}"
    labels = {one.person_id: f"{one.name} in {_plans(one)}" for one in people}
    plans = [plan_id for one in people for plan_id, _ in one.plans]
    with st.container(border=True, gap="small"):
        for one in people:
            st.markdown(escape(_about(one)))
        if len(set(plans)) < len(plans):
            st.markdown(
                "One plan knows them by two spellings. Once they are joined, nobody can tell any more of "
                "which of the two it spoke: that can't be taken back."
            )
        with st.form(f"{key}_form", border=False):
            with st.container(horizontal=True, vertical_alignment="bottom"):
                st.selectbox(
                    "Who joins",
                    list(labels),
                    index=1,
                    format_func=labels.__getitem__,
                    key=f"{key}_other",
                    width=340,
                )
                st.selectbox(
                    "the same person as",
                    list(labels),
                    format_func=labels.__getitem__,
                    key=f"{key}_keep",
                    width=340,
                )
            st.text_input("How you know", key=f"{key}_reason", max_chars=300)
            st.form_submit_button("Join them", key=f"{key}_submit", on_click=_join, args=(key,))


def _show_joined(one: Namesake) -> None:
    key = f"part_{one.person_id}_{len(one.plans)}"
    plans = dict(one.plans)
    st.markdown(escape(_about(one)))
    with st.form(f"{key}_form", border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.selectbox(
                "Somebody else in the plan",
                list(plans),
                index=None,
                format_func=plans.__getitem__,
                key=f"{key}_plan",
                placeholder="Choose a plan",
                width=340,
            )
            st.text_input("How you know", key=f"{key}_reason", max_chars=300, width=340)
        st.form_submit_button(
            "Keep them apart", key=f"{key}_submit", on_click=_part, args=(key, one.person_id, one.name)
        )


def _about(one: Namesake) -> str:
    signs_in = f"signs in as {', '.join(one.signs_in)}" if one.signs_in else ""
    return " · ".join(
        filter(None, (f"{one.name} in {_plans(one)}", "; ".join(one.posts), one.email, signs_in))
    )


def _plans(one: Namesake) -> str:
    return ", ".join(f"“{name}”" for _, name in one.plans)


def _history_line(row: JoiningRow) -> str:
    lost = f" Not kept: {row.dropped}." if row.dropped else ""
    return (
        f"{row.name}: {_DID[row.kind]} “{row.plans}”, {moment(row.recorded_at)} by {row.recorded_by}. "
        f"{row.reason.rstrip('.')}.{lost}"
    )


def _join(key: str) -> None:
    keep, other = (int(st.session_state[f"{key}_{which}"]) for which in ("keep", "other"))
    reason = str(st.session_state[f"{key}_reason"])
    save(
        lambda session: join_people(session, keep, other, reason, actor=current_actor(), recorded_at=now()),
        "The two are one person now.",
    )


def _part(key: str, person_id: int, name: str) -> None:
    plan_id, reason = st.session_state[f"{key}_plan"], str(st.session_state[f"{key}_reason"])
    save(
        lambda session: part_person(
            session, plan_id or 0, person_id, reason, actor=current_actor(), recorded_at=now()
        ),
        f"{name} is somebody else in that plan now.",
    )
