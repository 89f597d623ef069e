"""Forms about what may have moved a measure: the actions linked to it and its milestones.

Owns: their fields, each handed to one write. Refuses: the rules; an action's own completion is told by its
history and is no milestone to be typed.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from data_model.measures.changes.measure_targets import link_actions
from data_model.measures.changes.milestones import add_milestone, withdraw_milestone
from data_model.measures.queries.measure_links import list_linked_actions
from data_model.measures.rows import LinkedActionRow, MeasureRow, MilestoneKind, MilestoneRow
from data_model.plan.statuses import Status
from data_model.shared.refusals import Refused
from ui.parts.form_fields import ask_day, day_in, field, save_once, turn_of, typed
from ui.parts.offered import offered
from ui.parts.saving import save
from ui.parts.status_chips import chip
from ui.parts.whole_links import in_lines
from ui.plan.action_cards import show_action_link
from ui.shell import address
from ui.shell.database import Session
from ui.shell.dates import short_day
from ui.shell.links import link
from ui.shell.pages import Page
from ui.shell.plain_text import escape, shorten
from ui.shell.signature import by

KINDS = tuple(kind for kind in MilestoneKind if kind is not MilestoneKind.ACTION_COMPLETED)
_MILESTONES = "measure_milestones"


def show_linked(plan_id: int, row: MeasureRow, linked: Sequence[LinkedActionRow], as_at: date) -> None:
    """Draw the actions meant to move a measure, each with the way to unlink it."""
    if not linked:
        st.markdown("No action is linked to this measure yet.")
    for one in linked:
        with st.container(border=True, gap=None):
            done = f" · completed {short_day(one.completed_on)}" if one.completed_on else ""
            state = f"{chip(Status(one.status), one.rag_label)}{done}"
            show_action_link(one.id, one.ref, one.text, state)
            st.button(
                f"Unlink {escape(shorten(one.ref, 20))}".strip(),
                key=f"measure_unlink_{one.id}",
                type="tertiary",
                on_click=_change_links,
                args=("", 0, plan_id, row, as_at, one.id, False),
                help=escape(shorten(one.text, 60)),
            )


def link_form(
    plan_id: int, row: MeasureRow, actions: Mapping[int, str], linked: Sequence[LinkedActionRow], as_at: date
) -> None:
    """Draw a list to find one more action in; `actions` are the plan's by id, in words."""
    held = {one.id for one in linked}
    form = f"measure_link_{row.id}"
    free = {each: said for each, said in actions.items() if each not in held}
    found = offered(free, "actions", f"{form}_find")
    with st.form(field(form, "form")):
        st.selectbox(
            "Action that is meant to move it",
            list(found),
            index=None,
            key=field(form, "action"),
            format_func=found.__getitem__,
            placeholder="Type a ref or a word",
            filter_mode="contains",
        )
        st.form_submit_button(
            "Link this action",
            type="primary",
            key=field(form, "save"),
            on_click=_link,
            args=(form, turn_of(form), plan_id, row, as_at),
        )


def milestone_form(plan_id: int, row: MeasureRow, actions: Mapping[int, str], as_at: date) -> None:
    """Draw the form for something that happened and may have moved the measure."""
    form = f"milestone_{row.id}"
    turn = turn_of(form)
    found = offered(actions, "actions", f"{form}_find")
    with st.form(field(form, "form")):
        ask_day("Day it happened", field(form, "dated"), as_at)
        st.selectbox(
            "Kind", KINDS, format_func=lambda each: str(each.value).capitalize(), key=field(form, "kind")
        )
        st.text_input("What happened", key=field(form, "words"), placeholder="Two managers started")
        st.selectbox(
            "Action it belongs to, if any",
            [None, *found],
            key=field(form, "action"),
            format_func=lambda each: "None" if each is None else found[each],
            filter_mode="contains",
        )
        st.form_submit_button(
            "Add this milestone",
            type="primary",
            key=field(form, "save"),
            on_click=_add,
            args=(form, turn, plan_id, row),
        )


def show_milestones(rows: Sequence[MilestoneRow]) -> None:
    """Draw what happened, newest first; what was typed can be withdrawn."""
    st.header("Milestones", anchor=False)
    if not rows:
        st.markdown("No milestone is recorded, and no linked action is complete.")
    for number, one in enumerate(sorted(rows, key=lambda each: each.dated, reverse=True)):
        with st.container(border=True, gap=None, key=f"milestone_row_{number}"):
            st.markdown(f"**{short_day(one.dated)}** · {escape(one.kind)}")
            if one.action_id is not None and one.id is None:
                link(Page.ACTION, in_lines(one.words), id=one.action_id)
            else:
                st.text(one.words)
            if one.id is not None:
                st.caption(escape(f"By {one.recorded_by}"))
                st.button(
                    "Withdraw",
                    key=f"milestone_withdraw_{one.id}",
                    type="tertiary",
                    on_click=_withdraw,
                    args=(one,),
                    help=escape(shorten(one.words, 60)),
                )


def _link(form: str, turn: int, plan_id: int, row: MeasureRow, as_at: date) -> None:
    _change_links(form, turn, plan_id, row, as_at, st.session_state.get(f"{form}_{turn}_action"), True)


def _change_links(
    form: str, turn: int, plan_id: int, row: MeasureRow, as_at: date, action_id: int | None, adds: bool
) -> None:
    def write(session: Session) -> None:
        if action_id is None:
            raise Refused("Choose an action.")
        # As they are now, so that what somebody else linked meanwhile stays.
        held = {one.id for one in list_linked_actions(session, plan_id, row.id, as_at)}
        wanted = held | {action_id} if adds else held - {action_id}
        link_actions(session, row.id, sorted(wanted), **by())

    if adds:
        save_once(form, turn, write, "The action is linked.")
    else:
        save(write, "The action is no longer linked.")


def _add(form: str, turn: int, plan_id: int, row: MeasureRow) -> None:
    key = f"{form}_{turn}_{{}}".format
    save_once(
        form,
        turn,
        lambda session: add_milestone(
            session,
            plan_id,
            day_in(key("dated")),
            MilestoneKind(st.session_state[key("kind")]),
            typed(key("words")),
            measure_id=row.id,
            action_id=st.session_state.get(key("action")),
            **by(),
        ),
        "The milestone is added.",
    )


def _withdraw(one: MilestoneRow) -> None:
    if one.id is None:
        return
    number = one.id
    save(lambda session: withdraw_milestone(session, number, **by()), "The milestone is withdrawn.")


def choose_milestones() -> bool:
    """Draw the choice whether milestones stand in the chart, kept in the address, and return it."""
    st.session_state[_MILESTONES] = address.read("milestones") == "1"
    return st.toggle("Milestones from the plan", key=_MILESTONES, on_change=_milestones_switched)


def _milestones_switched() -> None:
    address.write(milestones="1" if st.session_state[_MILESTONES] else None)
