"""Hand over: somebody leaves, and all that is not complete goes to whoever follows; people and posts too."""

import streamlit as st

from data_model.plan.action_filter import ActionFilter, ActionOrder
from data_model.plan.queries.actions import list_actions
from data_model.plan.queries.responsible.staff import list_staff, list_vacant_posts
from data_model.plan.update_rules import DONE
from data_model.shared.permissions import Permission, is_permitted
from ui.parts.namesakes import show_namesake
from ui.parts.saving import show_outcome
from ui.plan.due_bands import show_band
from ui.programme.staff_forms import (
    hand_over_form,
    moving_text,
    person_form,
    pick_person,
    rename_form,
    show_staff,
    vacant_form,
)
from ui.shell import address
from ui.shell.access import current_actor
from ui.shell.clock import today
from ui.shell.database import reading
from ui.shell.dates import short_day
from ui.shell.links import link
from ui.shell.page_head import start_page
from ui.shell.pages import Page
from ui.shell.plain_text import escape

head = start_page("Hand over", dated=False)
if not is_permitted(current_actor(), Permission.HAND_OVER):
    st.warning("Only the programme office may hand over actions.")
    st.stop()
plan = head.plan
# People change from today on, whatever day the reader looks at the plan from.
as_at = max(today(), plan.latest_as_at or today())
with reading() as session:
    staff = list_staff(session, plan.id)
    vacant = list_vacant_posts(session, plan.id)

show_outcome()
if not staff and not vacant:
    st.markdown("This plan names nobody yet. Say who is responsible for an action first.")
    link(Page.EDIT_PLAN, "**Edit the plan ›**")
    st.stop()
person = pick_person(staff)
if person is not None:
    gone = f" Gone from {short_day(person.left_on)}." if person.left_on else ""
    show_namesake(plan.id, person.id)
    st.header(f"What {escape(person.name)} hands over", anchor=False)
    with reading() as session:
        held = list_actions(session, plan.id, as_at, ActionFilter(person_id=person.id), ActionOrder.DUE)
    moving = [row for row in held if row.status not in DONE]
    st.markdown(
        f"{moving_text(moving)} would move at once, each in a line of its own history."
        f"{gone} What is complete stays with its name."
    )
    show_band("", moving, "Nothing: no action that is open or paused has this name.")
    if moving:
        hand_over_form(plan.id, person, staff, as_at)
    st.header(f"E-mail and last day of {escape(person.name)}", anchor=False)
    st.markdown("Reminders go to the address, none after the last day.")
    person_form(person)
    if person.posts:
        st.header(f"Rename a post of {escape(person.name)}", anchor=False)
        rename_form(plan.id, person, as_at)
else:
    if address.read("person"):
        st.warning("This plan names no such person. Here is everybody it names.")
    show_staff(staff)
if vacant:
    st.header("Posts without a name", anchor=False)
    vacant_form(plan.id, vacant, staff, as_at)
