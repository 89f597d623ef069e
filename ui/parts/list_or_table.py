"""Whether rows are shown as a table, as a list of lines that fold, which a telephone can show, or as a list
to be worked through in place.

Owns: the choice, in the address, and which of the two a telephone begins with. Refuses: drawing either.
"""

from enum import StrEnum

import streamlit as st

from ui.shell import address
from ui.shell.screen import is_telephone


class View(StrEnum):
    """How rows are shown."""

    TABLE = "table"
    LIST = "list"
    WORK = "work"


_WORDS = {View.TABLE: "Table", View.LIST: "List", View.WORK: "List to work through"}
_TO_READ = (View.TABLE, View.LIST)


def read_view(refused: list[str], *, may_work: bool = False) -> View:
    """Read the view from the address; where it says none, a list on a telephone and else a table."""
    found = address.read_choices("view", _view, refused)
    return found[0] if found and (may_work or found[0] in _TO_READ) else _first()


def choose_view(page: str, view: View, *, may_work: bool = False) -> None:
    """Draw the choice of view; rows can be worked through where somebody may."""
    key = f"{page}_view"
    st.session_state[key] = view
    st.selectbox(
        "Show as",
        list(View) if may_work else _TO_READ,
        format_func=_WORDS.__getitem__,
        key=key,
        width=180 if may_work else 120,
        on_change=_written,
        args=(key,),
    )


def _first() -> View:
    return View.LIST if is_telephone() else View.TABLE


def _view(word: str) -> View | None:
    return View(word) if word in set(View) else None


def _written(key: str) -> None:
    value = st.session_state[key]
    address.write(page=None, view=None if value == _first() else value)
