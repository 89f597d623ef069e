"""What stands over a control chart on screen: why limits were reset, and the numbers of milestones.

Owns: their rows above the plot and the lines down through it. Refuses: the chart itself (`control_chart`) and
the list of milestones, which the page shows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import plotly.graph_objects as go

from charts.measures.control_chart_marks import Break, breaks, milestones_inside, packed, rooms, share_of
from charts.parts.chart import NEUTRAL, OPEN
from charts.parts.plain_text import wrapped
from data_model.measures.measure_assessment import MeasureAssessment
from data_model.measures.rows import MilestoneRow
from data_model.shared.sentence_text import short_day

# The plot of a telephone 390 pixels wide; what fits there fits anywhere.
_NARROW = 235
_ROW, _SMALL = 22, 12
_BREAK_LINES, _BREAK_ROW = 3, 48
_LETTER, _LEAST_WIDE, _MOST_WIDE = 6.5, 11, 24


class PlacedBreak(NamedTuple):
    """A break, whether its words stand left of its line, its words wrapped and escaped, and its row."""

    at: Break
    is_left: bool
    words: str
    row: int


class PlacedMilestone(NamedTuple):
    """A milestone with its number, its place on the time axis from 0 to 1, and its row."""

    number: int
    moment: datetime
    share: float
    row: int
    said: MilestoneRow


@dataclass(frozen=True, slots=True)
class Events:
    """What is drawn above the plot: breaks, and milestones with their numbers, moments and rows."""

    breaks: list[PlacedBreak]
    milestones: list[PlacedMilestone]

    @property
    def milestone_rows(self) -> int:
        return max((each.row for each in self.milestones), default=-1) + 1

    @property
    def height(self) -> int:
        """Return the pixels that all need above the plot."""
        return (
            10
            + self.milestone_rows * _ROW
            + (max((each.row for each in self.breaks), default=-1) + 1) * _BREAK_ROW
        )


def plan_events(assessment: MeasureAssessment, milestones: Sequence[MilestoneRow]) -> Events:
    """Place breaks and milestones on rows where they do not touch each other on a telephone."""
    return Events(_placed_breaks(assessment), _milestone_rows(assessment, milestones))


def mark_events(figure: go.Figure, events: Events) -> None:
    """Draw breaks and milestones on a figure whose upper margin is `events.height`."""
    for each in events.breaks:
        _mark_break(figure, each, events.milestone_rows * _ROW + each.row * _BREAK_ROW + 4)
    for milestone in events.milestones:
        _mark_milestone(figure, milestone, 5 + milestone.row * _ROW + _ROW // 2)


def _placed_breaks(assessment: MeasureAssessment) -> list[PlacedBreak]:
    """Wrap the words of each break into the room that a telephone has up to the next."""
    found = breaks(assessment)
    shares = [share_of(assessment, each.at) for each in found]
    placed, extents = [], []
    for each, share, (is_left, room) in zip(found, shares, rooms(shares), strict=True):
        width = max(min(int(room * _NARROW / _LETTER), _MOST_WIDE), _LEAST_WIDE)
        reach = width * _LETTER / _NARROW
        placed.append((each, is_left, wrapped(each.words, width, _BREAK_LINES)))
        extents.append((share - reach, share) if is_left else (share, share + reach))
    return [PlacedBreak(*each, row) for each, row in zip(placed, packed(extents), strict=True)]


def _milestone_rows(
    assessment: MeasureAssessment, milestones: Sequence[MilestoneRow]
) -> list[PlacedMilestone]:
    inside = sorted(milestones_inside(assessment, milestones), key=lambda each: each[1])
    shares = [share_of(assessment, moment) for _, moment, _ in inside]
    rows = packed([(share, share + _ROW / _NARROW) for share in shares])
    return [
        PlacedMilestone(number, moment, share, row, said)
        for (number, moment, said), share, row in zip(inside, shares, rows, strict=True)
    ]


def _mark_break(figure: go.Figure, each: PlacedBreak, height: int) -> None:
    at, line = each.at.at.isoformat(), {"color": NEUTRAL, "width": 2}
    side = "right" if each.is_left else "left"
    figure.add_shape(type="line", x0=at, x1=at, y0=0, y1=1, yref="paper", line=line)
    # The margin is measured in pixels, the plot is not, so the line is two.
    figure.add_shape(
        type="line",
        x0=at,
        x1=at,
        yref="paper",
        ysizemode="pixel",
        yanchor=1,
        y0=0,
        y1=height + _BREAK_ROW - 6,
        line=line,
    )
    figure.add_annotation(
        x=at,
        y=1,
        yref="paper",
        yshift=height,
        yanchor="bottom",
        showarrow=False,
        xanchor=side,
        align=side,
        borderpad=3,
        font={"size": _SMALL},
        text=each.words,
        hovertext=wrapped(each.at.words, 50, 6),
    )


def _mark_milestone(figure: go.Figure, milestone: PlacedMilestone, centre: int) -> None:
    at, radius = milestone.moment.isoformat(), _ROW // 2 - 1
    figure.add_shape(
        type="line",
        x0=at,
        x1=at,
        y0=0,
        y1=1,
        yref="paper",
        layer="below",
        line={"color": NEUTRAL, "width": 1, "dash": "dot"},
    )
    # Placed on the paper, not on the axis: one on the last day would be cut in half at the axis's end.
    figure.add_shape(
        type="circle",
        xsizemode="pixel",
        ysizemode="pixel",
        xref="paper",
        xanchor=milestone.share,
        yref="paper",
        yanchor=1,
        x0=-radius,
        x1=radius,
        y0=centre - radius,
        y1=centre + radius,
        fillcolor=OPEN.fill,
        line={"width": 0},
    )
    figure.add_annotation(
        x=at,
        y=1,
        yref="paper",
        yshift=centre,
        yanchor="middle",
        showarrow=False,
        text=str(milestone.number),
        font={"size": _SMALL, "color": OPEN.text},
        hovertext=f"{short_day(milestone.said.dated)}<br>{wrapped(milestone.said.words, 50, 4)}",
    )
