"""England's line and the neighbours' band on a control chart, which change nothing of what it says."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from charts.measures.control_chart import control_chart_figure
from charts.measures.published_lines import with_published
from data_model.measures.measure_assessment import MeasureAssessment
from data_model.measures.measure_vocabulary import Unit
from data_model.published.published_vocabulary import FigureState, PublishedUnit
from data_model.published.rows import PublishedComparison, YearFigures
from tests.unit.data_model.published.test_published_rules import FIGURES, RELEASE, comparison, council

Make = Callable[..., MeasureAssessment]
NEIGHBOURS = ("802", "803", "804", "806")


def compared() -> PublishedComparison:
    """England at 22.6, four neighbours between 20.1 and 80."""
    figures = (*FIGURES, council("806", 80.0))
    assert all(figure.state is not FigureState.LOW for figure in figures)
    return replace(comparison(), years=(YearFigures(2025, "2025", figures, RELEASE),), neighbours=NEIGHBOURS)


def traces(chart: Any) -> dict[str, Any]:
    return {trace.name: trace for trace in chart.figure.data}


def test_england_is_a_line_and_the_neighbours_a_band_that_both_find_room(assessment: Make) -> None:
    measured = assessment([10, 12] * 6, unit=Unit.PERCENT)
    plain = control_chart_figure(measured)
    scale = plain.figure.layout.yaxis.range
    drawn = with_published(control_chart_figure(measured), measured, compared())
    assert list(traces(drawn)["England"].y) == [22.6, 22.6]
    band = traces(drawn)["Neighbours"].y
    assert (min(band), max(band)) == (20.925, 40.4)
    low, high = drawn.figure.layout.yaxis.range
    assert (low, high > 40.4 > scale[1]) == (scale[0], True)
    assert drawn.sentence == plain.sentence
    assert list(traces(plain)["Mean"].y) == list(traces(drawn)["Mean"].y)


def test_nothing_is_drawn_without_a_link_or_in_another_unit(assessment: Make) -> None:
    measured = assessment([10, 12] * 6, unit=Unit.PERCENT)
    rate = compared()
    link = replace(rate.link, published=replace(rate.link.published, unit=PublishedUnit.RATE))
    for found in (None, replace(rate, years=()), replace(rate, link=link)):
        drawn = with_published(control_chart_figure(measured), measured, found)
        assert not {"England", "Neighbours"} & set(traces(drawn))
