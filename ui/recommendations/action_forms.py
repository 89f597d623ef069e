"""The forms that give a recommendation actions of the plan, or take one off.

Owns: their fields. Refuses: the rules; every write checks who makes it.
"""

from collections.abc import Callable, Mapping

import streamlit as st

from data_model.plan.action_content import NamedPerson
from data_model.plan.changes.plan_edits import NewAction
from data_model.recommendations.changes.actions_of_recommendations import (
    link_recommendation,
    make_action,
    unlink_recommendation,
)
from data_model.recommendations.rows import RecommendationRow
from ui.parts.form_fields import field, save_once, turn_of, typed
from ui.shell.clock import today
from ui.shell.database import Session
from ui.shell.plain_text import shorten
from ui.shell.signature import by, by_as_at

SplitPeople = Callable[[str], tuple[NamedPerson, ...]]


def make_form(form: str, row: RecommendationRow, areas: Mapping[int, str], split_people: SplitPeople) -> None:
    """Draw the form that makes an action of a recommendation; `areas` are named by id."""
    turn = turn_of(form)
    with st.form(field(form, "form")):
        st.text_area("Action", value=row.words, key=field(form, "text"), height=110)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.selectbox(
                "Area", list(areas), format_func=areas.__getitem__, key=field(form, "area"), width=320
            )
            st.text_input("Responsible", value=row.lead_officer, key=field(form, "responsible"), width=320)
            st.text_input("Due date", key=field(form, "due"), width=170, placeholder="1 April 2026")

        def write(session: Session) -> int:
            responsible = typed(field(form, "responsible"))
            new = NewAction(
                st.session_state[field(form, "area")],
                typed(field(form, "text")),
                people=split_people(responsible),
                responsible=responsible,
                due_text=typed(field(form, "due")),
            )
            return make_action(session, row.id, new, **by_as_at(today()))

        st.form_submit_button(
            "Make the action",
            type="primary",
            key=field(form, "save"),
            on_click=lambda: save_once(form, turn, write, "The action is made and carries this out."),
        )


def link_form(form: str, row: RecommendationRow, actions: Mapping[int, str]) -> None:
    """Draw the form that links actions of the plan; `actions` are named by id."""
    turn = turn_of(form)
    with st.form(field(form, "form")):
        st.multiselect(
            "Actions of the plan that carry it out",
            list(actions),
            format_func=actions.__getitem__,
            key=field(form, "actions"),
            placeholder="Type a ref or a word",
        )
        st.form_submit_button(
            "Link them",
            type="primary",
            key=field(form, "save"),
            on_click=lambda: save_once(
                form,
                turn,
                lambda session: link_recommendation(
                    session, row.id, st.session_state[field(form, "actions")], **by()
                ),
                "They are linked.",
            ),
        )


def unlink_form(form: str, row: RecommendationRow) -> None:
    """Draw the form that takes an action off."""
    turn = turn_of(form)
    named = {one.id: f"{one.ref} {shorten(one.text, 70)}" for one in row.actions}
    with st.form(field(form, "form")):
        st.selectbox("Action", list(named), format_func=named.__getitem__, key=field(form, "action"))
        st.form_submit_button(
            "Take it off",
            key=field(form, "save"),
            on_click=lambda: save_once(
                form,
                turn,
                lambda session: unlink_recommendation(
                    session, row.id, st.session_state[field(form, "action")], **by()
                ),
                "The action no longer carries it out; the action itself stays.",
            ),
        )
