"""Filters saved under a name: choosing one in one press, saving, renaming and removing them.

Owns: those widgets. Refuses: what a filter means; choosing one puts what was saved into the address.
"""

from collections.abc import Sequence
from functools import partial
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from data_model.readers.changes.saved_filters import (
    LONGEST_NAME,
    remove_filter,
    rename_filter,
    save_filter,
)
from data_model.readers.queries.saved_filters import list_filter_history, list_saved_filters
from data_model.readers.rows import FilterPage, SavedFilterEvent, SavedFilterRow
from data_model.shared.permissions import Permission, is_permitted
from ui.parts.form_fields import field, save_once, turn_of, typed
from ui.parts.saving import save
from ui.shell import address
from ui.shell.access import current_actor
from ui.shell.clock import now
from ui.shell.database import Session, reading
from ui.shell.dates import moment
from ui.shell.plain_text import escape

# What of an address a saved filter is; whose list it is, and which page of it, are none of it.
_SAVED = tuple(name for name in address.LIST if name != "page")


def show_saved_filters(plan_id: int, page: FilterPage, leave_out: Sequence[str] = ()) -> None:
    """Draw a button for each saved filter, and what saves the one chosen now.

    `leave_out` names parts of the address that mean something else on this page. What became of a press waits
    for `show_outcome`.
    """
    actor = current_actor()
    with reading() as session:
        saved = list_saved_filters(session, plan_id, page, actor.reader)
    names = [name for name in _SAVED if name not in leave_out]
    here = {name: address.read(name) for name in names if address.read(name)}
    may_save = is_permitted(actor, Permission.SAVE_FILTER)
    with st.container(horizontal=True, key=f"{page.value}_saved", vertical_alignment="center", gap="small"):
        for each in saved:
            is_chosen = dict(parse_qsl(each.asked)) == here
            st.button(
                escape(each.name),
                key=f"{page.value}_saved_{each.identity}",
                type="primary" if is_chosen else "secondary",
                help=f"Saved by {escape(each.saved_by)}{' for everybody' if each.is_for_everybody else ''}",
                on_click=_choose,
                args=(each.asked, names),
            )
        if may_save:
            with st.popover("Save this filter" if here else "Saved filters", key=f"{page.value}_save"):
                if here:
                    _ask_name(plan_id, page, urlencode(here))
                else:
                    st.markdown("Choose a filter below, then save it here under a name.")
                mine = [each for each in saved if _may_change(each)]
                if mine:
                    _look_after(page, mine)


def _choose(asked: str, names: Sequence[str]) -> None:
    address.write(**{**dict.fromkeys([*names, "page"]), **dict(parse_qsl(asked))})


def _ask_name(plan_id: int, page: FilterPage, asked: str) -> None:
    form = f"{page.value}_filter"
    st.text_input("Name", key=field(form, "name"), max_chars=LONGEST_NAME, placeholder="Red and overdue")
    if is_permitted(current_actor(), Permission.SHARE_FILTER):
        st.checkbox("For everybody", key=field(form, "everybody"))
    arguments = (plan_id, page, asked, turn_of(form))
    st.button("Save", key=field(form, "save"), type="primary", on_click=_save, args=arguments)


def _save(plan_id: int, page: FilterPage, asked: str, turn: int) -> None:
    form = f"{page.value}_filter"
    name = typed(field(form, "name"))
    for_everybody = bool(st.session_state.get(field(form, "everybody")))

    def write(session: Session) -> str:
        return save_filter(
            session,
            plan_id,
            page,
            name,
            asked,
            for_everybody=for_everybody,
            actor=current_actor(),
            recorded_at=now(),
        )

    save_once(form, turn, write, f"The filter is saved as {name}: one press chooses it again.")


def _may_change(row: SavedFilterRow) -> bool:
    return not row.is_for_everybody or is_permitted(current_actor(), Permission.SHARE_FILTER)


def _look_after(page: FilterPage, mine: Sequence[SavedFilterRow]) -> None:
    st.markdown("**Rename or remove**")
    for each in mine:
        key = f"{page.value}_saved_{each.identity}_name"
        st.session_state.setdefault(key, each.name)
        st.text_input("Name", key=key, max_chars=LONGEST_NAME, label_visibility="collapsed")
        with st.container(horizontal=True, gap="small"):
            st.button("Rename", key=f"{key}_save", on_click=_rename, args=(each.identity, key))
            st.button("Remove", key=f"{key}_remove", type="tertiary", on_click=_remove, args=(each,))
        with reading() as session:
            history = list_filter_history(session, each.identity)
        st.caption(escape("; ".join(map(_event, history))))


def _event(event: SavedFilterEvent) -> str:
    return f"{'Removed' if event.removed else event.name}: {event.by}, {moment(event.at)}"


def _rename(identity: str, key: str) -> None:
    name = typed(key)
    write = partial(rename_filter, identity=identity, name=name, actor=current_actor(), recorded_at=now())
    if save(write, f"The filter is called {name} now.") is None:
        del st.session_state[key]


def _remove(row: SavedFilterRow) -> None:
    write = partial(remove_filter, identity=row.identity, actor=current_actor(), recorded_at=now())
    save(write, f"The saved filter {row.name} is removed.")
