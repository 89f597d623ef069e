"""People: who answers for what, and each person's actions and calendar."""

from functools import partial

import streamlit as st

from charts.plan.load_by_person import load_by_person
from data_model.plan.action_filter import ActionFilter, ActionOrder
from data_model.plan.queries.actions import count_actions, list_actions
from data_model.plan.queries.over_time.ended_events import list_ended_events
from data_model.plan.queries.over_time.versions import list_identities
from data_model.plan.queries.responsible.people import get_person, list_people
from data_model.shared.permissions import Permission, is_permitted, is_permitted_on
from data_model.shared.sentence_text import counted
from exports.own_workbook.made_files import returns_file
from exports.register import CALENDAR, AboutFile
from loaders.return_workbook.file_content import read_for_returns
from ui.parts.chart_view import show_chart
from ui.parts.downloads import offer_download, offer_of_plan
from ui.parts.list_or_table import View, choose_view, read_view
from ui.parts.namesakes import show_namesake
from ui.plan.due_bands import show_band
from ui.plan.people_table import show_opener, show_people, show_people_list, show_person_figures
from ui.shell import address
from ui.shell.access import current_actor
from ui.shell.cache import cached_read
from ui.shell.clock import now
from ui.shell.database import reading
from ui.shell.dates import short_day
from ui.shell.links import go, link, step
from ui.shell.page_head import start_page
from ui.shell.pages import Page

head = start_page("People", is_named_later=True)
plan, as_at = head.plan, head.as_at
wanted = address.read_number("person")
with reading() as session:
    person = get_person(session, plan.id, wanted, as_at) if wanted else None
    people = cached_read(list_people, plan.id, as_at) if person is None else []
    chosen = ActionFilter(person_id=wanted)
    actions = list_actions(session, plan.id, as_at, chosen, ActionOrder.DUE) if person else []
    in_plan = count_actions(session, plan.id, as_at)


def offer_returns(label: str, file_name: str, key: str) -> None:
    """Offer this person's return workbook, or everybody's in one .zip."""
    names = {person.id: person.name} if person else {each.id: each.name for each in people}
    write = partial(
        returns_file,
        plan_name=plan.name,
        as_at=as_at,
        people=names,
        person_id=person.id if person else None,
    )
    read = partial(read_for_returns, plan=plan, as_at=as_at)
    offer_of_plan(label, read, write, file_name, key, actions=in_plan)


actor = current_actor()
head.name(person.name if person else "People")
if person is None:
    if address.read("person"):
        st.warning("This plan names no such person. Here is everybody it names.")
    if not people:
        st.markdown(f"Nobody is named as responsible as at {short_day(as_at)}.")
        link(Page.ACTIONS, "Actions that nobody is responsible for ›", person="nobody")
        st.stop()
    st.header(f"{counted(len(people), 'person').replace('persons', 'people')} responsible", anchor=False)
    if is_permitted(actor, Permission.HAND_OVER):
        file_name = f"return workbooks as at {as_at.isoformat()}.zip"
        offer_returns("Everybody’s return workbooks", file_name, "people_returns")
    view = read_view([])
    choose_view("people", view)
    if view is View.LIST:
        show_people_list(people)
    chosen_id = show_people(people, "people_table") if view is View.TABLE else None
    chosen_id = chosen_id or show_opener(people, "people_open")
    if chosen_id is not None:
        address.write(person=chosen_id)
        st.rerun()
    link(Page.ACTIONS, "Actions that nobody is responsible for ›", person="nobody")
    st.header("Actions by person", anchor=False)
    clicked = show_chart(load_by_person(people), "people_load")
    if clicked:
        go(Page.ACTIONS, person=clicked[0])
    st.stop()


def make_calendar() -> bytes:
    """Write a calendar of this person's actions; those of theirs that ended are cancelled."""
    from exports.plan.calendar import CalendarEntry  # needed when it is pressed

    with reading() as session:
        known = list_identities(session, plan.id, as_at)
        ended = list_ended_events(session, plan.id, as_at, person_id=wanted)
    entries = [CalendarEntry(known[row.id][0], row, known[row.id][1]) for row in actions]
    return CALENDAR.write("ics", [*entries, *ended], AboutFile(plan.name, as_at, made_at=now()))


step("‹ All people", "people_all", person=None)
for post in person.posts:
    st.text(post)
show_namesake(plan.id, person.id)
show_person_figures(person)
with st.container(horizontal=True, vertical_alignment="center", key="person_tools"):
    file_name = f"due dates of {person.name} as at {as_at.isoformat()}.ics"
    offer_download("Download as a calendar", make_calendar, file_name, "people_ics")
    if is_permitted_on(actor, Permission.UPDATE, {person.id}):
        file_name = f"{person.name} - actions as at {as_at.isoformat()}.xlsx"
        offer_returns("Return workbook", file_name, "people_return")
    link(Page.HANDOVER, "Hand over ›", person=person.id)
show_band("", actions, "Nothing as at this day.")
