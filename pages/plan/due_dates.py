"""Due dates: what is overdue first, then month by month, and a calendar of exactly what is shown."""

from datetime import date
from itertools import groupby

import streamlit as st

from charts.plan.due_by_month import due_by_month
from charts.plan.due_timeline import due_timeline
from data_model.plan.action_filter import ActionOrder
from data_model.plan.queries.actions import list_actions
from data_model.plan.queries.over_time.ended_events import list_ended_events
from data_model.plan.queries.over_time.versions import list_identities
from data_model.plan.queries.overview import list_areas, list_due_months
from data_model.plan.queries.responsible.people import list_people
from data_model.shared.sentence_text import long_month
from exports.register import CALENDAR, AboutFile
from ui.parts.chart_view import show_chart
from ui.parts.downloads import offer_download
from ui.plan.due_bands import ROWS, parted, show_band, show_bands, show_folded
from ui.plan.filters import choices, choose, read_filter, say_refused, show_chips
from ui.shell.cache import cached_read
from ui.shell.clock import now
from ui.shell.database import reading
from ui.shell.links import go, open_action
from ui.shell.page_head import start_page
from ui.shell.pages import Page

head = start_page("Due dates")
plan, as_at = head.plan, head.as_at
can = choices(cached_read(list_areas, plan.id, as_at), cached_read(list_people, plan.id, as_at))
chosen, refused = read_filter(can)
with reading() as session:
    actions = list_actions(session, plan.id, as_at, chosen, ActionOrder.DUE)


def make_calendar() -> bytes:
    """Write a calendar of the actions shown; what ended in these areas, or for this person, is cancelled."""
    from exports.plan.calendar import CalendarEntry  # needed when it is pressed

    with reading() as session:
        known = list_identities(session, plan.id, as_at)
        ended = list_ended_events(
            session, plan.id, as_at, area_ids=chosen.area_ids, person_id=chosen.person_id
        )
    entries = [CalendarEntry(known[row.id][0], row, known[row.id][1]) for row in actions]
    return CALENDAR.write("ics", [*entries, *ended], AboutFile(plan.name, as_at, made_at=now()))


say_refused(refused)
choose("due", can, chosen, only=("area", "person", "due"))
show_chips("due", chosen, can)
if not actions:
    st.markdown("No action fits. Take a filter away to see more.")
    st.stop()

bands = parted(actions)
offer_download("Download as a calendar", make_calendar, f"due dates as at {as_at.isoformat()}.ics", "due_ics")
show_band("Overdue", bands.overdue, "Nothing is overdue.")

st.header("Due by month", anchor=False)
months = cached_read(list_due_months, plan.id, as_at)
month_clicked = show_chart(
    due_by_month(months, as_at),
    "due_months",
    (
        {
            "Month": long_month(row.month),
            "Complete or paused": row.complete,
            "Open": row.open,
            "Overdue": row.overdue,
        }
        for row in months
    ),
)
if month_clicked:
    go(Page.ACTIONS, month=f"{date.fromisoformat(month_clicked[0]):%Y-%m}")

st.header("Timeline", anchor=False)
lanes = list(can.areas)
by_area = sorted(actions, key=lambda row: lanes.index(row.area_id))
clicked = show_chart(due_timeline(by_area, as_at), "due_timeline")
if clicked:
    open_action(clicked[0])

months_ahead = groupby(bands.ahead, key=lambda row: (row.due_date or as_at).replace(day=1))
ahead = [(f"Due in {long_month(month)}", list(members)) for month, members in months_ahead]
rest = [("Review dates and recurring", bands.review), ("No due date understood", bands.undated)]
show_bands([*ahead, *rest], before=min(len(bands.overdue), ROWS))
show_folded("Complete or paused", bands.finished)
