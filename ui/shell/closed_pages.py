"""What stands at the address of a page that somebody may not open.

Owns: saying whose page it is, so that a link somebody was sent does not look broken. Refuses: anything of the
page itself, which is not even registered for them.
"""

from collections.abc import Callable

import streamlit as st

from data_model.shared.permissions import Actor, Role, is_permitted
from data_model.shared.sentence_text import listed
from ui.shell.links import link
from ui.shell.pages import FIRST, Page

_WHOSE: dict[Role, str] = {
    Role.BOARD_MEMBER: "board members",
    Role.HEAD_OF_SERVICE: "heads of service",
    Role.FINANCE: "finance",
    Role.PROGRAMME_OFFICE: "the programme office",
}


def closed_page(page: Page) -> Callable[[], None]:
    """Return what draws, instead of a page, who may open it."""

    def draw() -> None:
        st.title(page.value.title)
        st.markdown(
            f"Only {listed(_may_open(page))} may open this page. If you need it, ask the programme office."
        )
        link(FIRST, f"{FIRST.value.title} ›")

    return draw


def _may_open(page: Page) -> list[str]:
    permission = page.value.permission
    return [
        words
        for role, words in _WHOSE.items()
        if permission and is_permitted(Actor("", role, ""), permission)
    ]
