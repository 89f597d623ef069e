"""Ways from one page to another.

Owns: where each page's script lies, and that the as-at date and the plan go along. Refuses: addresses of
other sites.
"""

from enum import Enum
from pathlib import Path
from typing import NoReturn

import streamlit as st

from ui.address import CARRIED, LIST, read, write

_PAGES = Path(__file__).resolve().parents[1] / "pages"


class Place(Enum):
    """A page of the dashboard; the value is its script."""

    OVERVIEW = _PAGES / "board" / "overview.py"
    ACTIONS = _PAGES / "plan" / "actions.py"
    ACTION = _PAGES / "plan" / "action.py"
    DUE_DATES = _PAGES / "plan" / "due_dates.py"
    PEOPLE = _PAGES / "plan" / "people.py"
    IMPORT_PLAN = _PAGES / "data" / "import_plan.py"
    IMPORT_HISTORY = _PAGES / "data" / "import_history.py"
    RAG_KEY = _PAGES / "data" / "rag_key.py"
    AREAS = _PAGES / "data" / "areas.py"


def link(place: Place, label: str, **parameters: object) -> None:
    """Draw a link to a page; `label` is Markdown, `parameters` go into its address."""
    # A badge has its own colour; other words take the colour that says "this can be pressed".
    shown = label if "-badge[" in label else f":blue[{label}]"
    st.page_link(place.value, label=shown, query_params=_address(parameters))


def go(place: Place, **parameters: object) -> NoReturn:
    """Leave for a page at once."""
    st.switch_page(place.value, query_params=_address(parameters))


def open_action(action_id: int) -> NoReturn:
    """Leave for an action at once; the list's filters go along for the way back."""
    st.switch_page(Place.ACTION.value, query_params={**st.query_params.to_dict(), "id": str(action_id)})


def back_to_list() -> None:
    """Draw a link to the list of actions with the filters that came along."""
    link(Place.ACTIONS, "‹ The list", **{name: read(name) for name in LIST})


def step(label: str, key: str, **parameters: object) -> None:
    """Draw a button that stays on the page and changes its address; `label` is Markdown.

    A link from a page to itself would leave the browser's address as it was.
    """
    st.button(label, key=key, on_click=write, kwargs=parameters)


def _address(parameters: dict[str, object]) -> dict[str, str]:
    carried = {name: st.query_params[name] for name in CARRIED if name in st.query_params}
    return {**carried, **{name: str(value) for name, value in parameters.items() if value not in (None, "")}}
