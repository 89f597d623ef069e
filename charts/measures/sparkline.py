"""A measure's chart as small as a word: an SVG for a list, with the words that stand for it.

Owns: the drawing, which holds numbers and colours alone and no text, so that no name can reach it, and which
stands at least 3:1 against both the white and the dark page. Refuses: scripts, fonts and outside addresses.
"""

from datetime import datetime

from charts.measures.control_chart_marks import (
    Scale,
    limit_spans,
    middle,
    scale_of,
    share_of,
    state_of,
    target_steps,
    unit_of,
)
from charts.measures.control_chart_text import limits_text
from charts.parts.chart import NEUTRAL
from data_model.measures.control_charts import ChartPoint
from data_model.measures.measure_assessment import MeasureAssessment, value_text
from data_model.measures.measure_looks import COMMON, TARGET, look_of, reading_text
from data_model.measures.measure_text import during, name_of

WIDTH, HEIGHT = 160, 44
_SIDE, _EDGE = 7, 6
_HOLLOW = f'fill="none" stroke="{COMMON}" stroke-width="1.5"'

# Corners right of and below a mark's middle.
_CORNERS: dict[str, tuple[tuple[float, float], ...]] = {
    "diamond": ((0, -5.5), (5.5, 0), (0, 5.5), (-5.5, 0)),
    "triangle-up": ((0, -5.5), (5.5, 4), (-5.5, 4)),
    "triangle-down": ((0, 5.5), (5.5, -4), (-5.5, -4)),
    "hexagon": ((5, 0), (2.5, 4.3), (-2.5, 4.3), (-5, 0), (-2.5, -4.3), (2.5, -4.3)),
}


def sparkline_svg(assessment: MeasureAssessment) -> str:
    """Draw figures, limits and target as one SVG of 160 by 44; the last figure's shape is its variation.

    A period without a figure is a gap in the line; where the newest has none, a hollow square stands at the
    lower right edge. Give `sparkline_text` as its alternative text.
    """
    parts = []
    if assessment.periods:
        scale = scale_of(assessment, from_zero=False)
        parts = [*_limits(assessment, scale), *_targets(assessment, scale), *_line(assessment, scale)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">{"".join(parts)}</svg>'
    )


def sparkline_text(assessment: MeasureAssessment) -> str:
    """Say what the sparkline shows: newest figure, its reading, limits and target; not escaped."""
    unit, frequency = unit_of(assessment), assessment.series.measure.definition.frequency
    if not assessment.periods:
        return f"{name_of(assessment.series)}: no figures."
    newest = value_text(assessment.chart.points[-1].value, unit, state_of(assessment, -1))
    parts = [f"{name_of(assessment.series)}: {newest} {during(assessment.periods[-1], frequency)}"]
    point = assessment.chart.latest
    if point is not None:
        before = (
            ""
            if assessment.chart.points[-1].value is not None
            else f"{value_text(point.value, unit)} before, "
        )
        parts.append(before + reading_text(point))
    if assessment.chart.limits:
        parts.append(limits_text(assessment.chart.limits, unit))
    if assessment.target is not None and assessment.target.value is not None:
        parts.append(f"target {value_text(assessment.target.value, unit)}, {assessment.assurance.value}")
    return "; ".join(parts) + "."


def _x(assessment: MeasureAssessment, moment: datetime) -> float:
    return _SIDE + share_of(assessment, moment) * (WIDTH - 2 * _SIDE)


def _y(scale: Scale, value: float) -> float:
    share = (value - scale.low) / (scale.high - scale.low)
    return HEIGHT - _EDGE - share * (HEIGHT - 2 * _EDGE)


def _limits(assessment: MeasureAssessment, scale: Scale) -> list[str]:
    parts = []
    for span in limit_spans(assessment):
        x, end = _x(assessment, span.start), _x(assessment, span.end)
        top = _y(scale, min(span.limits.upper, scale.high))
        bottom = _y(scale, max(span.limits.lower, scale.low))
        parts.append(
            f'<rect x="{x:.1f}" y="{top:.1f}" width="{end - x:.1f}" height="{bottom - top:.1f}" '
            f'fill="{NEUTRAL}" fill-opacity="0.22"/>'
        )
        parts.append(_level(x, end, _y(scale, span.limits.mean), NEUTRAL, "1"))
    return parts


def _targets(assessment: MeasureAssessment, scale: Scale) -> list[str]:
    return [
        _level(
            _x(assessment, step.start),
            _x(assessment, step.end),
            _y(scale, step.value),
            TARGET,
            "1.5",
            ' stroke-dasharray="5 3"',
        )
        for step in target_steps(assessment)
    ]


def _level(start: float, end: float, y: float, colour: str, width: str, dashes: str = "") -> str:
    return f'<path d="M{start:.1f} {y:.1f}H{end:.1f}" stroke="{colour}" stroke-width="{width}"{dashes}/>'


def _line(assessment: MeasureAssessment, scale: Scale) -> list[str]:
    """Return the line, with a move instead of a stroke after each gap, and the mark of its newest figure."""
    steps = []
    newest = -1
    for index, (period, point) in enumerate(zip(assessment.periods, assessment.chart.points, strict=True)):
        if point.value is None:
            continue
        pen = "L" if newest == index - 1 and newest >= 0 else "M"
        steps.append(f"{pen}{_x(assessment, middle(period)):.1f} {_y(scale, point.value):.1f}")
        newest = index
    parts = []
    if steps:
        path = "".join(steps)
        # A figure between two gaps has no line, so a round end makes it a dot.
        parts.append(
            f'<path d="{path}" fill="none" stroke="{COMMON}" stroke-width="1.8" stroke-linecap="round" '
            'stroke-linejoin="round"/>'
        )
        parts.append(_mark(assessment.chart.points[newest], *_coordinates(steps[-1])))
    if newest != len(assessment.periods) - 1:
        parts.append(f'<rect x="{WIDTH - 9}" y="{HEIGHT - 9}" width="6" height="6" {_HOLLOW}/>')
    return parts


def _coordinates(step: str) -> tuple[float, float]:
    x, y = step[1:].split()
    return float(x), float(y)


def _mark(point: ChartPoint, x: float, y: float) -> str:
    look = look_of(point)
    if look.mark == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{look.colour}"/>'
    corners = " ".join(f"{x + right:.1f},{y + down:.1f}" for right, down in _CORNERS[look.mark])
    return f'<polygon points="{corners}" fill="{look.colour}"/>'
