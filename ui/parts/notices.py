"""A sentence that is said once, after the run in which something happened.

Owns: keeping it until a page shows it, and how long it stays there. Refuses: errors of the program; those go
to the console.
"""

import streamlit as st

from ui.shell.navigation import has_arrived
from ui.shell.plain_text import escape

_DONE, _REFUSED = "notice_done", "notice_refused"
_STAYS = "notice_stays"  # on which page it stands, and what was done and refused


def leave_done(words: str) -> None:
    """Keep a plain sentence that says what was done."""
    st.session_state[_DONE] = words


def leave_refused(words: str) -> None:
    """Keep a plain sentence that says what was not done, and why."""
    st.session_state[_REFUSED] = words


def forget_notices() -> None:
    """Let what stands on a page go with the next drawing: it was answered."""
    st.session_state.pop(_STAYS, None)


def show_notices(on: object = None) -> None:
    """Draw what was kept, and forget it.

    `on` names what somebody works on, above whose fields it stands: there it stays until they leave or
    another one comes. One that went with the next press would move those fields under it, and a list that
    the press opens closes when the page moves.
    The container stands even when it is empty: else everything after it would be drawn anew, without focus.
    """
    said = (st.session_state.pop(_DONE, ""), st.session_state.pop(_REFUSED, ""))
    stays = st.session_state.pop(_STAYS, None)
    if not any(said) and stays is not None and stays[0] == on and not has_arrived():
        said = stays[1]
    if on is not None and any(said):
        st.session_state[_STAYS] = (on, said)
    done, refused = said
    with st.container():
        if done:
            st.success(escape(done))
        if refused:
            st.error(escape(refused))
