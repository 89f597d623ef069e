"""My actions: what one person answers for, what most needs them first, each a press away from its update."""

from dataclasses import replace
from functools import partial

import streamlit as st

from data_model.plan.queries.actions import EVERYTHING, list_actions, list_found_earlier
from data_model.plan.queries.overview import get_headlines, list_areas
from data_model.plan.queries.responsible.my_actions import list_my_actions
from data_model.plan.queries.responsible.people import get_person, list_people
from data_model.readers.rows import FilterPage
from data_model.shared.permissions import Role
from data_model.shared.sentence_text import counted
from exports.own_workbook.made_files import returns_file
from loaders.return_workbook.file_content import read_for_returns
from ui.parts.downloads import offer_of_plan
from ui.parts.notices import show_notices
from ui.plan.earlier_mentions import show_earlier_mentions
from ui.plan.filters import choices, choose, read_filter, say_refused, show_chips
from ui.plan.in_place import open_in_place, watch_rows
from ui.plan.my_action_cards import (
    choose_whose,
    counts_sentence,
    say_nobody,
    say_nothing,
    show_my_actions,
)
from ui.plan.my_other_plans import show_other_plans
from ui.plan.saved_filters import show_saved_filters
from ui.plan.updating.update_queue import end_queue, wants_update
from ui.shell import address
from ui.shell.access import current_actor
from ui.shell.cache import cached_read
from ui.shell.database import reading
from ui.shell.links import go, link
from ui.shell.navigation import has_arrived
from ui.shell.page_head import start_page
from ui.shell.pages import Page
from ui.shell.plain_text import escape

head = start_page("My actions")
plan, as_at = head.plan, head.as_at
actor = current_actor()
is_office = actor.role is Role.PROGRAMME_OFFICE
wanted = address.read_number("person") if is_office else None
person_id = wanted or actor.person_id
people = cached_read(list_people, plan.id, as_at) if is_office else []
headlines = cached_read(get_headlines, plan.id, as_at)
with reading() as session:
    person = get_person(session, plan.id, person_id, as_at) if person_id else None
    mine = list_my_actions(session, plan.id, person_id, as_at) if person_id else []
    can = choices(cached_read(list_areas, plan.id, as_at), (), headlines.statuses)
    chosen, refused = read_filter(can, by_person=False)
    if chosen == EVERYTHING or not mine:
        shown, earlier = mine, {}
    else:
        fitting = list_actions(session, plan.id, as_at, replace(chosen, person_id=person_id))
        ids = [row.id for row in fitting]
        shown = [each for each in mine if each.row.id in ids]
        earlier = list_found_earlier(session, plan.id, as_at, chosen.words, ids)
end_queue()
desk = open_in_place(plan.id, [each.row for each in mine], as_at, person=wanted)
show_notices(on=("my actions", person_id))


if is_office and people:
    choose_whose(people, person_id)
if person_id is None:
    say_nobody(is_office=is_office)
    st.stop()
if not mine:
    say_nothing(as_at, is_of_other=bool(wanted))
    show_other_plans(plan.id, person_id, as_at, person=wanted)
    link(Page.ACTIONS, "All actions ›")
    st.stop()

whose = person.name if person is not None and person_id != actor.person_id else ""
st.header(escape(counts_sentence(mine, whose)), anchor=False)
waiting = [each for each in mine if wants_update(each)]
if waiting:
    with st.container(horizontal=True, key="my_actions_tools", vertical_alignment="center"):
        first = waiting[0].row
        begin = f"Begin with {escape(first.ref)} (1 of {len(waiting)})"
        if st.button(begin, key="my_actions_begin", type="primary"):
            go(Page.UPDATE, id=first.id, person=wanted)
        if person is not None:
            st.markdown("Or fill them in as a workbook and send it to the programme office:", width="content")
            names = {person.id: person.name}
            offer_of_plan(
                "Return workbook",
                partial(read_for_returns, plan=plan, as_at=as_at),
                partial(returns_file, plan_name=plan.name, as_at=as_at, people=names, person_id=person.id),
                f"{person.name} - actions as at {as_at.isoformat()}.xlsx",
                "my_actions_return",
                actions=headlines.actions,
            )
say_refused(refused)
show_saved_filters(plan.id, FilterPage.MY_ACTIONS, leave_out=("person", "order", "group", "view"))
choose("my_actions", can, chosen, only=("area", "status", "due", "words"))
show_chips("my_actions", chosen, can)
if chosen != EVERYTHING:
    st.markdown(f"**{len(shown):,} of {counted(len(mine), 'action')} shown.**")
show_earlier_mentions([each.row for each in shown], earlier)
if waiting and desk is not None:
    watch_rows([each.row for each in shown if wants_update(each)], desk)
about = (plan.id, person_id, as_at, chosen)
show_my_actions(shown, about, desk, is_new=has_arrived(), person=wanted)
show_other_plans(plan.id, person_id, as_at, person=wanted)
