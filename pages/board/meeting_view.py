"""Meeting view: a meeting on the room's display, one thing a screen, turned by the arrow keys."""

from dataclasses import replace

import streamlit as st

from charts.board.movement_flow import flow_table, movement_flow
from charts.measures.control_chart import control_chart_figure
from charts.parts.enlarged import enlarged
from data_model.board.rows import WhatChanged
from data_model.measures.measure_assessment import MeasureAssessment
from ui.board.frozen_view import read_frozen
from ui.board.large_text import say_large
from ui.board.meeting_facts import find_meeting, kept_facts, read_facts
from ui.board.meeting_slides import list_slides, place_among, show_ways
from ui.parts.chart_view import draw_figure, show_table
from ui.parts.compare_picker import moment_text
from ui.shell import address
from ui.shell.cache import cached_read
from ui.shell.clock import today
from ui.shell.database import reading
from ui.shell.links import link
from ui.shell.page_head import chosen_day, show_day_band
from ui.shell.pages import Page
from ui.shell.plain_text import escape
from ui.shell.screen import is_telephone
from ui.shell.stylesheet import show_room_styles

# How much larger than on other pages: words, height. A telephone has no room for larger words beside a flow.
FLOW, MEASURE = ((1.15, 1), (1.5, 1.25)) if is_telephone() else ((1.8, 1.3), (2, 1.5))


def draw_flow(changed: WhatChanged, sentence: str) -> None:
    drawn = movement_flow(changed.flow, moment_text(changed.earlier), moment_text(changed.later))
    flow = replace(drawn, sentence=sentence)
    # Beside each other: below a title of three lines the flow has no room for its sentence above it.
    words, drawing = st.columns([2, 3], gap="medium")
    with words:
        say_large(escape(sentence))
        with st.expander("Show as a table", key="room_flow_table", on_change="rerun") as box:
            if box.open:
                show_table(flow_table(changed.flow))
    with drawing:
        draw_figure(enlarged(flow, *FLOW), "room_flow")


def draw_measure(assessment: MeasureAssessment) -> None:
    # Without the sentence of other pages: here it is the title.
    draw_figure(
        enlarged(control_chart_figure(assessment), *MEASURE), f"room_measure_{assessment.series.measure.id}"
    )


# The head of the other pages is left out: a screen says one thing.
with reading() as session:
    found = find_meeting(session, address.read_number("id"))
if found is None:
    st.title("Meeting view", anchor=False)
    st.info("There is no such meeting. Open one from the list of meetings.")
    link(Page.MEETINGS, "All meetings ›")
    st.stop()
plan, meeting = found
address.keep(plan=plan.id)
as_at = chosen_day()
view = read_frozen(meeting)
if view is None:
    show_day_band(as_at)
facts = kept_facts(view) if view is not None else cached_read(read_facts, plan.id, as_at, meeting.id, today())
if view is not None and view.meeting is not None:
    # The plan and the board may have been given other names since.
    plan, meeting = view.plan, view.meeting
show_room_styles()
slides = list_slides(plan, meeting, facts, draw_flow, draw_measure)
place = place_among(slides)
slide = slides[place - 1]
# Above the title, so that the buttons stay where they are whatever stands below.
show_ways(place, slides, meeting)
st.title(escape(slide.title), anchor=False)
# Named by its place: else parts of the screen before would stay until the new ones are drawn.
with st.container(key=f"room_screen_{place}"):
    slide.draw()
