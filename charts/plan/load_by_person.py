"""Who answers for how many actions: overdue, due soon, other open, complete.

Owns: the choice of the people drawn, the bars, and their sentence. Refuses: counting; the rows bring the
counts, and an action with two people counts for both.
"""

from collections.abc import Sequence
from typing import NamedTuple

import plotly.graph_objects as go

from charts.parts.chart import (
    COMPLETE,
    GAP,
    OPEN,
    OVERDUE,
    SOON,
    BarLook,
    Chart,
    bar_text,
    empty_chart,
    named_rows,
    new_figure,
    number_or_blank,
)
from charts.parts.plain_text import plain
from data_model.plan.rows import PersonRow
from data_model.plan.statuses import CLOCK_STOPPED
from data_model.shared.sentence_text import counted, is_or_are

MOST_PEOPLE = 12
_ROW_HEIGHT, _AROUND = 40, 110


class _Load(NamedTuple):
    person: PersonRow
    overdue: int
    soon: int
    later: int
    stopped: int

    @property
    def open(self) -> int:
        return self.overdue + self.soon + self.later


class _Part(NamedTuple):
    name: str
    counts: Sequence[int]
    look: BarLook


def load_by_person(people: Sequence[PersonRow]) -> Chart:
    """Draw one bar a person for the twelve with most open actions, the most loaded on top.

    Open means neither complete, embedded nor paused. Each segment's customdata is [person id, name, count in
    words]. The sentence says how many people are not drawn.
    """
    loads = sorted((_load(person) for person in people if person.actions), key=_most_loaded_first)
    if not loads:
        return empty_chart("Nobody is named as responsible for an action.")
    drawn = loads[:MOST_PEOPLE]
    figure = new_figure(
        [_segments(drawn, part) for part in _parts(drawn)],
        _AROUND + _ROW_HEIGHT * len(drawn),
        barmode="stack",
        xaxis={"visible": False, "fixedrange": True},
        **named_rows([load.person.name for load in drawn]),
    )
    return Chart(figure, _sentence(loads, drawn))


def _load(person: PersonRow) -> _Load:
    stopped = sum(row.count for row in person.statuses if row.status in CLOCK_STOPPED)
    later = person.actions - stopped - person.overdue - person.due_soon
    return _Load(person, person.overdue, person.due_soon, later, stopped)


def _most_loaded_first(load: _Load) -> tuple[int, int, str, int]:
    return -load.open, -load.overdue, load.person.name.casefold(), load.person.id


def _parts(loads: Sequence[_Load]) -> list[_Part]:
    return [
        _Part("! Overdue", [load.overdue for load in loads], OVERDUE),
        _Part("◔ Due in 30 days", [load.soon for load in loads], SOON),
        _Part("○ Other open", [load.later for load in loads], OPEN),
        _Part("✓ Complete or paused", [load.stopped for load in loads], COMPLETE),
    ]


def _segments(loads: Sequence[_Load], part: _Part) -> go.Bar:
    return go.Bar(
        orientation="h",
        name=part.name,
        x=list(part.counts),
        y=list(range(len(loads))),
        marker={"color": part.look.fill, "line": GAP, "pattern": part.look.pattern},
        text=[number_or_blank(count) for count in part.counts],
        customdata=[
            [
                load.person.id,
                plain(load.person.name),
                f"{count:,} of {counted(load.person.actions, 'action')}",
            ]
            for load, count in zip(loads, part.counts, strict=True)
        ],
        hovertemplate=f"<b>%{{customdata[1]}}</b><br>{part.name}: %{{customdata[2]}}<extra></extra>",
        **bar_text(part.look.text),
    )


def _sentence(loads: Sequence[_Load], drawn: Sequence[_Load]) -> str:
    most = [load for load in loads if load.open == loads[0].open]
    people = counted(len(loads), "person answers for actions", "people answer for actions")
    if not loads[0].open:
        busiest = ", none of which is open"
    elif len(most) == 1:
        busiest = f"; {most[0].person.name} has the most open, {most[0].open:,} ({most[0].overdue:,} overdue)"
    else:
        busiest = f"; {len(most):,} of them have the most open, {most[0].open:,} each"
    others = len(loads) - len(drawn)
    rest = f"; {counted(others, 'other')} {is_or_are(others)} not shown" if others else ""
    return f"{people}{busiest}{rest}."
