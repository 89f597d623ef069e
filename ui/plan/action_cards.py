"""One action in a short list: its ref as the link, beside it its words, its status and what is wrong.

Owns: those lines, and those of the people on an action's page. Refuses: choosing the actions.
"""

import streamlit as st

from data_model.plan.due_text import due_text
from data_model.plan.rows import ActionRow, PersonOnAction
from data_model.shared.sentence_text import counted
from ui.parts.status_chips import action_chip
from ui.parts.whole_links import in_lines, link_beside
from ui.shell.dates import short_day
from ui.shell.links import link
from ui.shell.pages import Page
from ui.shell.plain_text import escape, shorten

_BRIEF = 90  # signs of an action's words where they stand among much else


def show_action_line(action: ActionRow, *, is_brief: bool = False) -> None:
    """Draw the action's link and, beside it, its words, status, due date and who is responsible.

    In brief, long words are left to the action's own page.
    """
    state = " · ".join(filter(None, (action_chip(action), due_line(action), people_line(action))))
    words = shorten(action.text, _BRIEF) if is_brief else action.text
    show_action_link(action.id, action.ref, words, state)


def show_action_link(action_id: int, ref: str, text: str, state: str) -> None:
    """Draw a link to an action and, beside it, its words and under them its state (Markdown)."""
    link_beside(Page.ACTION, ref, text, state, id=action_id)


def due_line(action: ActionRow) -> str:
    """Say in Markdown when an action is due, by how much it is over, and whether the date has moved."""
    said = escape(due_text(action)) or "no due date"
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


def show_people_of(action: ActionRow) -> None:
    """Draw who is responsible for an action, each a way to all actions of that person."""
    st.header("Responsible", anchor=False)
    for person in action.people:
        _show_responsible(person)
    if not action.people:
        st.markdown("Nobody is named.")


def _show_responsible(person: PersonOnAction) -> None:
    named = person.shown
    post = person.post if person.name else ""
    with st.container(gap=None):
        if person.person_id:
            link(Page.ACTIONS, in_lines(named), person=person.person_id)
        else:
            st.markdown(escape(named))
        if post:
            st.caption(escape(post))
