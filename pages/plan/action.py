"""Action: everything about one action, how it came to be so, and where it was read."""

import streamlit as st

from data_model.queries.actions import get_action
from ui import address
from ui.action_cards import due_line
from ui.action_detail import show_history, show_source, show_text
from ui.database import reading
from ui.head import start_page
from ui.links import Place, back_to_list, link, step
from ui.plain_text import escape, shorten
from ui.status_chips import action_chip

head = start_page("Action")
number = address.read_number("id")
with reading() as session:
    detail = get_action(session, head.plan.id, number, head.as_at) if number else None
    if detail is None and number:
        later = get_action(session, head.plan.id, number, head.plan.latest_as_at or head.as_at)
    else:
        later = None

if detail is None:
    if later is not None:
        st.info(f"Action {escape(later.row.ref)} was not stated yet by this day. Choose a later one above.")
    else:
        st.info("There is no such action in this plan. The address may be from another plan.")
    link(Place.ACTIONS, "All actions ›")
    st.stop()

row = detail.row
with st.container(horizontal=True, key="action_neighbours", vertical_alignment="center"):
    back_to_list()
    if detail.previous_id:
        step("‹ Previous action", "action_previous", id=detail.previous_id)
    link(Place.ACTIONS, f"All of {escape(f'{row.area_number} {row.area_short_name}')}", area=row.area_id)
    if detail.next_id:
        step("Next action ›", "action_next", id=detail.next_id)

title = shorten(row.text, 140)
st.header(f"{escape(row.ref)} {escape(title)}", anchor=False)
if title != row.text.strip():
    st.text(row.text.strip())
st.markdown(f"{action_chip(row)} · {due_line(row)}")

left, right = st.columns([3, 2], gap="large")
with left:
    show_text("Outcome this serves", row.outcome)
    show_text("Progress", detail.progress, nothing="No progress was stated.")
    show_text("Impact", detail.impact, nothing="No impact was stated.")
    show_text("Success measure", detail.measure)
    show_text("Source of assurance", detail.assurance)
    show_text("Reason for delay", detail.reason_for_delay)
    show_text("Mitigating actions", detail.mitigation)
    show_text("Responsible for mitigation", detail.exception_responsible)
with right:
    st.header("Responsible", anchor=False)
    for person in row.people:
        words = escape(person.name) or escape(person.post)
        post = f" · {escape(person.post)}" if person.name and person.post else ""
        if person.person_id:
            link(Place.ACTIONS, f"{words}{post}", person=person.person_id)
        else:
            st.markdown(f"{words}{post}")
    if not row.people:
        st.markdown("Nobody is named.")
    show_source(detail)

show_history(detail.history)
