"""Every action at its due date on a time axis, in lanes by area, with the slip from its original date.

Owns: the places of the marks, what a click on one carries, and their sentence. Refuses: actions without a due
date, which it counts in the sentence, and any judgement of what is overdue.
"""

import heapq
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import plotly.graph_objects as go

from charts.parts.chart import BAND, DATE_TICKS, NEUTRAL, Chart, empty_chart, mark_as_at, new_figure
from charts.parts.plain_text import plain, shortened, wrapped
from data_model.plan.due_dates import DueKind
from data_model.plan.due_text import due_text
from data_model.plan.rows import ActionRow
from data_model.plan.status_looks import STATUS_LOOKS
from data_model.plan.statuses import STATUS_NAMES, Status
from data_model.shared.sentence_text import counted, is_or_are, short_day

# A date further away than this (often a slip in the year) would squeeze all others into one spot.
_FURTHEST = timedelta(days=5 * 366)
# More marks than this are slow to draw and cannot be told apart; those nearest to the as-at date stay.
MOST_MARKS = 400
_ROW_HEIGHT, _AROUND = 20, 150
_LABEL_WIDTH, _LABEL_LINES = 17, 2
# A lane is high enough for two lines of its label.
_LEAST_ROWS = 2
# Marks nearer than this part of the span would overlap, so they go on rows of their own.
_MARK_SHARE = 40

# The shape tells the status where colour cannot be seen.
_SHAPES: dict[Status, str] = {
    Status.COMPLETE: "square",
    Status.EMBEDDED: "star",
    Status.ON_TRACK: "circle",
    Status.AT_RISK: "diamond",
    Status.DELAYED: "triangle-up",
    Status.PAUSED: "hourglass",
    Status.NOT_STARTED: "pentagon",
    Status.NOT_RATED: "x",
}


class _Mark(NamedTuple):
    """An action with a due date and its row, counted from the top over all lanes."""

    action: ActionRow
    due: date
    row: int


class _Lane(NamedTuple):
    name: str
    first_row: int
    rows: int


