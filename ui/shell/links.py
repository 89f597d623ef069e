"""Ways from one page to another.

Owns: links and jumps to a page, and that the as-at date and the plan go along. Refuses: which pages there are
(see `pages`), and addresses of other sites.
"""

from collections.abc import Mapping
from typing import Literal, NoReturn

import streamlit as st

from data_model.shared.permissions import Actor
from ui.shell.access import current_actor
from ui.shell.address import LIST, carried, read, write
from ui.shell.clock import today
from ui.shell.pages import Page, may_open

BREAK = "  \n"  # a new line in Markdown, also within the label of a link


def link(page: Page, label: str, /, **parameters: object) -> None:
    """Draw a link to a page; `label` is Markdown, `parameters` go into its address.

    Nothing is drawn where the page is not for whoever is here.
    """
    _draw(page, label, "content", parameters)


def wide_link(width: int, page: Page, label: str, /, **parameters: object) -> None:
    """Draw a link as wide as so many pixels, so that those of several rows stand below each other."""
    _draw(page, label, width, parameters)


def _draw(page: Page, label: str, width: int | Literal["content"], parameters: dict[str, object]) -> None:
    if page.value.permission is not None and not may_open(page, current_actor()):
        return
    # A chip has its own colour; other words take the colour that says "this can be pressed".
    is_chip = "-badge[" in label or ":color[" in label
    shown = label if is_chip else BREAK.join(f":blue[{line}]" for line in label.split(BREAK))
    st.page_link(page.value.path, label=shown, query_params=address_of(parameters), width=width)


def go(page: Page, /, **parameters: object) -> NoReturn:
    """Leave for a page at once."""
    st.switch_page(page.value.path, query_params=address_of(parameters))


def follow(path: str, parameters: Mapping[str, str], actor: Actor) -> None:
    """Leave for the page with this path where it is one for the actor; else stay."""
    page = next((page for page in Page if page.value.url_path == path and may_open(page, actor)), None)
    if page is not None:
        st.switch_page(page.value.path, query_params=dict(parameters))


def open_action(action_id: int) -> NoReturn:
    """Leave for an action at once; the list's filters go along for the way back."""
    st.switch_page(Page.ACTION.value.path, query_params={**st.query_params.to_dict(), "id": str(action_id)})


def back_to_list() -> None:
    """Draw a link to the list of actions with the filters that came along."""
    link(Page.ACTIONS, "‹ The list", **{name: read(name) for name in LIST})


def step(
    label: str, key: str, kind: Literal["secondary", "tertiary"] = "secondary", /, **parameters: object
) -> None:
    """Draw a button that stays on the page and changes its address; `label` is Markdown.

    A link from a page to itself would leave the browser's address as it was. A "tertiary" one has no border.
    """
    st.button(label, key=key, type=kind, on_click=write, kwargs=parameters)


def address_of(parameters: Mapping[str, object]) -> dict[str, str]:
    """Return what an address says: the parameters that are not empty, and the plan and day that go along."""
    return {
        **carried(today()),
        **{name: str(value) for name, value in parameters.items() if value not in (None, "")},
    }
