"""What somebody answers for in the other plans, below their actions of the plan that is open.

Owns: a line a plan with its counts, and the way there. Refuses: the actions themselves; that plan's own list
has them.
"""

from datetime import date

import streamlit as st

from data_model.plan.queries.plans import list_plans
from data_model.plan.queries.responsible.my_actions import list_my_actions
from data_model.plan.queries.responsible.people import list_plans_of_person
from ui.parts.namesakes import show_namesake
from ui.plan.my_action_cards import counts_sentence
from ui.shell.database import reading
from ui.shell.links import link
from ui.shell.pages import Page
from ui.shell.plain_text import escape


def show_other_plans(plan_id: int, person_id: int, as_at: date, *, person: int | None) -> None:
    """Draw a line for each other plan in which a person answers for actions; nothing without any.

    That somebody else has the name in another plan is said above them.
    `person` is theirs where somebody else looks at their list.
    """
    with reading() as session:
        named_in = list_plans_of_person(session, person_id) - {plan_id}
        others = [plan for plan in list_plans(session) if plan.id in named_in] if named_in else []
        mine = [(plan, list_my_actions(session, plan.id, person_id, as_at)) for plan in others]
    show_namesake(plan_id, person_id)
    found = [(plan, actions) for plan, actions in mine if actions]
    if not found:
        return
    whose, place = ("This person", "Their") if person else ("", "Your")
    st.header("In other plans", anchor=False)
    for plan, actions in found:
        with st.container(border=True, gap=None, key=f"mine_in_plan_{plan.id}"):
            st.markdown(f"**{escape(plan.name)}**: {escape(counts_sentence(actions, whose))}")
            link(Page.MY_ACTIONS, f"{place} actions there ›", plan=plan.id, person=person)
