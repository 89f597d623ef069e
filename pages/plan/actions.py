"""Actions: find, sort and group them, open one, work through them in place, take what is shown away."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from data_model.plan.queries.actions import count_actions, list_actions, list_found_earlier
from data_model.plan.queries.overview import get_headlines, list_areas
from data_model.plan.queries.responsible.people import list_people
from data_model.plan.rows import ActionRow
from data_model.readers.queries.watching import list_watched_actions
from data_model.readers.rows import FilterPage
from data_model.shared.sentence_text import counted
from exports.register import ACTIONS_SHOWN, AboutFile, write_export
from loaders.plan.people.responsible import named_people, say_understood
from ui.parts.downloads import format_label, offer_of_plan
from ui.parts.list_or_table import View, choose_view, read_view
from ui.parts.notices import show_notices
from ui.plan import filters
from ui.plan.action_cards import show_action_line
from ui.plan.action_table import show_actions, show_opener
from ui.plan.earlier_mentions import show_earlier_mentions
from ui.plan.in_place import open_in_place, show_in_place, watch_rows
from ui.plan.ordering import choose_grouping, choose_order, choose_page, grouped, read_grouping, read_order
from ui.plan.saved_filters import show_saved_filters
from ui.plan.several import choose_row, may_set_several, show_several
from ui.shell import address
from ui.shell.access import current_actor
from ui.shell.cache import cached_read
from ui.shell.database import reading
from ui.shell.dates import short_day
from ui.shell.links import link
from ui.shell.page_head import start_page
from ui.shell.pages import Page, may_open

ROWS = {View.TABLE: 500, View.LIST: 50, View.WORK: 25}  # a line of a list costs the browser three elements

head = start_page("Actions")
plan, as_at = head.plan, head.as_at
may_work = may_open(Page.UPDATE, current_actor())
headlines = cached_read(get_headlines, plan.id, as_at)
with reading() as session:
    can = filters.choices(
        cached_read(list_areas, plan.id, as_at),
        cached_read(list_people, plan.id, as_at),
        headlines.statuses,
        list_watched_actions(session, plan.id, current_actor().reader, as_at),
    )
    chosen, refused = filters.read_filter(can)
    order, grouping, view = read_order(refused), read_grouping(refused), read_view(refused, may_work=may_work)
    rows = ROWS[view]
    found = count_actions(session, plan.id, as_at, chosen)
    number = min(address.read_number("page") or 1, max(1, -(-found // rows)))
    actions = list_actions(session, plan.id, as_at, chosen, order, limit=rows, offset=(number - 1) * rows)
    ids = [row.id for row in actions]
    earlier = list_found_earlier(session, plan.id, as_at, chosen.words, ids)
said = filters.filter_words(chosen, can)


def show_all(members: Sequence[ActionRow], key: str, name: str, height: int | None = None) -> None:
    """Draw these actions as the reader chose."""
    if view is View.TABLE:
        show_actions(members, key, name, height)
        return
    for action in members:
        with st.container(border=desk is not None, key=f"{key}_{action.id}"):
            show_action_line(action)
            if desk is not None and may_set_several():
                choose_row(action)
            if desk is not None:
                show_in_place(action, desk)


desk = open_in_place(plan.id, actions, as_at) if view is View.WORK else None
show_notices(on="actions" if desk is not None else None)
filters.say_refused(refused)
show_saved_filters(plan.id, FilterPage.ACTIONS)
filters.choose("actions", can, chosen)
filters.show_chips("actions", chosen, can)
filters.print_filter(said)

st.header(f"{found:,} of {counted(headlines.actions, 'action')}", anchor=False)
with st.container(horizontal=True, key="actions_tools", vertical_alignment="bottom"):
    choose_order("actions", order)
    choose_grouping("actions", grouping)
    choose_view("actions", view, may_work=may_work)
    if found:
        file_name = f"actions as at {as_at.isoformat()}"
        about = AboutFile(plan.name, as_at, "; ".join(said.values()) or "All actions")
        # What the filter finds, every page of it, in the order shown.
        read = partial(list_actions, plan_id=plan.id, as_at=as_at, chosen=chosen, order=order)
        for form in ACTIONS_SHOWN.formats_for_people:
            label, key = format_label("Download", form), f"actions_{form}"
            write = partial(write_export, name=ACTIONS_SHOWN.name, form=form, about=about)
            offer_of_plan(label, read, write, f"{file_name}.{form}", key, actions=found)
    link(Page.IMPORT_HISTORY, "The plan in its own layout ›")
    if len(chosen.area_ids) == 1:
        link(Page.AREA, "This area and its measures ›", id=chosen.area_ids[0])

show_earlier_mentions(actions, earlier)
if desk is not None:
    watch_rows(actions, desk)
    if may_set_several():
        show_several(actions, desk, named_people, say_understood)
elif view is View.WORK:
    st.info(f"{short_day(as_at)} is still to come. Press *Back to today* above to work through the list.")
if not found:
    st.markdown(f"No action fits as at {short_day(as_at)}. Take a filter away to see more.")
elif grouping is None:
    show_all(actions, "actions_table", "Actions", height=640 if len(actions) > 11 else None)
else:
    for position, (name, members) in enumerate(grouped(actions, grouping)):
        st.header(f"{name} · {len(members):,}", anchor=False)
        show_all(members, f"actions_table_{position}", name)
if found > rows:
    choose_page("actions", number, found, rows)
if actions:
    show_opener(actions, "actions_open")
