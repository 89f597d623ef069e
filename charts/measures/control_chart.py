"""A control chart on screen: figures, mean, limits and target, and what is special.

Owns: the figure's traces, axes and labels. Refuses: limits and rules (`control_charts`), their words
(`control_chart_text`, `measure_assessment`), and what stands over the plot (`control_chart_events`).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import plotly.graph_objects as go

from charts.measures.control_chart_events import mark_events, plan_events
from charts.measures.control_chart_marks import (
    Label,
    Scale,
    ends,
    limit_spans,
    line_labels,
    middle,
    scale_of,
    starts,
    state_of,
    target_steps,
    ticks,
    unit_of,
)
from charts.measures.control_chart_text import MARK_NAMES, point_words
from charts.parts.chart import BAND, NEUTRAL, Chart, empty_chart, new_figure
from charts.parts.plain_text import plain, shortened
from data_model.measures.control_charts import Variation
from data_model.measures.measure_assessment import MeasureAssessment, sentence_of
from data_model.measures.measure_looks import COMMON, TARGET, look_of
from data_model.measures.measure_vocabulary import MONEY_UNITS, ReadingState, Unit
from data_model.measures.rows import MilestoneRow

_PLOT, _BELOW, _LABELS = 270, 140, 74
_SMALL = 12
# Up to so many points have marks of a size.
_MARK_SIZES = ((16, 10), (40, 9), (80, 7), (100_000, 5))
# A hexagon no larger than a circle would be taken for one.
_LARGER = {"hexagon": 5}
_HOVER = "%{customdata[1]}<extra></extra>"


def control_chart_figure(assessment: MeasureAssessment, milestones: Sequence[MilestoneRow] = ()) -> Chart:
    """Draw the series of an assessment; its sentence is the one-sentence reading, not escaped.

    Milestones are numbered from 1 in the order given; those outside the periods are left out and keep their
    numbers. Each mark's customdata is [first day of the period as ISO date, what it says].
    """
    if not any(point.value is not None for point in assessment.chart.points):
        return empty_chart(sentence_of(assessment))
    gaps = [index for index, point in enumerate(assessment.chart.points) if point.value is None]
    over = plan_events(assessment, milestones)
    scale, labels = scale_of(assessment), line_labels(assessment, 200, 14)
    figure = new_figure(
        [*_limit_traces(assessment, scale), *_value_traces(assessment), *_gap_traces(assessment, gaps)],
        _PLOT + _BELOW + over.height + (24 if gaps else 0),
        margin={
            "l": _left(assessment, scale, bool(gaps)),
            "r": _LABELS if labels else 12,
            "t": over.height,
            "b": 8,
        },
        hovermode="closest",
        xaxis=time_axis(assessment, "y2" if gaps else "y"),
        yaxis=_value_axis(assessment, scale, bool(gaps)),
        **({"yaxis2": _GAP_AXIS} if gaps else {}),
    )
    figure.update_layout(legend=_LEGEND)
    _mark_phases(figure, assessment, scale)
    mark_events(figure, over)
    _name_lines(figure, labels)
    return Chart(figure, sentence_of(assessment))


def _iso(moment: datetime) -> str:
    return moment.isoformat()


def time_axis(assessment: MeasureAssessment, anchor: str) -> dict[str, Any]:
    """Return the axis from the first day of a measure's periods to the last, at the foot of another axis."""
    named = ticks(assessment)
    return {
        "type": "date",
        "range": [_iso(starts(assessment.periods[0])), _iso(ends(assessment.periods[-1]))],
        "tickvals": [_iso(place) for place, _, _ in named],
        "ticktext": [f"{first}<br>{second}" if second else first for _, first, second in named],
        "tickangle": 0,
        "anchor": anchor,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
    }


def _left(assessment: MeasureAssessment, scale: Scale, has_gaps: bool) -> int:
    """Return the left margin that the scale needs; the theme's own would cost a telephone 40 pixels."""
    digits = max(len(f"{scale.low:,.0f}"), len(f"{scale.high:,.0f}"))
    small = 2 if scale.high - scale.low < 6 else 0  # such as ".5"
    unit = unit_of(assessment)
    letters = digits + small + (1.5 if unit is Unit.PERCENT else 1 if unit in MONEY_UNITS else 0)
    return max(int(letters * 7.5) + 10, 44 if has_gaps else 24)


def _value_axis(assessment: MeasureAssessment, scale: Scale, has_gaps: bool) -> dict[str, Any]:
    return {
        "range": [scale.low, scale.high],
        "domain": [0.13 if has_gaps else 0, 1],
        "nticks": 6,
        "tickformat": ",",
        "tickprefix": "£" if unit_of(assessment) in MONEY_UNITS else "",
        "ticksuffix": "%" if unit_of(assessment) is Unit.PERCENT else "",
        "fixedrange": True,
        "automargin": False,
        "zeroline": False,
        "title": "",
    }


# Narrow entries, so that a telephone shows two side by side.
_LEGEND: dict[str, Any] = {
    "y": -0.18,
    "yanchor": "top",
    "itemwidth": 30,
    "entrywidth": 69,
    "entrywidthmode": "pixels",
    "font": {"size": 11},
    "itemclick": False,
    "itemdoubleclick": False,
}

# A strip of its own under the scale: a mark in it cannot be taken for a figure.
_GAP_AXIS: dict[str, Any] = {
    "range": [0, 1],
    "domain": [0, 0.09],
    "tickvals": [0.5],
    "ticktext": ["no<br>figure"],
    "tickfont": {"size": 11},
    "fixedrange": True,
    "automargin": False,
    "showgrid": False,
    "zeroline": False,
    "title": "",
}


