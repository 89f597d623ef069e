"""The pages that Streamlit's navigation is made of.

Owns: registering the pages that somebody may open, and noticing that another one is shown. Refuses: which
pages there are (see `pages`).
"""

from typing import TYPE_CHECKING

import streamlit as st

from data_model.shared.permissions import Actor
from ui.shell.closed_pages import closed_page
from ui.shell.pages import FIRST, FIRST_OF_SEVERAL, Page, PageGroup, list_group, may_open

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

_HERE, _ARRIVED = "page_here", "page_arrived"


def pages_for(actor: Actor, *, has_several_plans: bool) -> "list[StreamlitPage]":
    """Make the pages that the actor may use; at the addresses of the others stands who may open them.

    With several plans the first page is the one that shows them all, and it stands in the navigation.

    Streamlit shows the page of the bare address at no path: it comes twice, hidden the second time, after the
    one that links lead to.
    """
    first = FIRST_OF_SEVERAL if has_several_plans else FIRST
    # A group's first page stands for it.
    named = {pages[0]: group for group in PageGroup if (pages := list_group(group, actor))}
    made = [
        _page(
            page,
            is_default=page is first,
            is_visible=_is_visible(page, has_several_plans) or page in named,
            title=named.get(page, page.value.title),
        )
        for page in Page
        if may_open(page, actor)
    ]
    closed = [
        st.Page(
            closed_page(page, has_arrived),
            title=page.value.title,
            url_path=page.value.url_path,
            visibility="hidden",
        )
        for page in Page
        if not may_open(page, actor)
    ]
    return [*made, _page(first, is_default=False, is_visible=False), *closed]


def note_page(url_path: str) -> None:
    """Note which page is drawn, before it is."""
    st.session_state[_ARRIVED] = st.session_state.get(_HERE) != url_path
    st.session_state[_HERE] = url_path


def has_arrived() -> bool:
    """Say whether this is the first drawing of the page since another was shown, or in this session."""
    return bool(st.session_state.get(_ARRIVED, True))


def _is_visible(page: Page, has_several_plans: bool) -> bool:
    return page.value.is_in_navigation and (has_several_plans or not page.value.for_several_plans)


def _page(page: Page, *, is_default: bool, is_visible: bool, title: str = "") -> "StreamlitPage":
    return st.Page(
        page.value.path,
        title=title or page.value.title,
        # The default page keeps a path to itself that leads nowhere; the second one's must be another.
        url_path="first-page" if is_default else page.value.url_path,
        default=is_default,
        visibility="visible" if is_visible else "hidden",
    )
