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
from charts.measures.control_chart_text import limits_words
from charts.parts.chart import NEUTRAL
from data_model.measures.control_charts import ChartPoint
from data_model.measures.measure_assessment import Standing, value_text
from data_model.measures.measure_looks import COMMON, TARGET, look_of, reading_words
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


def sparkline_svg(standing: Standing) -> str:
    """Draw figures, limits and target as one SVG of 160 by 44; the last figure's shape is its variation.

    A period without a figure is a gap in the line; where the newest has none, a hollow square stands at the
    lower right edge. Give `sparkline_words` as its alternative text.
    """
    parts = []
    if standing.periods:
        scale = scale_of(standing, from_zero=False)
        parts = [*_limits(standing, scale), *_targets(standing, scale), *_line(standing, scale)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">{"".join(parts)}</svg>'
    )


def sparkline_words(standing: Standing) -> str:
    """Say what the sparkline shows: newest figure, its reading, limits and target; not escaped."""
    unit, frequency = unit_of(standing), standing.series.measure.definition.frequency
    if not standing.periods:
        return f"{name_of(standing.series)}: no figures."
    newest = value_text(standing.chart.points[-1].value, unit, state_of(standing, -1))
    parts = [f"{name_of(standing.series)}: {newest} {during(standing.periods[-1], frequency)}"]
    point = standing.chart.latest
    if point is not None:
        before = (
            "" if standing.chart.points[-1].value is not None else f"{value_text(point.value, unit)} before, "
        )
        parts.append(before + reading_words(point))
    if standing.chart.limits:
        parts.append(limits_words(standing.chart.limits, unit))
    if standing.target is not None and standing.target.value is not None:
        parts.append(f"target {value_text(standing.target.value, unit)}, {standing.assurance.value}")
    return "; ".join(parts) + "."


def _x(standing: Standing, moment: datetime) -> float:
    return _SIDE + share_of(standing, moment) * (WIDTH - 2 * _SIDE)


def _y(scale: Scale, value: float) -> float:
    share = (value - scale.low) / (scale.high - scale.low)
    return HEIGHT - _EDGE - share * (HEIGHT - 2 * _EDGE)


def _limits(standing: Standing, scale: Scale) -> list[str]:
    parts = []
    for span in limit_spans(standing):
        x, end = _x(standing, span.start), _x(standing, span.end)
        top = _y(scale, min(span.limits.upper, scale.high))
        bottom = _y(scale, max(span.limits.lower, scale.low))
        parts.append(
            f'<rect x="{x:.1f}" y="{top:.1f}" width="{end - x:.1f}" height="{bottom - top:.1f}" '
            f'fill="{NEUTRAL}" fill-opacity="0.22"/>'
        )
        parts.append(_level(x, end, _y(scale, span.limits.mean), NEUTRAL, "1"))
    return parts


def _targets(standing: Standing, scale: Scale) -> list[str]:
    return [
        _level(
            _x(standing, step.start),
            _x(standing, step.end),
            _y(scale, step.value),
            TARGET,
            "1.5",
            ' stroke-dasharray="5 3"',
        )
        for step in target_steps(standing)
    ]


def _level(start: float, end: float, y: float, colour: str, width: str, dashes: str = "") -> str:
    return f'<path d="M{start:.1f} {y:.1f}H{end:.1f}" stroke="{colour}" stroke-width="{width}"{dashes}/>'


def _line(standing: Standing, scale: Scale) -> list[str]:
    """Return the line, with a move instead of a stroke after each gap, and the mark of its newest figure."""
    steps = []
    newest = -1
    for index, (period, point) in enumerate(zip(standing.periods, standing.chart.points, strict=True)):
        if point.value is None:
            continue
        pen = "L" if newest == index - 1 and newest >= 0 else "M"
        steps.append(f"{pen}{_x(standing, middle(period)):.1f} {_y(scale, point.value):.1f}")
        newest = index
    parts = []
    if steps:
        path = "".join(steps)
        # A figure between two gaps has no line, so a round end makes it a dot.
        parts.append(
            f'<path d="{path}" fill="none" stroke="{COMMON}" stroke-width="1.8" stroke-linecap="round" '
            'stroke-linejoin="round"/>'
        )
        parts.append(_mark(standing.chart.points[newest], *_coordinates(steps[-1])))
    if newest != len(standing.periods) - 1:
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