def due_timeline(actions: Sequence[ActionRow], as_at: date) -> Chart:
    """Draw each action at its current due date, hollow at the original where it moved, a line between.

    `as_at` is the day of the vertical line. Lanes follow the order in which areas first appear. Each mark's
    customdata is [action id, ref, text, due words, people]. At most 400 actions are drawn.
    """
    dated = [action for action in actions if action.due_date is not None]
    if not dated:
        return empty_chart(_nothing_to_draw(len(actions)))
    drawn = _nearest(dated, as_at)
    first, last = _axis(drawn, as_at)
    lanes, marks = _place(drawn, (last - first).days // _MARK_SHARE + 1)
    rows = lanes[-1].first_row + lanes[-1].rows
    figure = new_figure(
        [*_slips(marks), *_current(marks)],
        _AROUND + _ROW_HEIGHT * rows,
        hovermode="closest",
        xaxis={
            "type": "date",
            "range": [first.isoformat(), last.isoformat()],
            "tickformatstops": DATE_TICKS,
            "fixedrange": True,
        },
        yaxis={
            "tickvals": [lane.first_row + (lane.rows - 1) / 2 for lane in lanes],
            "ticktext": [wrapped(lane.name, _LABEL_WIDTH, _LABEL_LINES) for lane in lanes],
            # One row of room above the first lane for the label of the as-at line.
            "range": [rows - 0.5, -1.5],
            "automargin": True,
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
        },
        shapes=[_band(lane) for lane in lanes[::2]],
    )
    mark_as_at(figure, as_at, first, last)
    return Chart(figure, _sentence(actions, dated, drawn))


def _axis(drawn: Sequence[ActionRow], as_at: date) -> tuple[date, date]:
    """Return the first and last day of the axis: all marks and as_at, with room at both ends.

    Dates too far away count only where all are.
    """
    days = [day for action in drawn for day in (action.due_date, action.original_due_date) if day]
    days = [day for day in days if _is_near(day, as_at)] or days
    first, last = min([*days, as_at]), max([*days, as_at])
    margin = max((last - first).days // 25, 7)
    return (
        date.fromordinal(max(first.toordinal() - margin, date.min.toordinal())),
        date.fromordinal(min(last.toordinal() + margin, date.max.toordinal())),
    )


def _is_near(day: date | None, as_at: date) -> bool:
    return day is not None and abs(day - as_at) <= _FURTHEST


def _nearest(dated: Sequence[ActionRow], as_at: date) -> list[ActionRow]:
    """Return at most so many actions as can be told apart, those due nearest to as_at, in the given order."""
    dated = [action for action in dated if _is_near(action.due_date, as_at)] or dated
    if len(dated) <= MOST_MARKS:
        return list(dated)
    by_distance = sorted(dated, key=lambda action: abs(((action.due_date or as_at) - as_at).days))
    kept = {action.id for action in by_distance[:MOST_MARKS]}
    return [action for action in dated if action.id in kept]


def _place(actions: Sequence[ActionRow], apart: int) -> tuple[list[_Lane], list[_Mark]]:
    """Give each action a row in its area's lane, so that marks of one row stand `apart` days apart."""
    by_area: dict[int, list[ActionRow]] = {}
    for action in actions:
        by_area.setdefault(action.area_id, []).append(action)
    lanes: list[_Lane] = []
    marks: list[_Mark] = []
    top = 0
    for members in by_area.values():
        rows = _pack(members, apart)
        marks += [_Mark(action, due, top + row) for action, due, row in rows]
        lane_rows = max(max(row for _, _, row in rows) + 1, _LEAST_ROWS)
        name = f"{members[0].area_number} {members[0].area_short_name}".strip()
        lanes.append(_Lane(name, top, lane_rows))
        top += lane_rows
    return lanes, marks


def _pack(actions: Sequence[ActionRow], apart: int) -> list[tuple[ActionRow, date, int]]:
    spans = []
    for order, action in enumerate(actions):
        if action.due_date is not None:
            days = action.due_date, action.original_due_date or action.due_date
            spans.append((min(days), max(days), order, action, action.due_date))
    placed: list[tuple[ActionRow, date, int]] = []
    ends: list[tuple[date, int]] = []  # a heap: the row that is free soonest comes first
    for start, end, _, action, due in sorted(spans, key=lambda span: span[:3]):
        if ends and (start - ends[0][0]).days >= apart:
            row = heapq.heapreplace(ends, (end, ends[0][1]))[1]
        else:
            row = len(ends)
            heapq.heappush(ends, (end, row))
        placed.append((action, due, row))
    return placed


def _slips(marks: Sequence[_Mark]) -> list[go.Scatter]:
    moved = [mark for mark in marks if mark.action.days_slipped]
    if not moved:
        return []
    x: list[str | None] = []
    y: list[int | None] = []
    originals: list[str] = []
    for mark in moved:
        original = _iso(mark.action.original_due_date)
        originals.append(original)
        x += [original, mark.due.isoformat(), None]
        y += [mark.row, mark.row, None]
    hollow = {"symbol": "circle-open", "size": 9, "color": NEUTRAL, "line": {"width": 2}}
    line = go.Scatter(
        x=x, y=y, mode="lines", line={"color": NEUTRAL, "width": 2}, hoverinfo="skip", showlegend=False
    )
    original_marks = go.Scatter(
        x=originals,
        y=[mark.row for mark in moved],
        mode="markers",
        name="Original due date",
        marker=hollow,
        customdata=[_carried(mark) for mark in moved],
        hovertemplate=_HOVER,
    )
    return [line, original_marks]


def _current(marks: Sequence[_Mark]) -> list[go.Scatter]:
    traces = []
    for status in Status:
        of_status = [mark for mark in marks if mark.action.status is status]
        if not of_status:
            continue
        look = STATUS_LOOKS[status]
        outline = {"color": NEUTRAL, "width": 1}
        traces.append(
            go.Scatter(
                x=[mark.due.isoformat() for mark in of_status],
                y=[mark.row for mark in of_status],
                mode="markers",
                name=f"{look.symbol} {shortened(_label(of_status), 34)}",
                marker={"symbol": _SHAPES[status], "size": 13, "color": look.fill, "line": outline},
                customdata=[_carried(mark) for mark in of_status],
                hovertemplate=_HOVER,
            )
        )
    return traces


# %{fullData.name} is the trace's own name, already escaped.
_HOVER = (
    "<b>%{customdata[1]}</b> %{customdata[2]}<br>%{customdata[3]}<br>%{customdata[4]}"
    "<extra>%{fullData.name}</extra>"
)


def _label(marks: Sequence[_Mark]) -> str:
    action = marks[0].action
    return action.rag_label or STATUS_NAMES[action.status]


def _carried(mark: _Mark) -> list[Any]:
    action = mark.action
    people = shortened(action.people_shown or action.responsible, 60) or "Nobody responsible"
    return [action.id, plain(action.ref), wrapped(action.text, 60, 3), _due_text(mark), people]


def _due_text(mark: _Mark) -> str:
    action = mark.action
    words = plain(due_text(action))
    if action.due_kind == DueKind.DEADLINE:
        words = f"Due {words}"
    if action.days_overdue:
        words += f", {counted(action.days_overdue, 'day')} overdue"
    if action.days_slipped and action.original_due_date:
        direction = "later" if action.days_slipped > 0 else "earlier"
        moved = counted(abs(action.days_slipped), "day")
        words += f"<br>originally {short_day(action.original_due_date)}, moved {moved} {direction}"
    return words


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _band(lane: _Lane) -> dict[str, Any]:
    return {
        "type": "rect",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "layer": "below",
        "line": {"width": 0},
        "y0": lane.first_row - 0.5,
        "y1": lane.first_row + lane.rows - 0.5,
        "fillcolor": BAND,
    }


def _nothing_to_draw(actions: int) -> str:
    if not actions:
        return "There are no actions to show by due date."
    have = "The action has" if actions == 1 else f"None of the {actions:,} actions has"
    return f"{have} {'no' if actions == 1 else 'a'} due date, so there is nothing to draw."


def _sentence(actions: Sequence[ActionRow], dated: Sequence[ActionRow], drawn: Sequence[ActionRow]) -> str:
    overdue = sum(action.days_overdue > 0 for action in dated)
    later = [action.days_slipped for action in dated if action.days_slipped > 0]
    parts = [f"{counted(len(dated), 'action')} with a due date: {overdue:,} {is_or_are(overdue)} overdue"]
    if later:
        most = counted(max(later), "day")
        by = f"by {most}" if len(later) == 1 else f"by up to {most}"
        parts.append(f"{len(later):,} moved later than first planned, {by}")
    else:
        parts.append("none has moved later than first planned")
    undated = len(actions) - len(dated)
    if undated:
        have = "has" if undated == 1 else "have"
        parts.append(f"{undated:,} more {have} no due date and {is_or_are(undated)} not drawn")
    if len(drawn) < len(dated):
        parts.append(f"only the {len(drawn):,} due nearest to the as-at date {is_or_are(len(drawn))} drawn")
    return "; ".join(parts) + "."
