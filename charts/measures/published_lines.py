"""England's figure and the neighbours' middle half on a control chart.

Owns: those two, which are of a year and stand behind the points of months, and making room for them. Refuses:
limits and all that the chart says: none of them depends on it.
"""

from typing import Any

import plotly.graph_objects as go

from charts.measures.control_chart_marks import ends, starts
from charts.parts.chart import Chart
from data_model.measures.measure_assessment import MeasureAssessment
from data_model.measures.measure_looks import COMMON
from data_model.published.comparison_text import is_of_one_unit
from data_model.published.ranking import england_of, middle_half
from data_model.published.rows import PublishedComparison

_BAND = "rgba(29,112,184,0.14)"


def with_published(chart: Chart, assessment: MeasureAssessment, found: PublishedComparison | None) -> Chart:
    """Add the newest year's England as a thin line and the neighbours' middle half as a band to a chart.

    Nothing is added where nothing is linked, the units differ or the chart is empty.
    """
    unit = assessment.series.measure.definition.unit
    if found is None or not found.years or not assessment.periods or not is_of_one_unit(unit, found):
        return chart
    figures = found.years[0].figures
    england, band = england_of(figures), middle_half(figures, found.neighbours)
    first, last = starts(assessment.periods[0]).isoformat(), ends(assessment.periods[-1]).isoformat()
    edges = [float(edge) for edge in band] if band is not None else []
    if edges:
        low, high = edges
        corners = {"x": [first, last, last, first], "y": [low, low, high, high]}
        looks: dict[str, Any] = {"fill": "toself", "fillcolor": _BAND, "line": {"width": 0}}
        chart.figure.add_trace(
            go.Scatter(**corners, **looks, mode="lines", name="Neighbours", hoverinfo="skip")
        )
    if england is not None:
        edges.append(england)
        line = {"width": 1.5, "dash": "dot", "color": COMMON}
        ends_of = {"x": [first, last], "y": [england, england]}
        chart.figure.add_trace(
            go.Scatter(**ends_of, line=line, mode="lines", name="England", hoverinfo="skip")
        )
    _make_room(chart.figure, edges)
    return chart


def _make_room(figure: go.Figure, values: list[float]) -> None:
    scale = figure.layout.yaxis.range
    if scale is None or not values:
        return
    low, high = min(scale[0], *values), max(scale[1], *values)
    room = (high - low) * 0.05
    figure.update_yaxes(
        range=[low - room if low < scale[0] else low, high + room if high > scale[1] else high],
        selector={"range": scale},
    )
