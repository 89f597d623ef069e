"""Deadlines by month: complete, open and overdue, with a line at the as-at date.

Owns: the columns, the window of months drawn, and their sentence. Refuses: counting, and deciding what is
overdue; the rows bring both.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import Any

import plotly.graph_objects as go

from charts.parts.chart import (
    COMPLETE,
    FONT_SIZE,
    GAP,
    MARGIN,
    OPEN,
    OVERDUE,
    BarLook,
    Chart,
    empty_chart,
    mark_as_at,
    new_figure,
    room_for,
)
from data_model.plan.rows import MonthRow
from data_model.shared.sentence_text import counted, is_or_are, long_month, short_month

# More columns than this are too thin to read on a telephone.
MOST_MONTHS = 30
_MONTHS_BEFORE = 12
_HEIGHT = 340


def due_by_month(months: Sequence[MonthRow], as_at: date) -> Chart:
    """Draw one column a month; `as_at` is the day for which the rows say what is overdue.

    Each column's customdata is [month as ISO date of its first day, month in words, count in words]. Of a
    span longer than 30 months the 30 nearest to `as_at` are drawn, and the sentence counts the others.
    """
    held = sorted((row for row in months if _total(row)), key=lambda row: row.month)
    if not held:
        return empty_chart("There are no deadlines to show by month.")
    first, last = _window([row.month for row in held], as_at)
    drawn = [row for row in held if first <= row.month <= last]
    # The axis reaches the as-at month where that does not squeeze the columns.
    start, stop = _with_as_at(first, last, as_at)
    end = stop.replace(day=monthrange(stop.year, stop.month)[1])
    highest = max(_total(row) for row in drawn)
    figure = new_figure(
        _traces(drawn),
        _HEIGHT,
        barmode="stack",
        bargap=0.15,
        margin={**MARGIN, "l": room_for([f"{highest * 1.2:,.0f}"])},
        xaxis={
            "type": "date",
            "range": [start.isoformat(), f"{end.isoformat()} 23:59:59"],
            **_month_ticks(start, stop),
            "fixedrange": True,
            "showgrid": False,
        },
        yaxis=_count_axis(highest),
    )
    mark_as_at(figure, as_at, start, end)
    return Chart(figure, _sentence(held, drawn, first, last))


def _total(row: MonthRow) -> int:
    return row.complete + row.open + row.overdue


def _month_after(month: date, months: int) -> date:
    number = month.year * 12 + month.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def _apart(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def _window(months: Sequence[date], as_at: date) -> tuple[date, date]:
    """Return the first and last month to draw: all, or 30 that hold as_at as far as the months reach.

    The month with deadlines that is nearest to as_at is always among them.
    """
    first, last = months[0], months[-1]
    surplus = _apart(first, last) + 1 - MOST_MONTHS
    if surplus <= 0:
        return first, last
    nearest = _apart(first, min(months, key=lambda month: abs(_apart(month, as_at))))
    skipped = max(_apart(first, as_at) - _MONTHS_BEFORE, nearest - MOST_MONTHS + 1, 0)
    start = _month_after(first, min(skipped, nearest, surplus))
    return start, _month_after(start, MOST_MONTHS - 1)


def _with_as_at(first: date, last: date, as_at: date) -> tuple[date, date]:
    month = as_at.replace(day=1)
    wider = min(first, month), max(last, month)
    return wider if _apart(*wider) < MOST_MONTHS else (first, last)


def _month_ticks(start: date, stop: date) -> dict[str, object]:
    """Name every month, of more than eight months every third; each name stands under its column's middle."""
    months = [_month_after(start, number) for number in range(_apart(start, stop) + 1)]
    if len(months) > 8:
        months = [month for month in months if month.month % 3 == 1]
    return {
        "tickvals": [month.replace(day=16).isoformat() for month in months],
        "ticktext": [f"{short_month(month)}<br>{month.year}" for month in months],
    }


def _traces(rows: Sequence[MonthRow]) -> list[go.Bar | go.Scatter]:
    return [
        _column(rows, "✓ Complete or paused", [row.complete for row in rows], COMPLETE),
        _column(rows, "○ Open", [row.open for row in rows], OPEN),
        _column(rows, "! Overdue", [row.overdue for row in rows], OVERDUE),
        _totals(rows),
    ]


# A column fills its month on a true time axis, so that the as-at line falls on its day.
_ON_THE_AXIS: dict[str, Any] = {"xperiod": "M1", "xperiodalignment": "middle"}
_COLUMN_WIDTH = 25 * 86_400_000  # 25 days, in the milliseconds of a time axis


def _column(rows: Sequence[MonthRow], name: str, counts: Sequence[int], look: BarLook) -> go.Bar:
    return go.Bar(
        name=name,
        x=[row.month.isoformat() for row in rows],
        y=list(counts),
        **_ON_THE_AXIS,
        # Without a width a single month would be drawn as a hairline.
        width=_COLUMN_WIDTH,
        marker={"color": look.fill, "line": GAP, "pattern": look.pattern},
        customdata=[
            [row.month.isoformat(), long_month(row.month), f"{count:,} of {counted(_total(row), 'deadline')}"]
            for row, count in zip(rows, counts, strict=True)
        ],
        hovertemplate=f"<b>%{{customdata[1]}}</b><br>{name}: %{{customdata[2]}}<extra></extra>",
    )


def _totals(rows: Sequence[MonthRow]) -> go.Scatter:
    """Write each month's number above its column: two figures would not fit inside a narrow one."""
    totals = [_total(row) for row in rows]
    return go.Scatter(
        x=[row.month.isoformat() for row in rows],
        y=totals,
        **_ON_THE_AXIS,
        mode="text",
        text=[f"{total:,}" for total in totals],
        textposition="top center",
        textfont={"size": FONT_SIZE},
        showlegend=False,
        hoverinfo="skip",
    )


def _count_axis(highest: int) -> dict[str, object]:
    """Return an axis of whole numbers with room above the columns for the label of the as-at line."""
    step = next((step for step in (1, 2, 5, 10, 20, 50, 100) if highest <= step * 6), None)
    ticks: dict[str, object] = {"dtick": step} if step else {"nticks": 6}
    return {"range": [0, highest * 1.2], "fixedrange": True, "automargin": False, "title": "", **ticks}


def _sentence(held: Sequence[MonthRow], drawn: Sequence[MonthRow], first: date, last: date) -> str:
    complete, still_open = sum(row.complete for row in drawn), sum(row.open for row in drawn)
    overdue = sum(row.overdue for row in drawn)
    total = complete + still_open + overdue
    span = f"in {long_month(first)}" if first == last else f"from {long_month(first)} to {long_month(last)}"
    sentence = (
        f"{counted(total, 'deadline')} {span}: {complete:,} complete or paused, "
        f"{still_open:,} open and {overdue:,} overdue"
    )
    outside = sum(_total(row) for row in held) - total
    if outside:
        sentence += f"; {counted(outside, 'deadline')} outside these months {is_or_are(outside)} not drawn"
    return sentence + "."
