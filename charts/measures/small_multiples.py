"""The parts of a measure, tiers or teams, one small chart each above a shared time axis and on one scale.

Owns: the panels, the words over each and the sentence. Refuses: comparing the parts: their figures say that a
tier or a team differs, not why.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import plotly.graph_objects as go

from charts.measures.control_chart import time_axis
from charts.measures.control_chart_marks import (
    ends,
    limit_spans,
    middle,
    scale_of,
    starts,
    target_steps,
    unit_of,
)
from charts.measures.control_chart_text import point_words
from charts.parts.chart import BAND, NEUTRAL, Chart, empty_chart, new_figure
from charts.parts.plain_text import plain, shortened
from data_model.measures.control_charts import ChartPoint
from data_model.measures.measure_assessment import MeasureAssessment, value_text
from data_model.measures.measure_looks import COMMON, TARGET, look_of, reading_text, rule_words
from data_model.measures.measure_text import during
from data_model.measures.measure_vocabulary import MONEY_UNITS, Unit
from data_model.shared.sentence_text import counted

MOST_PANELS = 12
_PANEL, _HEADING, _FOOT = 92, 40, 48
_LINE = 46
_SMALL = 12


def small_multiples(assessments: Sequence[MeasureAssessment]) -> Chart:
    """Draw each part in a panel of its own, in the order given; the first 12 that have figures.

    All panels share the time axis and the scale. The sentence gives the newest figure of each; it is not
    escaped. Each mark's customdata is [part, what it says].
    """
    held = [each for each in assessments if each.chart.latest is not None]
    drawn = held[:MOST_PANELS]
    if not drawn:
        return empty_chart("There are no figures of parts to show.")
    first = min(starts(each.periods[0]) for each in drawn)
    last = max(ends(each.periods[-1]) for each in drawn)
    scales = [scale_of(each) for each in drawn]
    values = [min(scale.low for scale in scales), max(scale.high for scale in scales)]
    height = len(drawn) * (_PANEL + _HEADING) + _FOOT
    figure = new_figure(
        [], height, margin={"l": 8, "r": 12, "t": 4, "b": _FOOT}, showlegend=False, hovermode="closest"
    )
    for row, assessment in enumerate(drawn):
        _panel(figure, assessment, row, len(drawn), values)
    longest = max(drawn, key=lambda each: each.periods[-1].end - each.periods[0].start)
    anchor = "y" if len(drawn) == 1 else f"y{len(drawn)}"
    span = {"range": [first.isoformat(), last.isoformat()]}
    figure.update_xaxes({**time_axis(longest, anchor), **span})
    return Chart(figure, _sentence(held, drawn))


def _panel(
    figure: go.Figure, assessment: MeasureAssessment, row: int, panels: int, values: Sequence[float]
) -> None:
    name = "" if row == 0 else str(row + 1)
    top = 1 - row / panels
    heading = _HEADING / (_PANEL + _HEADING) / panels
    axis = {
        "range": list(values),
        "domain": [top - 1 / panels, top - heading],
        "nticks": 4,
        "tickformat": ",",
        "tickprefix": "£" if unit_of(assessment) in MONEY_UNITS else "",
        "ticksuffix": "%" if unit_of(assessment) is Unit.PERCENT else "",
        "fixedrange": True,
        "automargin": True,
        "zeroline": False,
        "title": "",
        "tickfont": {"size": _SMALL},
    }
    figure.update_layout({f"yaxis{name}": axis})
    figure.add_traces(_traces(assessment, f"y{name}"))
    for span in limit_spans(assessment):
        low, high = max(span.limits.lower, values[0]), min(span.limits.upper, values[1])
        figure.add_shape(
            type="rect",
            x0=span.start.isoformat(),
            x1=span.end.isoformat(),
            y0=low,
            y1=high,
            yref=f"y{name}",
            layer="below",
            line={"width": 0},
            fillcolor=BAND,
        )
    figure.add_annotation(
        x=0,
        xref="paper",
        xanchor="left",
        y=top - heading,
        yref="paper",
        yanchor="bottom",
        showarrow=False,
        align="left",
        font={"size": _SMALL},
        text=_heading(assessment),
    )


def _traces(assessment: MeasureAssessment, axis: str) -> list[go.Scatter]:
    points, part = assessment.chart.points, assessment.series.part
    places = [middle(period).isoformat() for period in assessment.periods]
    held = [index for index, point in enumerate(points) if point.value is not None]
    looks = [look_of(points[index]) for index in held]
    means = [(span.start, span.end, span.limits.mean) for span in limit_spans(assessment)]
    targets = [(step.start, step.end, step.value) for step in target_steps(assessment)]
    return [
        *(_level(mean, axis, {"color": NEUTRAL, "width": 1.5}) for mean in means),
        *(_level(target, axis, {"color": TARGET, "width": 2, "dash": "dashdot"}) for target in targets),
        go.Scatter(
            x=places,
            y=[point.value for point in points],
            yaxis=axis,
            mode="lines",
            connectgaps=False,
            line={"color": COMMON, "width": 2},
            hoverinfo="skip",
        ),
        go.Scatter(
            x=[places[index] for index in held],
            y=[points[index].value for index in held],
            yaxis=axis,
            mode="markers",
            cliponaxis=False,
            marker={
                "symbol": [look.mark for look in looks],
                "color": [look.colour for look in looks],
                "size": [6 if look.mark == "circle" else 10 for look in looks],
                "line": {"width": 0},
                "opacity": 1,
            },
            customdata=[[plain(part), _said(assessment, index)] for index in held],
            hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
        ),
    ]


def _said(assessment: MeasureAssessment, index: int) -> str:
    return "<br>".join(map(plain, point_words(assessment, index)))


def _level(span: tuple[datetime, datetime, float], axis: str, line: dict[str, Any]) -> go.Scatter:
    start, end, value = span
    ends_at = [start.isoformat(), end.isoformat()]
    return go.Scatter(x=ends_at, y=[value, value], yaxis=axis, mode="lines", line=line, hoverinfo="skip")


def _heading(assessment: MeasureAssessment) -> str:
    """Say part and newest figure on one line and its reading on the next; each fits a telephone.

    They part there, not where a line is full, so that a wide screen shows no line broken early.
    """
    point = assessment.chart.latest
    newest = _newest(assessment)
    # The figure stays: a name that is too long is cut, not what it is read for.
    part = assessment.series.part
    said = newest.removeprefix(part)
    newest = shortened(part, max(_LINE - len(said), 8)) + plain(said)
    if point is None:
        return newest
    return f"{newest}<br>{plain(_reading(point))}"


def _reading(point: ChartPoint) -> str:
    """Say symbol, variation and as many rules as one line holds; the sentence under the chart says all."""
    said = f"{look_of(point).symbol} {point.variation.value}"
    joint = ": "
    for rule in rule_words(point):
        if len(said) + len(joint) + len(rule) <= _LINE:
            said, joint = f"{said}{joint}{rule}", "; "
    return said


def _newest(assessment: MeasureAssessment) -> str:
    unit, frequency = unit_of(assessment), assessment.series.measure.definition.frequency
    indexes = [index for index, point in enumerate(assessment.chart.points) if point.value is not None]
    value = value_text(assessment.chart.points[indexes[-1]].value, unit)
    return f"{assessment.series.part}: {value} {during(assessment.periods[indexes[-1]], frequency)}"


def _sentence(held: Sequence[MeasureAssessment], drawn: Sequence[MeasureAssessment]) -> str:
    kind = drawn[0].series.part_kind.value
    said = "; ".join(
        f"{_newest(each)}, {reading_text(each.chart.latest)}" for each in drawn if each.chart.latest
    )
    sentence = f"{counted(len(held), kind)}: {said}"
    if len(drawn) < len(held):
        sentence += f"; {len(held) - len(drawn)} more not drawn"
    return sentence + "."
