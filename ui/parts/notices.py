"""A sentence that is said once, after the run in which something happened.

Owns: keeping it until a page shows it. Refuses: errors of the program; those go to the console.
"""

import streamlit as st

from ui.shell.plain_text import escape

_DONE, _REFUSED = "notice_done", "notice_refused"


def leave_done(words: str) -> None:
    """Keep a plain sentence that says what was done."""
    st.session_state[_DONE] = words


def leave_refused(words: str) -> None:
    """Keep a plain sentence that says what was not done, and why."""
    st.session_state[_REFUSED] = words


def show_notices() -> None:
    """Draw what was kept, and forget it.

    The container stands even when it is empty: else everything after it would be drawn anew, without focus.
    """
    with st.container():
        if done := st.session_state.pop(_DONE, ""):
            st.success(escape(done))
        if refused := st.session_state.pop(_REFUSED, ""):
            st.error(escape(refused))
