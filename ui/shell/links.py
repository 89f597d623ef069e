"""Ways from one page to another.

Owns: where each page's script lies, what is needed to open it, and that the as-at date and the plan go along.
Refuses: addresses of other sites.
"""

from enum import Enum
from pathlib import Path
from typing import NoReturn

import streamlit as st

from data_model.shared.permissions import Actor, Permission, is_permitted
from ui.shell.access import current_actor
from ui.shell.address import CARRIED, LIST, read, write

_PAGES = Path(__file__).resolve().parents[2] / "pages"


class Page(Enum):
    """A page of the dashboard; the value is its script."""

    OVERVIEW = _PAGES / "board" / "overview.py"
    WHAT_CHANGED = _PAGES / "board" / "what_changed.py"
    MEETINGS = _PAGES / "board" / "meetings.py"
    MEETING = _PAGES / "board" / "meeting.py"
    MEETING_VIEW = _PAGES / "board" / "meeting_view.py"
    PACK = _PAGES / "board" / "pack.py"
    CHECKS = _PAGES / "board" / "checks.py"
    CHALLENGE_PANEL = _PAGES / "board" / "challenge_panel.py"
    ACTIONS = _PAGES / "plan" / "actions.py"
    ACTION = _PAGES / "plan" / "action.py"
    MY_ACTIONS = _PAGES / "plan" / "my_actions.py"
    UPDATE = _PAGES / "plan" / "update.py"
    FRONT_DOOR = _PAGES / "performance" / "front_door.py"
    MEASURE = _PAGES / "performance" / "measure.py"
    ADD_READING = _PAGES / "performance" / "add_reading.py"
    AREA = _PAGES / "plan" / "area.py"
    DUE_DATES = _PAGES / "plan" / "due_dates.py"
    PEOPLE = _PAGES / "plan" / "people.py"
    PLAN_AND_DATA = _PAGES / "data" / "plan_and_data.py"
    MEASURES = _PAGES / "performance" / "measures.py"
    LOAD_PERFORMANCE = _PAGES / "data" / "load_performance.py"
    IMPORT_PLAN = _PAGES / "data" / "import_plan.py"
    BRING_BACK = _PAGES / "data" / "bring_back.py"
    IMPORT_HISTORY = _PAGES / "data" / "import_history.py"
    RAG_KEY = _PAGES / "data" / "rag_key.py"
    AREAS = _PAGES / "data" / "areas.py"
    AWAITING = _PAGES / "programme" / "awaiting.py"
    EDIT_PLAN = _PAGES / "programme" / "edit_plan.py"
    HANDOVER = _PAGES / "programme" / "handover.py"
    MEMBERS = _PAGES / "programme" / "members.py"


# Pages that are of no use without a permission; the others are for everybody to read.
_NEEDS = {
    Page.MY_ACTIONS: Permission.UPDATE,
    Page.UPDATE: Permission.UPDATE,
    Page.ADD_READING: Permission.READINGS,
    Page.MEASURES: Permission.MEASURES,
    Page.LOAD_PERFORMANCE: Permission.IMPORT,
    Page.IMPORT_PLAN: Permission.IMPORT,
    Page.BRING_BACK: Permission.IMPORT,
    Page.AWAITING: Permission.SIGN_OFF,
    Page.EDIT_PLAN: Permission.EDIT_PLAN,
    Page.HANDOVER: Permission.HAND_OVER,
    Page.MEMBERS: Permission.MEMBERS,
}


def may_open(place: Page, actor: Actor) -> bool:
    """Say whether a page is registered for the actor."""
    return place not in _NEEDS or is_permitted(actor, _NEEDS[place])


def link(place: Page, label: str, **parameters: object) -> None:
    """Draw a link to a page; `label` is Markdown, `parameters` go into its address.

    Nothing is drawn where the page is not for whoever is here.
    """
    if place in _NEEDS and not may_open(place, current_actor()):
        return
    # A badge has its own colour; other words take the colour that says "this can be pressed".
    shown = label if "-badge[" in label else f":blue[{label}]"
    st.page_link(place.value, label=shown, query_params=_address(parameters))


def go(place: Page, **parameters: object) -> NoReturn:
    """Leave for a page at once."""
    st.switch_page(place.value, query_params=_address(parameters))


def open_action(action_id: int) -> NoReturn:
    """Leave for an action at once; the list's filters go along for the way back."""
    st.switch_page(Page.ACTION.value, query_params={**st.query_params.to_dict(), "id": str(action_id)})


def back_to_list() -> None:
    """Draw a link to the list of actions with the filters that came along."""
    link(Page.ACTIONS, "‹ The list", **{name: read(name) for name in LIST})


def step(label: str, key: str, **parameters: object) -> None:
    """Draw a button that stays on the page and changes its address; `label` is Markdown.

    A link from a page to itself would leave the browser's address as it was.
    """
    st.button(label, key=key, on_click=write, kwargs=parameters)


def _address(parameters: dict[str, object]) -> dict[str, str]:
    carried = {name: st.query_params[name] for name in CARRIED if name in st.query_params}
    return {**carried, **{name: str(value) for name, value in parameters.items() if value not in (None, "")}}
