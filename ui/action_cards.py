"""One action in a short list: a link with its words, and a line with its status and what is wrong.

Owns: that pair of lines. Refuses: choosing the actions.
"""

import streamlit as st

from data_model.rows import ActionRow
from ui.action_table import due_words
from ui.dates import counted, short_day
from ui.links import Place, link
from ui.plain_text import escape, shorten
from ui.status_chips import action_chip


def show_action_line(action: ActionRow) -> None:
    """Draw the action's link and, under it, status, due date and who is responsible."""
    with st.container(gap=None):
        link(Place.ACTION, f"**{escape(action.ref)}** {escape(shorten(action.text, 70))}", id=action.id)
        st.markdown(" · ".join(filter(None, (action_chip(action), due_line(action), people_line(action)))))


def due_line(action: ActionRow) -> str:
    """Say in Markdown when an action is due, by how much it is over, and whether the date has moved."""
    said = escape(due_words(action)) or "no due date"
    if action.due_kind == "deadline" and action.due_date:
        said = f"due {said}"
    if action.days_overdue:
        said = f"**{counted(action.days_overdue, 'day')} overdue** ({said})"
    if action.days_slipped:
        moved = "moved" if action.days_slipped > 0 else "brought forward"
        by = counted(abs(action.days_slipped), "day")
        said += f", {moved} {by} from {short_day(action.original_due_date)}"
    return said


def people_line(action: ActionRow) -> str:
    """Say in Markdown who is responsible: names or posts, else the words as written."""
    return escape(action.people_shown or shorten(action.responsible, 80)) or "nobody responsible"
