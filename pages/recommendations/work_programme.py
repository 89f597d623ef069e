"""Work programme: what is to come to which meeting of scrutiny, by whom, and what came of it."""

import streamlit as st

from data_model.board.queries.meetings import list_boards, list_meetings
from data_model.board.queries.work_programme import list_items
from data_model.board.rows import BoardKind
from data_model.board.work_programme import programme_sentence
from data_model.recommendations.queries.recommendations import list_recommendations
from data_model.shared.permissions import Permission, is_permitted
from ui.parts.saving import show_outcome
from ui.recommendations.work_programme_view import add_item_form, may_take, show_item, show_meetings
from ui.shell.access import current_actor
from ui.shell.cache import cached_read
from ui.shell.clock import today
from ui.shell.database import reading
from ui.shell.links import link
from ui.shell.page_head import start_page
from ui.shell.pages import Page
from ui.shell.plain_text import escape

head = start_page("Work programme", dated=False, asks_day=False)
plan, day = head.plan, today()
with reading() as session:
    boards = {
        board.id for board in list_boards(session, plan.id, retired=True) if board.kind is BoardKind.SCRUTINY
    }
    meetings = [one for one in list_meetings(session, plan.id) if one.board_id in boards]
    ids = {meeting.id for meeting in meetings}
    items = [
        item for item in list_items(session, plan.id) if item.meeting_id is None or item.meeting_id in ids
    ]
refs = {row.id: row.ref for row in cached_read(list_recommendations, plan.id, max(day, head.as_at))}
choices = may_take(meetings, day)

show_outcome()
st.header(escape(programme_sentence(items, day)), anchor=False)
with st.container(horizontal=True, key="programme_ways"):
    link(Page.RECOMMENDATIONS, "Recommendations ›")
    link(Page.MEETINGS, "Meetings of every board ›")
if not boards:
    st.markdown("No scrutiny committee is recorded yet. The programme office adds it under *Meetings*.")
if is_permitted(current_actor(), Permission.MEETINGS) and boards:
    with st.expander("Put an item on a meeting", key="programme_add", on_change="rerun") as box:
        if box.open:
            add_item_form(plan.id, refs, choices)
ahead = sorted((one for one in meetings if one.held_on >= day), key=lambda one: one.held_on)
past = [one for one in meetings if one.held_on < day]
loose = [item for item in items if item.meeting_id is None]
if loose:
    st.header("Without a meeting", anchor=False)
    for item in loose:
        show_item(item, refs, choices)
if ahead:
    st.header("To come", anchor=False)
    show_meetings(ahead, items, refs, choices)
if past:
    st.header("Held", anchor=False)
    show_meetings(past, items, refs, choices)
