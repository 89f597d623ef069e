"""One action in a short list: a link with its first words, below it the others, its status, what is wrong.

Owns: those lines, and those of the people on an action's page. Refuses: choosing the actions.
"""

import streamlit as st

from data_model.plan.due_text import due_text
from data_model.plan.rows import ActionRow, PersonOnAction
from data_model.shared.sentence_text import counted
from ui.parts.link_text import below_link, in_link
from ui.parts.status_chips import action_chip
from ui.shell.dates import short_day
from ui.shell.links import link
from ui.shell.pages import Page
from ui.shell.plain_text import escape, shorten


def show_action_line(action: ActionRow, *, is_brief: bool = False) -> None:
    """Draw the action's link and, under it, status, due date and who is responsible.

    In brief, what its link has no room for is left to the action's own page.
    """
    state = " · ".join(filter(None, (action_chip(action), due_line(action), people_line(action))))
    with st.container(gap=None):
        show_action_link(action.id, action.ref, action.text, state, is_brief=is_brief)


def show_action_link(action_id: int, ref: str, text: str, state: str, *, is_brief: bool = False) -> None:
    """Draw a link to an action and, under it, the words it has no room for and its state (Markdown)."""
    link(Page.ACTION, f"**{escape(ref)}** {escape(in_link(text, ref))}", id=action_id)
    rest = "" if is_brief else below_link(text, ref)
    st.markdown("  \n".join(filter(None, (escape(rest), state))))


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


def show_responsible(person: PersonOnAction) -> None:
    """Draw who is responsible, a way to all actions of a person, and under the name the post."""
    named = person.shown
    post = person.post if person.name else ""
    with st.container(gap=None):
        if person.person_id:
            link(Page.ACTIONS, escape(in_link(named)), person=person.person_id)
            below = " · ".join(filter(None, (below_link(named), post)))
        else:
            st.markdown(escape(named))
            below = post
        if below:
            st.caption(escape(below))
