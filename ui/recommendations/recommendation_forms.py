"""The forms of recommendations: record one, say how it goes, close it or open it, give it actions.

Owns: their fields, and who is offered which. Refuses: the rules; every write checks who makes it.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import streamlit as st

from data_model.plan.rows import KeyRow
from data_model.plan.statuses import STATUS_NAMES, Status
from data_model.recommendations.changes.recommendations import (
    RecommendationUpdate,
    add_recommendation,
    close_recommendation,
    reopen_recommendation,
    update_recommendation,
)
from data_model.recommendations.recommendation_content import Origin, RecommendationContent
from data_model.recommendations.rows import RecommendationRow
from data_model.shared.permissions import Actor, Permission, Role, is_permitted
from ui.parts.form_fields import field, save_once, turn_of, typed
from ui.parts.status_chips import status_text
from ui.recommendations.action_forms import SplitPeople, link_form, make_form, unlink_form
from ui.recommendations.recommendation_fields import draw_fields, read_fields
from ui.shell.access import current_actor
from ui.shell.clock import today
from ui.shell.database import Session
from ui.shell.signature import by_as_at

_TASKS = {
    "update": "Say how it goes",
    "close": "Close it",
    "reopen": "Open it again",
    "make": "Make an action of it",
    "link": "Link actions",
    "unlink": "Take an action off",
    "about": "Change what is recorded",
}


def tasks_for(row: RecommendationRow, actor: Actor) -> tuple[str, ...]:
    """Return what the actor may do with a recommendation as it stands."""
    if is_permitted(actor, Permission.RECOMMENDATIONS):
        if row.closed:
            return ("reopen", "about", *(("unlink",) if row.actions else ()))
        return ("update", "close", "make", "link", *(("unlink",) if row.actions else ()), "about")
    leads = actor.person_id is not None and actor.person_id == row.lead_person_id
    if actor.role is Role.HEAD_OF_SERVICE and leads and is_permitted(actor, Permission.REPORT_RECOMMENDATION):
        return ("update",)
    return ()


def show_tasks(
    row: RecommendationRow,
    *,
    key: Sequence[KeyRow],
    areas: Mapping[int, str],
    actions: Mapping[int, str],
    people: Sequence[str],
    split_people: SplitPeople,
) -> None:
    """Draw what may be done with a recommendation, and the form for what was chosen.

    `key` is the plan's, `areas` and `actions` name those of the plan by id, `people` its people.
    """
    tasks = tasks_for(row, current_actor())
    if not tasks:
        return
    st.header("What to do", anchor=False)
    task = st.radio(
        "What to do",
        tasks,
        format_func=_TASKS.__getitem__,
        key=f"recommendation_{row.id}_task_{'closed' if row.closed else 'open'}",
        horizontal=True,
        label_visibility="collapsed",
    )
    form = f"recommendation_{row.id}_{task}"
    if task == "update":
        _update_form(form, row, key)
    elif task == "about":
        _about_form(form, row, people)
    elif task in ("close", "reopen"):
        _words_form(form, row, task)
    elif task == "make":
        make_form(form, row, areas, split_people)
    elif task == "link":
        held = {one.id for one in row.actions}
        link_form(form, row, {i: words for i, words in actions.items() if i not in held})
    else:
        unlink_form(form, row)


def add_form(plan_id: int, people: Sequence[str]) -> None:
    """Draw the form that records a recommendation."""
    form, turn = "recommendation_add", turn_of("recommendation_add")
    with st.form(field(form, "form")):
        draw_fields(form, RecommendationContent(Origin.SCRUTINY, ""), people)
        st.form_submit_button(
            "Record it",
            type="primary",
            key=field(form, "save"),
            on_click=lambda: save_once(
                form,
                turn,
                lambda session: add_recommendation(session, plan_id, read_fields(form), **by_as_at(today())),
                "The recommendation is recorded.",
            ),
        )


def _rating_choices(row: RecommendationRow, key: Sequence[KeyRow]) -> dict[tuple[Status, str], str]:
    """Return the ratings to choose from: as it stands, then the plan's words, or every status without."""
    choices = {(row.status, row.status_label): status_text(row.status, row.status_label)}
    for one in key:
        if one.label:
            choices.setdefault((one.status, one.label), status_text(one.status, one.label))
    if not any(one.label for one in key):
        for status in Status:
            choices.setdefault((status, ""), STATUS_NAMES[status])
    return choices


def _day_of_write(row: RecommendationRow) -> date:
    """Return the day of which a statement made now is true: today, or the newest one's if later."""
    return max(today(), row.as_at)


def _update_form(form: str, row: RecommendationRow, key: Sequence[KeyRow]) -> None:
    choices, turn = _rating_choices(row, key), turn_of(form)
    with st.form(field(form, "form")):
        st.text_area("Action taken", value=row.action_taken, key=field(form, "action_taken"), height=160)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.selectbox(
                "Status", list(choices), format_func=choices.__getitem__, key=field(form, "status"), width=280
            )
            st.text_input(
                "Next review", value=row.due_text, key=field(form, "due_text"), width=200, max_chars=100
            )
        if row.actions:
            st.caption("Its actions say how it stands; this rating is kept beside them.")

        def write(session: Session) -> bool:
            status, label = st.session_state[field(form, "status")]
            update = RecommendationUpdate(
                action_taken=typed(field(form, "action_taken")),
                status=status,
                status_label=label,
                due_text=typed(field(form, "due_text")),
            )
            return update_recommendation(session, row.id, row.version, update, **by_as_at(_day_of_write(row)))

        _save_button("Save", form, turn, write)


def _about_form(form: str, row: RecommendationRow, people: Sequence[str]) -> None:
    turn = turn_of(form)
    with st.form(field(form, "form")):
        draw_fields(form, row, people)

        def write(session: Session) -> bool:
            said = read_fields(form)
            update = RecommendationUpdate(
                ref=said.ref or row.ref,
                origin=said.origin,
                source=said.source,
                made_text=said.made_text,
                words=said.words,
                response=said.response,
                response_words=said.response_words,
                responded_text=said.responded_text,
                lead_officer=said.lead_officer,
                executive_member=said.executive_member,
                due_text=said.due_text,
                other=said.other,
            )
            return update_recommendation(session, row.id, row.version, update, **by_as_at(_day_of_write(row)))

        _save_button("Save", form, turn, write)


def _save_button(label: str, form: str, turn: int, write: Callable[[Session], bool]) -> None:
    st.form_submit_button(
        label,
        type="primary",
        key=field(form, "save"),
        on_click=lambda: save_once(
            form, turn, write, lambda saved: "It is saved." if saved else "Nothing was different."
        ),
    )


def _words_form(form: str, row: RecommendationRow, task: str) -> None:
    turn = turn_of(form)
    write = close_recommendation if task == "close" else reopen_recommendation
    with st.form(field(form, "form")):
        st.text_area(
            "What came of it" if task == "close" else "Why it is opened again",
            key=field(form, "words"),
            height=90,
        )
        st.form_submit_button(
            _TASKS[task],
            type="primary",
            key=field(form, "save"),
            on_click=lambda: save_once(
                form,
                turn,
                lambda session: write(
                    session,
                    row.id,
                    row.version,
                    typed(field(form, "words")),
                    **by_as_at(_day_of_write(row)),
                ),
                "It is closed." if task == "close" else "It is open again.",
            ),
        )
