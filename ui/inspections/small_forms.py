"""The button that saves a form of inspections, and the form that asks for nothing but a reason.

Owns: those. Refuses: whether a reason is needed; the writes say.
"""

from collections.abc import Callable

import streamlit as st

from ui.parts.form_fields import field, save_once, turn_of, typed
from ui.shell.database import Session


def save_button(label: str, form: str, turn: int, write: Callable[[Session], bool]) -> None:
    """Draw the button of a form; `write` answers whether anything was different."""
    st.form_submit_button(
        label,
        type="primary",
        key=field(form, "save"),
        on_click=lambda: save_once(
            form, turn, write, lambda saved: "It is saved." if saved else "Nothing was different."
        ),
    )


def reason_form(form: str, ask: str, button: str, write: Callable[[Session, str], None]) -> None:
    """Draw a form of one field, the reason, which `write` is given."""
    turn = turn_of(form)
    with st.form(field(form, "form")):
        st.text_input(ask, key=field(form, "reason"))

        def saved(session: Session) -> bool:
            write(session, typed(field(form, "reason")))
            return True

        save_button(button, form, turn, saved)
