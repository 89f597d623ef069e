"""The way to a target on a chart and on its picture, which change nothing of what the chart says."""

from datetime import date
from typing import Any

from charts.measures.control_chart import control_chart_figure
from charts.measures.control_chart_picture import control_chart_png
from charts.measures.trajectory_line import NAME, values_of, with_trajectory
from data_model.measures.measure_assessment import MeasureAssessment
from data_model.measures.trajectory import read_trajectory
from tests.measures_at_hand import assessment_of

STEADY = [28.0, 32.0] * 9  # to September 2022
AS_AT = date(2022, 10, 20)


def traces(chart: Any) -> dict[str, Any]:
    return {trace.name: trace for trace in chart.figure.data}


def aimed(holds_from: date, figures: list[float] | None = None) -> MeasureAssessment:
    return assessment_of(figures or STEADY, targets=[(holds_from, 5.0)])


def test_the_way_leads_to_the_target_and_the_axis_to_its_day() -> None:
    measured = aimed(date(2023, 1, 1))
    plain = control_chart_figure(measured)
    drawn = with_trajectory(control_chart_figure(measured), measured, read_trajectory(measured, AS_AT))
    way = traces(drawn)[NAME]
    assert (list(way.x), list(way.y)) == (["2022-04-01T00:00:00", "2023-01-01T00:00:00"], [30.0, 5.0])
    assert drawn.figure.layout.xaxis.range[1] > "2023-01-01" > plain.figure.layout.xaxis.range[1]
    assert drawn.figure.layout.yaxis.range[0] < 5.0
    assert drawn.sentence == plain.sentence
    assert list(traces(plain)["Mean"].y) == list(traces(drawn)["Mean"].y)


def test_a_target_far_off_lies_beyond_the_edge() -> None:
    measured = aimed(date(2030, 4, 1))
    way = traces(with_trajectory(control_chart_figure(measured), measured, read_trajectory(measured, AS_AT)))[
        NAME
    ]
    assert way.x[1] < "2023-07-05"
    assert 25.0 < way.y[1] < 30.0
    assert list(way.marker.size) == [0, 0]


def test_no_way_is_drawn_where_none_is_read() -> None:
    unstable = aimed(date(2023, 1, 1), [*STEADY, 60.0])
    for read in (None, read_trajectory(unstable, AS_AT)):
        drawn = with_trajectory(control_chart_figure(unstable), unstable, read)
        assert NAME not in traces(drawn)
        assert values_of(unstable, read) == ()


def test_the_picture_has_the_way_as_far_as_its_figures_go() -> None:
    measured = aimed(date(2023, 1, 1))
    read = read_trajectory(measured, AS_AT)
    assert control_chart_png(measured) != control_chart_png(measured, trajectory=read)
    first, last = values_of(measured, read)
    assert (first, 5.0 < last < 20.0) == (30.0, True)
