"""The straight way to a target on a measure's control chart, on screen and on its picture.

Owns: that line, time to come on the axis for it, and its words in the picture's note. Refuses: the way itself
and what is said of it (`data_model.measures.trajectory`), limits, and any figure to come.
"""

from datetime import timedelta
from typing import Any

import plotly.graph_objects as go
from matplotlib.axes import Axes

from charts.measures.control_chart_marks import ends, share_of, starts
from charts.measures.scale_room import make_room
from charts.parts.chart import Chart
from data_model.measures.measure_assessment import MeasureAssessment
from data_model.measures.measure_looks import TARGET
from data_model.measures.trajectory import TrajectoryReading

NAME = "Way to target"
_MOST_AHEAD = 0.5  # time to come on the axis, as a share of the time that is known
_LOOK: dict[str, Any] = {"dash": "longdash", "width": 1.5, "color": TARGET}


def with_trajectory(chart: Chart, assessment: MeasureAssessment, read: TrajectoryReading | None) -> Chart:
    """Add the way to a chart, which gains the time until the target; a target far off lies beyond its edge.

    Nothing is added where no way is drawn. The chart's sentence stays: that of the way stands beside it.
    """
    if read is None or read.way is None or not assessment.periods:
        return chart
    way, figure = read.way, chart.figure
    first, last = starts(assessment.periods[0]), ends(assessment.periods[-1])
    edge = min(way.ends_at, last + (last - first) * _MOST_AHEAD)
    reached = way.value_at(edge)
    marks = {"symbol": ["circle", "star"], "size": [0, 10 if edge == way.ends_at else 0], "color": TARGET}
    figure.add_trace(
        go.Scatter(
            x=[way.starts_at.isoformat(), edge.isoformat()],
            y=[way.baseline, reached],
            mode="lines+markers",
            marker={**marks, "line": {"width": 0}},
            line=_LOOK,
            name=NAME,
            hoverinfo="skip",
            cliponaxis=False,
        )
    )
    if edge > last:
        beyond = edge + timedelta(seconds=(edge - first).total_seconds() * 0.01)
        figure.update_xaxes(range=[first.isoformat(), beyond.isoformat()])
    make_room(figure, [way.baseline, reached])
    return chart


def values_of(assessment: MeasureAssessment, read: TrajectoryReading | None) -> tuple[float, ...]:
    """Return the values that need room on a picture, whose time ends with the figures."""
    if read is None or read.way is None:
        return ()
    return read.way.baseline, read.way.value_at(ends(assessment.periods[-1]))


def draw_trajectory(
    axes: Axes, assessment: MeasureAssessment, read: TrajectoryReading | None
) -> dict[str, Any]:
    """Draw the way on a picture as far as its time goes and return what a legend shows of it, by name."""
    if read is None or read.way is None:
        return {}
    places = [share_of(assessment, read.way.starts_at), 1.0]
    dashes = (0, (8, 3))
    line = axes.plot(places, values_of(assessment, read), color=TARGET, linewidth=1.1, linestyle=dashes)
    return {NAME: line[0]}
