"""The screens of a meeting shown in the room: one thing each, in the largest type there is.

Owns: which screens there are, their order and words, how large each is, and going from one to the next by
button or arrow key.
Refuses: any figure of its own (`meeting_facts` reads them). Charts are passed in.

The position, 1 to the number of screens, is `at` in the address.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from data_model.board.rows import (
    MeetingRow,
    MovedAction,
    WhatChanged,
)
from data_model.measures.assessment_text import needs_attention
from data_model.measures.measure_assessment import MeasureAssessment, sentence_of
from data_model.plan.rows import AreaRow, Headlines, PlanRow
from data_model.shared.sentence_text import long_day
from ui.board.challenge_slides import (
    exception_screens,
    show_exceptions,
    show_gravest,
)
from ui.board.follow_up_view import KINDS, due_text, overdue_first
from ui.board.large_text import say_large, say_second, show_tile
from ui.board.meeting_facts import RoomFacts
from ui.board.meeting_forms import weekday_day
from ui.board.meeting_lists import state_text
from ui.board.movement_lists import LISTS, ListKind, actions_of, title_of, turned_text
from ui.measures.measure_chips import chips
from ui.parts.status_chips import chip
from ui.shell import address
from ui.shell.clock import now, today
from ui.shell.dates import moment, short_day
from ui.shell.links import link
from ui.shell.pages import Page
from ui.shell.plain_text import escape, shorten

# What fits on a display without scrolling.
_LINES, _LINES_OF_AN_AREA, _MEASURES = 5, 3, 3
_OF_AN_AREA = ("worsened", "reopened", "slipped", "exceptions_opened", "completed", "improved")


@dataclass(frozen=True)
class Slide:
    """One screen: its title in plain text and what draws the rest."""

    title: str
    draw: Callable[[], None]


def list_slides(
    plan: PlanRow,
    meeting: MeetingRow,
    facts: RoomFacts,
    draw_flow: Callable[[WhatChanged, str], None],
    draw_measure: Callable[[MeasureAssessment], None],
) -> list[Slide]:
    """Return the screens in their order."""
    changed = facts.changed
    slides = [
        Slide(meeting.board, lambda: _cover(plan, meeting, facts)),
        Slide(facts.words.headline, lambda: _headline(facts.headlines)),
    ]
    if changed is not None:
        slides.append(Slide(facts.words.movement, lambda: draw_flow(changed, facts.words.flow)))
    slides += [
        Slide(title, partial(show_exceptions, part)) for title, part in exception_screens(facts.exceptions)
    ]
    if facts.checks:
        slides.append(Slide("What to challenge", partial(show_gravest, facts.checks)))
    slides += [
        Slide(f"{area.number} {area.short_name or area.title}".strip(), partial(_area, area, facts))
        for area in facts.areas
    ]
    worst = [one for one in facts.assessments if needs_attention(one) and one.latest is not None]
    for one in worst[:_MEASURES]:
        slides.append(Slide(sentence_of(one), partial(_measure, one, draw_measure)))
    if changed is not None and changed.measures:
        slides.append(Slide("Measures that changed", lambda: _turned(changed)))
    slides.append(Slide(f"{KINDS} open in the plan", lambda: _follow_ups(facts)))
    if changed is not None:
        due = next(kind for kind in LISTS if kind.name == "due_next")
        slides.append(Slide(title_of(changed, due), lambda: _moved(changed.due_next, due)))
    return slides


def place_among(slides: Sequence[Slide]) -> int:
    """Return which screen the address asks for, 1 to their number."""
    return min(max(1, address.read_number("at") or 1), len(slides))


def show_ways(place: int, slides: Sequence[Slide], meeting: MeetingRow) -> None:
    """Draw the buttons to the screens on both sides, which the arrow keys press, and the place among them."""
    with st.container(
        horizontal=True, key="room_ways", vertical_alignment="center", horizontal_alignment="distribute"
    ):
        with st.container(horizontal=True, width="content"):
            _turn("‹ Previous", place - 1, len(slides), "Left")
            _turn("Next ›", place + 1, len(slides), "Right")
        st.markdown(f"**{place} of {len(slides)}**", width="content")
        with st.container(width="content"):
            said = "held" if meeting.held_on <= today() else "planned for"
            _show_clock(f"{said} {weekday_day(meeting.held_on)}")
        with st.container(width="content"):
            link(Page.MEETING, "Leave this view ›", id=meeting.id)


def _turn(label: str, to: int, last: int, key: str) -> None:
    st.button(
        label,
        key=f"room_{key.lower()}",
        shortcut=key,
        disabled=not 1 <= to <= last,
        on_click=address.write,
        kwargs={"at": to},
    )


# A screen may stand for ten minutes while it is spoken about: its clock goes on.
@st.fragment(run_every=20)
def _show_clock(held: str) -> None:
    st.markdown(f"{now().astimezone():%H:%M} · {escape(held)}", width="content")


def _cover(plan: PlanRow, meeting: MeetingRow, facts: RoomFacts) -> None:
    _large(long_day(meeting.held_on))
    _large(plan.name)
    if meeting.frozen_at is not None:
        _large(f"As the board saw it as at {long_day(facts.as_at)}, kept {moment(meeting.frozen_at)}")
    else:
        _large(", ".join(filter(None, (f"As at {long_day(facts.as_at)}", state_text(meeting, today())))))
    for words in (f"Chair: {meeting.chair}" if meeting.chair else "", meeting.place):
        if words:
            _large(words)
    if plan.is_demo:
        _large("Demo data: an invented council. No real child, person or service.")
    st.caption("The left and right arrow keys go from screen to screen.")


def _headline(headlines: Headlines) -> None:
    with st.container(horizontal=True, key="room_statuses"):
        for row in headlines.statuses:
            show_tile(row.label, row.count, chip(row.status, row.label))
    with st.container(horizontal=True, key="room_figures"):
        for number, words in (
            (headlines.overdue, "Overdue"),
            (headlines.due_soon, "Due in 30 days"),
            (headlines.nobody_responsible, "Nobody responsible"),
            (headlines.no_due_date, "No due date"),
        ):
            show_tile(words, number, words)


def _area(area: AreaRow, facts: RoomFacts) -> None:
    with st.container(horizontal=True, key="room_area"):
        for row in area.statuses:
            if row.count:
                show_tile(row.label, row.count, chip(row.status, row.label))
        show_tile("Overdue", area.overdue, "Overdue")
    said = [words] if (words := facts.words.of_area(area.id).measures) else []
    if area.next_due is not None:
        said.append(f"Next due {short_day(area.next_due)}.")
    if said:
        _large(" ".join(said))
    if facts.changed is not None:
        _area_moves(area, facts.changed)


def _area_moves(area: AreaRow, changed: WhatChanged) -> None:
    kinds = [kind for kind in LISTS if kind.name in _OF_AN_AREA]
    seen: set[int] = set()
    lines: list[tuple[MovedAction, ListKind]] = []
    for kind in kinds:
        for action in actions_of(changed, kind):
            if action.area_id == area.id and action.id not in seen:
                seen.add(action.id)
                lines.append((action, kind))
    if not lines:
        _large(f"Nothing moved here since {changed.earlier.words}.")
        return
    for action, kind in lines[:_LINES_OF_AN_AREA]:
        _line(action, kind, f"{kind.title}: ")
    _say_more(len(lines) - _LINES_OF_AN_AREA)


def _moved(actions: Sequence[MovedAction], kind: ListKind) -> None:
    if not actions:
        _large("Nothing falls due.")
    for action in actions[:_LINES]:
        _line(action, kind, "")
    _say_more(len(actions) - _LINES)


def _line(action: MovedAction, kind: ListKind, before: str) -> None:
    with st.container(gap=None):
        _large(f"{before}{action.ref} {shorten(action.text, 90)}")
        say_second(f"{kind.line(action)} · {escape(action.people) or 'nobody responsible'}")


def _measure(assessment: MeasureAssessment, draw_measure: Callable[[MeasureAssessment], None]) -> None:
    # The title, which is what the chart says, begins with the measure's name.
    say_large(chips(assessment))
    draw_measure(assessment)


def _turned(changed: WhatChanged) -> None:
    for one in changed.measures[:_LINES]:
        with st.container(gap=None):
            _large(one.name)
            say_second(escape(turned_text(one)))
    _say_more(len(changed.measures) - _LINES)


def _follow_ups(facts: RoomFacts) -> None:
    still = overdue_first([row for row in facts.follow_ups if row.is_open])
    _large(f"As at {long_day(facts.seen_on)}: {facts.words.follow_ups}")
    for row in still[:_LINES]:
        with st.container(gap=None):
            _large(f"{row.kind.value.capitalize()}: {shorten(row.words, 110)}")
            say_second(escape(f"{row.owner or 'Nobody'} · {due_text(row)}"))
    _say_more(len(still) - _LINES)


def _say_more(number: int) -> None:
    if number > 0:
        say_second(f"and {number:,} more")


def _large(words: str) -> None:
    """Draw plain words of a screen in the size below its title's."""
    say_large(escape(words))