def _stepped(
    spans: Sequence[tuple[datetime, datetime, float]],
) -> tuple[list[str | None], list[float | None]]:
    """Return level lines with a gap after each, for one trace."""
    x: list[str | None] = []
    y: list[float | None] = []
    for start, end, value in spans:
        x += [_iso(start), _iso(end), None]
        y += [value, value, None]
    return x, y


def _level(name: str, spans: Sequence[tuple[datetime, datetime, float]], **line: Any) -> list[go.Scatter]:
    if not spans:
        return []
    x, y = _stepped(spans)
    return [go.Scatter(x=x, y=y, mode="lines", name=name, line={"width": 2, **line}, hoverinfo="skip")]


def _limit_traces(assessment: MeasureAssessment, scale: Scale) -> list[go.Scatter]:
    phases = limit_spans(assessment)
    sides = [(span, value) for span in phases for value in (span.limits.upper, span.limits.lower)]
    limits = [(span.start, span.end, value) for span, value in sides if scale.low <= value <= scale.high]
    means = [(span.start, span.end, span.limits.mean) for span in phases]
    targets = [(step.start, step.end, step.value) for step in target_steps(assessment)]
    return [
        *_level("Mean", means, color=NEUTRAL, width=1.5),
        *_level("Limits", limits, color=NEUTRAL, width=1.5, dash="dash"),
        *_level("Target", targets, color=TARGET, dash="dashdot"),
    ]


def _value_traces(assessment: MeasureAssessment) -> list[go.Scatter]:
    points = assessment.chart.points
    places = [_iso(middle(period)) for period in assessment.periods]
    size = next(size for most, size in _MARK_SIZES if len(points) <= most)
    traces = [
        go.Scatter(
            x=places,
            y=[point.value for point in points],
            mode="lines",
            connectgaps=False,
            line={"color": COMMON, "width": 2},
            hoverinfo="skip",
            showlegend=False,
        )
    ]
    restated = [index for index, row in enumerate(assessment.readings) if row and row.restated_from]
    ringed = [index for index in restated if points[index].value is not None]
    if ringed:
        ring = {"symbol": "circle-open", "size": size + 9, "color": COMMON, "line": {"width": 2}}
        traces.append(
            go.Scatter(
                x=[places[index] for index in ringed],
                y=[points[index].value for index in ringed],
                mode="markers",
                name="Restated",
                marker=ring,
                hoverinfo="skip",
            )
        )
    by_name: dict[str, list[int]] = {name: [] for name in MARK_NAMES.values()}
    for index, point in enumerate(points):
        if point.value is not None:
            by_name[MARK_NAMES[point.variation]].append(index)
    for name, indexes in by_name.items():
        if indexes:
            traces.append(_marks(assessment, name, indexes, size))
    return traces


def _marks(assessment: MeasureAssessment, name: str, indexes: Sequence[int], size: int) -> go.Scatter:
    points = [assessment.chart.points[index] for index in indexes]
    looks = [look_of(point) for point in points]
    special = name not in (MARK_NAMES[Variation.COMMON], MARK_NAMES[Variation.TOO_FEW])
    return go.Scatter(
        x=[_iso(middle(assessment.periods[index])) for index in indexes],
        y=[point.value for point in points],
        mode="markers",
        name=name,
        marker={
            "symbol": [look.mark for look in looks],
            "size": [size + _LARGER.get(look.mark, 2) if special else size - 1 for look in looks],
            "color": looks[0].colour,
            "line": {"width": 0},
            "opacity": 1,  # sizes that differ would make it 0.7
        },
        customdata=[_carried(assessment, index) for index in indexes],
        hovertemplate=_HOVER,
        cliponaxis=False,
    )


def _carried(assessment: MeasureAssessment, index: int) -> list[str]:
    first, *others = point_words(assessment, index)
    return [
        assessment.periods[index].start.isoformat(),
        "<br>".join([f"<b>{plain(first)}</b>", *map(plain, others)]),
    ]


def _gap_traces(assessment: MeasureAssessment, gaps: Sequence[int]) -> list[go.Scatter]:
    traces = []
    for name, state, mark in (
        ("Suppressed", ReadingState.SUPPRESSED, "square-open"),
        ("Missing", ReadingState.MISSING, "x-thin-open"),
    ):
        of_state = [index for index in gaps if state_of(assessment, index) is state]
        if of_state:
            traces.append(
                go.Scatter(
                    x=[_iso(middle(assessment.periods[index])) for index in of_state],
                    y=[0.5] * len(of_state),
                    yaxis="y2",
                    mode="markers",
                    name=name,
                    cliponaxis=False,
                    marker={"symbol": mark, "size": 8, "color": COMMON, "line": {"width": 2}},
                    customdata=[_carried(assessment, index) for index in of_state],
                    hovertemplate=_HOVER,
                )
            )
    return traces


def _mark_phases(figure: go.Figure, assessment: MeasureAssessment, scale: Scale) -> None:
    for span in limit_spans(assessment):
        figure.add_shape(
            type="rect",
            x0=_iso(span.start),
            x1=_iso(span.end),
            layer="below",
            line={"width": 0},
            y0=max(span.limits.lower, scale.low),
            y1=min(span.limits.upper, scale.high),
            fillcolor=BAND,
        )


def _name_lines(figure: go.Figure, labels: Sequence[Label]) -> None:
    for label in labels:
        figure.add_annotation(
            x=1,
            xref="paper",
            xanchor="left",
            y=label.value,
            yshift=label.raised,
            yanchor="middle",
            showarrow=False,
            text=shortened(label.words, 16),
            font={"size": _SMALL},
            borderpad=3,
        )
