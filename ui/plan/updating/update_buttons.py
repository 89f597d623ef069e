"""The buttons of the update form, docked at the foot of the window.

Owns: which there are and where they lead. Refuses: saving (see `update_saving`).

They stay in view however long the form is, so that nobody scrolls between two actions.
"""

from datetime import date

import streamlit as st

from data_model.plan.rows import ActionRow
from data_model.plan.statuses import STATUS_NAMES
from data_model.plan.update_rules import may_confirm
from ui.plan.updating.update_queue import UpdateQueue
from ui.plan.updating.update_saving import confirm, confirm_and_next, save, save_and_next
from ui.plan.updating.update_state import Opened
from ui.shell.plain_text import escape, shorten


def show_buttons(opened: Opened, row: ActionRow, as_at: date, queue: UpdateQueue | None) -> None:
    """Draw what saves the form; a form that is part of a queue also goes on to its next action."""
    arguments = (opened, row.ref, as_at)
    next_id = queue.next_id(row.id) if queue else None
    with st.bottom, st.container(horizontal=True, key="update_buttons"):
        if queue:
            place = f"({queue.place(next_id)} of {len(queue.ids)})" if next_id else ""
            st.button(
                f"Save and next {place}" if place else "Save and finish",
                key="update_save_next",
                type="primary",
                on_click=save_and_next,
                args=(*arguments, next_id),
            )
        st.button(
            "Save",
            key="update_save",
            type="secondary" if queue else "primary",
            on_click=save,
            args=arguments,
        )
        if may_confirm(row.status, awaits=row.awaiting_sign_off):
            word = row.rag_label.strip() or STATUS_NAMES[row.status]
            words = f"No change, still {escape(shorten(word, 40))}"
            about = "Counts as an update of this day"
            if queue:
                to = (*arguments, next_id)
                st.button(words, key="update_confirm", on_click=confirm_and_next, args=to, help=about)
            else:
                st.button(words, key="update_confirm", on_click=confirm, args=arguments, help=about)
