"""What stands at the address of a page that somebody may not open.

Owns: saying whose page it is, so that a link somebody was sent does not look broken, and what becomes of
words that were typed while the page was still theirs. Refuses: anything of the page itself, which is not even
registered for them.
"""

from collections.abc import Callable, Iterator, Mapping

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
# What was typed at a page that closed under somebody, kept while they stay at its address.
_LOST = "page_lost"
# Keys of what is of no page: who is here, the head, the notices, and what the shell keeps.
_OF_THE_SHELL = ("page_", "head_", "who_", "notice_", "chosen_", "working_as")


def closed_page(page: Page, has_arrived: Callable[[], bool]) -> Callable[[], None]:
    """Return what draws, instead of a page, who may open it; `has_arrived` says whether they just came."""

    def draw() -> None:
        st.title(page.value.title)
        _say_what_was_lost(page.value.url_path, has_arrived())
        st.markdown(
            f"Only {listed(_may_open(page))} may open this page. If you need it, ask the programme office."
        )
        link(FIRST, f"{FIRST.value.title} ›")

    return draw


def _say_what_was_lost(where: str, has_arrived: bool) -> None:
    """Say to whoever's role changed while a page was open that nothing was saved, and show their words."""
    lost: tuple[str, list[str] | None] = st.session_state.get(_LOST, ("", None))
    if has_arrived:
        lost = (where, None)
    elif lost[0] != where:
        lost = (where, list(dict.fromkeys(_typed())))
    st.session_state[_LOST] = lost
    words = lost[1]
    if words is None:
        return
    st.error("Your role was changed while this page was open: nothing more is saved from here.")
    if words:
        st.markdown("What stood in its fields, so that you can copy it:")
        for each in words:
            st.text(each)


def _typed() -> Iterator[str]:
    """Yield what stands in this session's fields: words, no single one such as a choice or an address."""
    for key, value in st.session_state.items():
        if str(key).startswith(_OF_THE_SHELL):
            continue
        if isinstance(value, str):
            cells = [value]
        elif isinstance(value, Mapping) and isinstance(rows := value.get("edited_rows"), Mapping):
            cells = [cell for row in rows.values() for cell in row.values() if isinstance(cell, str)]
        else:
            continue
        yield from (cell for cell in cells if len(cell.split()) > 1)


def _may_open(page: Page) -> list[str]:
    permission = page.value.permission
    return [
        words
        for role, words in _WHOSE.items()
        if permission and is_permitted(Actor("", role, ""), permission)
    ]
