"""That somebody else in another plan has the same name.

Owns: the sentence, beside whoever it is about, and the way to where they are joined. Refuses: joining.
"""

import streamlit as st

from data_model.plan.queries.responsible.people import list_namesake_plans
from data_model.shared.permissions import Permission, is_permitted
from ui.shell.access import current_actor
from ui.shell.database import reading
from ui.shell.links import link
from ui.shell.pages import Page
from ui.shell.plain_text import escape


def show_namesake(plan_id: int, person_id: int) -> None:
    """Say in which other plans somebody else has the name of a plan's person; nothing where nobody has."""
    with reading() as session:
        plans = list_namesake_plans(session, plan_id, [person_id]).get(person_id, ())
    if not plans:
        return
    named = ", ".join(f"“{name}”" for name in plans)
    joins = is_permitted(current_actor(), Permission.PEOPLE)
    asks = "" if joins else " If the two are one, the programme office joins them."
    st.markdown(escape(f"Another person of this name stands in {named}: their actions are not these.{asks}"))
    if joins:
        link(Page.MEMBERS, "Join the two, if they are one ›")
