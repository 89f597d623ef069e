"""Where the keyboard stands after something was done.

Owns: moving focus and view to a heading, once. Refuses: deciding when; a page asks for it.

Streamlit has no way to do it: a page that is drawn anew leaves the view where it was and focus nowhere.
"""

from typing import Any

import streamlit as st

_WANTED = "focus_wanted"
_SCRIPT = """
export default function ({ data }) {
    if (!data || !data.move || window.lastFocusMove === data.move) return;
    const part = document.querySelector(`.st-key-${data.part}`);
    const heading = part && part.querySelector("h1, h2, h3");
    if (!heading) return;
    window.lastFocusMove = data.move;
    heading.tabIndex = -1;
    heading.style.outline = "none"; // it is no field: the words themselves stand at the top
    heading.focus({ preventScroll: true });
    part.style.scrollMarginTop = "4.5rem"; // below the navigation, which lies over the page
    part.scrollIntoView({ block: "start" });
}
"""


def want_focus(move: str) -> None:
    """Ask for the focus on the next drawing; `move` names what was done and is new each time."""
    st.session_state[_WANTED] = move


def focus_if_wanted(part: str) -> None:
    """Move focus to the first heading of a container, by its key, where that was asked for.

    To be called after the container was drawn.
    """
    # It stands in every drawing, and the browser remembers which move it made: one that went away after its
    # move would take its gap along, so that the page moved under the next press and an open list closed.
    data: dict[str, Any] = {"part": part, "move": st.session_state.get(_WANTED, "")}
    st.components.v2.component("focus", js=_SCRIPT)(data=data, key="focus", height="content")
