"""A chart drawn larger for a room: what is measured in pixels grows, and what it shows stays."""

from collections.abc import Callable

from charts.board.movement_flow import movement_flow
from charts.measures.control_chart import control_chart_figure
from charts.parts.chart import Chart, empty_chart
from charts.parts.enlarged import enlarged
from data_model.board.rows import FlowRow
from data_model.measures.measure_assessment import MeasureAssessment

MakeStanding = Callable[..., MeasureAssessment]
MONTHS = [20, 22] * 15 + [2]


def both(chart: Chart) -> tuple[Chart, Chart]:
    """Return the chart and the same one, words half as large again and a quarter higher."""
    return chart, enlarged(chart, 1.5, 1.25)


def test_words_marks_and_margins_grow_by_the_one_factor_and_the_height_by_the_other(
    assessment: MakeStanding,
) -> None:
    before, after = both(control_chart_figure(assessment(MONTHS)))
    old, new = before.figure.layout, after.figure.layout
    assert (old.height, new.height) == (420, 525)
    assert (old.xaxis.tickfont.size, new.xaxis.tickfont.size) == (13, 19.5)
    assert (old.legend.font.size, new.legend.font.size) == (11, 16.5)
    assert (old.margin.r, new.margin.r) == (74, 111)
    assert [each.font.size for each in new.annotations] == [18, 18, 18]
    sizes = [trace.marker.size for trace in (before.figure.data[-1], after.figure.data[-1])]
    assert [size * 1.5 for size in sizes[0]] == list(sizes[1])


def test_what_it_shows_and_says_stays(assessment: MakeStanding) -> None:
    before, after = both(control_chart_figure(assessment(MONTHS)))
    assert after.sentence == before.sentence
    assert [(trace.x, trace.y) for trace in after.figure.data] == [
        (trace.x, trace.y) for trace in before.figure.data
    ]
    assert after.figure.layout.yaxis.range == before.figure.layout.yaxis.range


def test_the_chart_given_is_left_as_it_was(assessment: MakeStanding) -> None:
    chart = control_chart_figure(assessment(MONTHS))
    as_it_was = chart.figure.to_json()
    enlarged(chart, 1.5, 1.25)
    assert chart.figure.to_json() == as_it_was


def test_at_most_four_places_of_the_axis_are_named_the_newest_among_them(assessment: MakeStanding) -> None:
    before, after = both(control_chart_figure(assessment(MONTHS)))
    old, new = before.figure.layout.xaxis, after.figure.layout.xaxis
    assert len(old.tickvals) > 4 >= len(new.tickvals) > 1
    assert new.tickvals[-1] == old.tickvals[-1]
    assert new.ticktext[-1] == old.ticktext[-1]


def test_a_flow_keeps_its_bars_apart_as_its_height_does() -> None:
    before, after = both(movement_flow([FlowRow("on_track", "On track", "delayed", "Late", 3)], "a", "b"))
    assert (before.figure.data[0].node.pad, after.figure.data[0].node.pad) == (36, 45)
    assert after.figure.data[0].node.thickness == 27


def test_an_empty_chart_can_be_enlarged() -> None:
    assert enlarged(empty_chart("Nothing."), 1.5, 1.25).figure.layout.height == 75
