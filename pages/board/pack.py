"""Board pack: the papers of a meeting, or of a plan or several as they stand, as Word and Excel."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from data_model.board.queries.board_moments import own_meeting_ahead
from data_model.board.queries.board_view import build_board_view
from data_model.board.queries.frozen import UnreadableView, get_frozen_view
from data_model.board.queries.meetings import get_meeting, list_meetings
from data_model.board.rows import BoardView, Moment
from data_model.measures.queries.measures import list_measures
from data_model.plan.queries.overview import list_areas
from data_model.plan.queries.plans import list_plans
from ui.board.pack_choices import PLAN_ALONE, WORD, choose_meeting, choose_pack
from ui.board.pack_making import PackSize, offer_files
from ui.board.plans_choice import choose_plans
from ui.board.plans_pack import PlansWriters, show_pack_of_plans
from ui.parts.downloads import EXCEL
from ui.shell import address
from ui.shell.access import current_actor
from ui.shell.cache import cached_read
from ui.shell.database import Session, reading
from ui.shell.dates import moment, short_day
from ui.shell.links import link
from ui.shell.page_head import start_page
from ui.shell.pages import Page
from ui.shell.plain_text import escape

head = start_page("Board pack")
plan, as_at = head.plan, head.as_at

with reading() as session:
    wanted = choose_plans(plan, list_plans(session))
if len(wanted) > 1:
    from charts.measures.control_chart_picture import control_chart_png
    from exports.formats.bad_template import BadTemplate
    from exports.pack.pack_choices import DETAILS, PackChoices
    from exports.pack.plans_files import plans_pack_file, plans_summary_file, plans_tables_file

    drawn = partial(plans_pack_file, picture=control_chart_png)
    writers = PlansWriters(DETAILS, PackChoices, drawn, plans_tables_file, plans_summary_file)
    try:
        show_pack_of_plans(wanted, as_at, writers)
    except (BadTemplate, UnreadableView) as unusable:
        st.error(escape(str(unusable)))
    st.stop()
number = address.read_number("meeting")
with reading() as session:
    if number is not None:
        meeting = get_meeting(session, plan.id, number)
    elif address.read("meeting") == PLAN_ALONE:
        meeting = None
    else:
        meeting = own_meeting_ahead(session, plan.id, as_at)
    frozen = list_meetings(session, plan.id, frozen_only=True)
    try:
        kept_view = get_frozen_view(session, meeting.id) if meeting is not None else None
    except UnreadableView as unreadable:
        st.error(escape(str(unreadable)))
        st.stop()

if number is not None and meeting is None:
    st.warning("There is no such meeting in this plan. These are the papers of the plan itself.")
choose_meeting(frozen, meeting, as_at)
if kept_view is not None and kept_view.meeting is not None:
    seen = kept_view.meeting
    frozen_at = moment(seen.frozen_at) if seen.frozen_at is not None else ""
    st.header(escape(f"{seen.board}, {short_day(seen.held_on)}"), anchor=False)
    st.markdown(escape(f"As it was frozen {frozen_at} by {seen.frozen_by}: nothing in it changes."))
    areas = kept_view.areas
else:
    named = f"{meeting.board}, {short_day(meeting.held_on)}: the" if meeting is not None else "The"
    st.header(escape(f"{named} plan as at {short_day(as_at)}"), anchor=False)
    st.markdown("These are the figures as they are known now. Freeze a meeting to keep what it saw.")
    areas = tuple(cached_read(list_areas, plan.id, as_at))
link(Page.MEETINGS, "Meetings ›")
if not areas:
    st.info("There is no action in this plan on this day. Load a plan, or choose a later day.")
    st.stop()


# What writes files is large, and nobody waits for it before choosing.
from charts.measures.control_chart_picture import control_chart_png  # noqa: E402
from exports.formats.bad_template import BadTemplate  # noqa: E402
from exports.pack.pack_choices import DETAILS, PackChoices  # noqa: E402
from exports.pack.pack_files import pack_file, summary_file, tables_file  # noqa: E402

offered = [(area.id, f"{area.number} {area.short_name}".strip()) for area in areas]
# A visitor of the open demonstration hands no file to be opened.
chosen = choose_pack(offered, DETAILS, takes_template=not current_actor().is_visitor)
choices = PackChoices(chosen.areas, chosen.detail, chosen.audience)
read: Callable[[Session], BoardView | None] = partial(
    build_board_view, plan_id=plan.id, moment=Moment(as_at), meeting=meeting
)
if kept_view is not None and meeting is not None:
    read = partial(get_frozen_view, meeting_id=meeting.id)
with reading() as session:
    size = PackSize(sum(area.actions for area in areas), len(list_measures(session, plan.id, as_at)))
word = partial(pack_file, choices=choices, picture=control_chart_png, template=chosen.template)
excel, page = partial(tables_file, choices=choices), partial(summary_file, template=chosen.template)
try:
    offer_files(
        read,
        size,
        ("The pack (Word)", word, WORD, "pack_docx"),
        ("Every table behind it (Excel)", excel, EXCEL, "pack_xlsx"),
        ("A summary on one page, of every area (Word)", page, WORD, "pack_summary"),
    )
except BadTemplate as bad:
    st.error(escape(str(bad)))
