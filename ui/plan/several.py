"""Setting one thing of several chosen actions of a list at once.

Owns: choosing rows, what is to be set, and which rows stood in the way. Refuses: the rules; the write has
them.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from data_model.plan.action_content import NamedPerson
from data_model.plan.changes.several import set_for_several
from data_model.plan.rows import ActionRow
from data_model.plan.statuses import Status
from data_model.plan.update_rules import ActionUpdate
from data_model.shared.permissions import NotPermitted, Permission, is_permitted
from data_model.shared.refusals import NoSuchAction, Refused, RefusedRow, RowsRefused
from data_model.shared.sentence_text import counted
from ui.parts.notices import leave_done, leave_refused
from ui.parts.status_chips import status_text
from ui.plan.in_place import InPlace
from ui.plan.rating_choice import find_choice, list_choices
from ui.shell.access import current_actor
from ui.shell.clock import now
from ui.shell.database import writing
from ui.shell.dates import short_day
from ui.shell.links import link
from ui.shell.pages import Page
from ui.shell.plain_text import escape

_REFUSED = "several_refused"
_RATING, _DATE, _PEOPLE = "Rating", "Revised due date", "Responsible"

ReadPeople = Callable[[str], tuple[NamedPerson, ...]]


def may_set_several() -> bool:
    """Say whether whoever is here may set several actions at once."""
    return is_permitted(current_actor(), Permission.EDIT_PLAN)


def choose_row(row: ActionRow) -> None:
    """Draw the box that chooses an action of the list."""
    st.checkbox(f"Choose {escape(row.ref)}", key=_box(row.id))


def show_several(
    rows: Sequence[ActionRow], desk: InPlace, read_people: ReadPeople, understood: Callable[[str], str]
) -> None:
    """Draw how many of these rows are chosen and what is to be set of them.

    `read_people` reads words for who is responsible, `understood` says as what.
    """
    chosen = [row for row in rows if st.session_state.get(_box(row.id)) and row.id in desk.versions]
    ids = tuple(row.id for row in rows)
    with st.container(border=True, key="several"):
        with st.container(horizontal=True, vertical_alignment="center", key="several_choice"):
            st.markdown(f"**{counted(len(chosen), 'action')} chosen**", width="content")
            st.button(
                f"Choose all {len(rows):,} shown", key="several_all", on_click=_choose, args=(ids, True)
            )
            st.button(
                "Choose none",
                key="several_none",
                type="tertiary",
                on_click=_choose,
                args=(ids, False),
                disabled=not chosen,
            )
        with st.container(horizontal=True, vertical_alignment="bottom", key="several_what"):
            what = st.selectbox("Set", [_RATING, _DATE, _PEOPLE], key="several_set", width=180)
            _ask(what, desk)
            st.text_input("Why (asked for where a due date moves)", key="several_reason", width="stretch")
            st.button(
                f"Save for {len(chosen):,}",
                key="several_save",
                type="primary",
                on_click=_save,
                args=({row.id: desk.versions[row.id] for row in chosen}, what, desk, read_people),
                disabled=not chosen,
            )
        with st.container():
            if what == _PEOPLE and (words := _words("several_people")):
                st.markdown(f"Read as {escape(understood(words))}")
        _show_refused()


def _ask(what: str, desk: InPlace) -> None:
    if what == _RATING:
        choices = {choice.code: choice for choice in list_choices(desk.key, Status.NOT_RATED, "")}
        st.selectbox(
            "Rating",
            list(choices),
            index=None,
            format_func=lambda code: status_text(choices[code].status, choices[code].label),
            key="several_rating",
            placeholder="Choose a rating",
            width=220,
        )
    elif what == _DATE:
        st.text_input("Revised due date", key="several_date", placeholder="30 Sep 2026", width=220)
    else:
        st.text_input(
            "Responsible", key="several_people", placeholder="Name, post / Name, post", width="stretch"
        )


def _save(opened_on: Mapping[int, int], what: str, desk: InPlace, read_people: ReadPeople) -> None:
    reason, people = _words("several_reason") or None, None
    update = ActionUpdate(reason=reason)
    if what == _RATING:
        chosen = find_choice(list_choices(desk.key, Status.NOT_RATED, ""), _words("several_rating"))
        if chosen is not None:
            label = chosen.label if chosen.is_own else None
            update = ActionUpdate(rag_label=label, status=chosen.status, reason=reason)
    elif what == _DATE:
        update = ActionUpdate(revised_due_text=_words("several_date") or None, reason=reason)
    elif words := _words("several_people"):
        people = read_people(words)
        if not people:
            leave_refused(f"Nothing was saved. Nobody is read in “{words[:80]}”.")
            return
    about: dict[str, Any] = {"as_at": desk.as_at, "actor": current_actor(), "recorded_at": now()}
    try:
        with writing() as session:
            set_for_several(session, opened_on, update, people=people, **about)
    except RowsRefused as refusal:
        st.session_state[_REFUSED] = (refusal.rows, len(opened_on))
    except (Refused, NotPermitted, NoSuchAction) as refusal:
        leave_refused(f"Nothing was saved. {refusal}")
    else:
        leave_done(f"{counted(len(opened_on), 'action')} saved as at {short_day(desk.as_at)}.")
        _choose(tuple(opened_on), False)
        for name in ("several_reason", "several_date", "several_people"):
            st.session_state.pop(name, None)


def _show_refused() -> None:
    with st.container(key="several_refused"):
        rows, chosen = st.session_state.pop(_REFUSED, ((), 0))
        if not rows:
            return
        stand = "stands" if len(rows) == 1 else "stand"
        st.error(f"Nothing was saved: {len(rows):,} of {counted(chosen, 'row')} {stand} in the way.")
        for row in rows:
            _show_refused_row(row)


def _show_refused_row(row: RefusedRow) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        link(Page.UPDATE, f"{escape(row.name)} ›", id=row.id)
        st.markdown(escape(row.sentence))


def _choose(ids: Sequence[int], is_chosen: bool) -> None:
    for number in ids:
        st.session_state[_box(number)] = is_chosen


def _words(key: str) -> str:
    return str(st.session_state.get(key) or "").strip()


def _box(action_id: int) -> str:
    return f"several_{action_id}_chosen"
