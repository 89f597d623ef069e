"""England's figure and the neighbours' middle half on a control chart.

Owns: those two, which are of a year and stand behind the points of months, and making room for them. Refuses:
limits and all that the chart says: none of them depends on it.
"""

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from charts.measures.control_chart_marks import ends, starts
from charts.measures.scale_room import make_room
from charts.parts.chart import Chart
from data_model.measures.measure_assessment import MeasureAssessment
from data_model.measures.measure_looks import COMMON
from data_model.published.comparison_text import is_of_one_unit, short_year
from data_model.published.ranking import england_of, middle_half
from data_model.published.rows import PublishedComparison

_BAND = "rgba(29,112,184,0.14)"


@dataclass(frozen=True, slots=True)
class PublishedMarks:
    """What is drawn of the newest published year: England's figure and the neighbours' middle half.

    One of the two may be None, not both. `year_text` is the year in short: "2024/25".
    """

    england: float | None
    band: tuple[float, float] | None
    year_text: str

    @property
    def values(self) -> tuple[float, ...]:
        """The values that need room on the scale."""
        return (*(self.band or ()), *((self.england,) if self.england is not None else ()))


def published_marks(
    assessment: MeasureAssessment, found: PublishedComparison | None
) -> PublishedMarks | None:
    """Return what a chart has of published figures; None without a link or figures, and in another unit."""
    unit = assessment.series.measure.definition.unit
    if found is None or not found.years or not assessment.periods or not is_of_one_unit(unit, found):
        return None
    newest = found.years[0]
    england, band = england_of(newest.figures), middle_half(newest.figures, found.neighbours)
    if england is None and band is None:
        return None
    edges = (float(band[0]), float(band[1])) if band is not None else None
    year = short_year(newest)
    return PublishedMarks(england, edges, year)


def with_published(chart: Chart, assessment: MeasureAssessment, found: PublishedComparison | None) -> Chart:
    """Add the newest year's England as a thin line and the neighbours' middle half as a band to a chart.

    Nothing is added where nothing is linked, the units differ or the chart is empty.
    """
    marks = published_marks(assessment, found)
    if marks is None:
        return chart
    first, last = starts(assessment.periods[0]).isoformat(), ends(assessment.periods[-1]).isoformat()
    if marks.band is not None:
        low, high = marks.band
        corners = {"x": [first, last, last, first], "y": [low, low, high, high]}
        looks: dict[str, Any] = {"fill": "toself", "fillcolor": _BAND, "line": {"width": 0}}
        chart.figure.add_trace(
            go.Scatter(**corners, **looks, mode="lines", name="Neighbours", hoverinfo="skip")
        )
    if marks.england is not None:
        line = {"width": 1.5, "dash": "dot", "color": COMMON}
        ends_of = {"x": [first, last], "y": [marks.england, marks.england]}
        chart.figure.add_trace(
            go.Scatter(**ends_of, line=line, mode="lines", name="England", hoverinfo="skip")
        )
    make_room(chart.figure, marks.values)
    return chart
