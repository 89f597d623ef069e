"""Room on a chart's scale for lines that are not of the chart itself: published figures, the way to a target.

Owns: widening a scale that was worked out without them, on screen and on a picture. Refuses: the lines, and
any other change.
"""

from collections.abc import Sequence

import plotly.graph_objects as go

from charts.measures.control_chart_marks import Scale

_SHARE = 0.05  # of the scale, left free beyond what is drawn last


def make_room(figure: go.Figure, values: Sequence[float]) -> None:
    """Widen the scale of a figure's values so that more of them have room; its strip of gaps stays."""
    scale = figure.layout.yaxis.range
    if scale is not None and values:
        low, high = scale
        figure.update_yaxes(range=list(_widened(low, high, values)), selector={"range": scale})


def with_room(scale: Scale, values: Sequence[float]) -> Scale:
    """Return a scale on which more values have room; one like it where they have it."""
    low, high = _widened(scale.low, scale.high, values)
    return Scale(low, high, scale.lower_is_hidden, scale.upper_is_hidden)


def _widened(first: float, last: float, values: Sequence[float]) -> tuple[float, float]:
    low, high = min(first, *values, last), max(first, *values, last)
    room = (high - low) * _SHARE
    return low - room if low < first else low, high + room if high > last else high
