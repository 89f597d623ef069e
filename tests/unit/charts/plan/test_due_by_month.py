"""The chart of deadlines by month."""

from datetime import date

from charts.plan.due_by_month import due_by_month
from data_model.plan.rows import MonthRow

AS_AT = date(2022, 12, 12)
MONTHS = [
    MonthRow(date(2022, 11, 1), 2, 0, 3),
    MonthRow(date(2022, 12, 1), 1, 4, 0),
    MonthRow(date(2023, 2, 1), 0, 1, 0),
]


def long_span(months: int) -> list[MonthRow]:
    return [MonthRow(date(2020 + number // 12, number % 12 + 1, 1), 0, 1, 0) for number in range(months)]


def test_columns_are_stacked_complete_open_overdue_and_overdue_is_striped() -> None:
    traces = due_by_month(MONTHS, AS_AT).figure.data[:3]
    assert [trace.name for trace in traces] == ["✓ Complete or paused", "○ Open", "! Overdue"]
    assert [list(trace.y) for trace in traces] == [[2, 1, 0], [0, 4, 1], [3, 0, 0]]
    assert [trace.marker.color for trace in traces] == ["#00703C", "#5A7590", "#D4351C"]
    assert [trace.marker.pattern.shape for trace in traces] == [None, None, "/"]
    assert traces[2].marker.pattern.bgcolor == "#D4351C"


def test_each_month_says_its_number_above_its_column() -> None:
    bars, totals = due_by_month(MONTHS, AS_AT).figure.data[:3], due_by_month(MONTHS, AS_AT).figure.data[3]
    assert (list(totals.text), list(totals.y), totals.mode) == (["5", "5", "1"], [5, 5, 1], "text")
    assert (totals.xperiod, totals.xperiodalignment) == (bars[0].xperiod, bars[0].xperiodalignment)
    assert not any(bar.text for bar in bars)


def test_a_click_carries_the_month() -> None:
    overdue = due_by_month(MONTHS, AS_AT).figure.data[2]
    assert list(overdue.customdata[0]) == ["2022-11-01", "November 2022", "3 of 5 deadlines"]


def test_a_line_marks_the_as_at_date() -> None:
    layout = due_by_month(MONTHS, AS_AT).figure.layout
    assert [(shape.x0, shape.x1) for shape in layout.shapes] == [("2022-12-12", "2022-12-12")]
    assert [note.text for note in layout.annotations] == ["as at 12 Dec 2022"]


def test_the_axis_holds_every_month_and_the_as_at_date() -> None:
    axis = due_by_month([MonthRow(date(2023, 2, 1), 0, 1, 0)], AS_AT).figure.layout.xaxis
    assert list(axis.range) == ["2022-12-01", "2023-02-28 23:59:59"]
    assert list(axis.ticktext) == ["Dec<br>2022", "Jan<br>2023", "Feb<br>2023"]


def test_the_sentence_gives_every_number() -> None:
    assert due_by_month(MONTHS, AS_AT).sentence == (
        "11 deadlines from November 2022 to February 2023: 3 complete or paused, 5 open and 3 overdue."
    )


def test_the_sentence_of_one_deadline_is_in_the_singular() -> None:
    chart = due_by_month([MonthRow(date(2022, 12, 1), 0, 1, 0)], AS_AT)
    assert chart.sentence == "1 deadline in December 2022: 0 complete or paused, 1 open and 0 overdue."


def test_thirty_months_are_drawn_whole() -> None:
    chart = due_by_month(long_span(30), date(2021, 6, 15))
    assert len(chart.figure.data[0].x) == 30
    assert "not drawn" not in chart.sentence


def test_of_a_longer_span_thirty_months_around_the_as_at_date_are_drawn_and_the_others_counted() -> None:
    chart = due_by_month(long_span(60), date(2022, 6, 15))
    drawn = chart.figure.data[0].x
    assert (drawn[0], drawn[-1], len(drawn)) == ("2021-06-01", "2023-11-01", 30)
    assert chart.sentence == (
        "30 deadlines from June 2021 to November 2023: 0 complete or paused, 30 open and 0 overdue; "
        "30 deadlines outside these months are not drawn."
    )


def test_an_as_at_date_outside_a_long_span_draws_its_nearest_end_without_a_line() -> None:
    late, early = due_by_month(long_span(31), date(2035, 1, 1)), due_by_month(long_span(31), date(2001, 1, 1))
    assert (late.figure.data[0].x[0], late.figure.data[0].x[-1]) == ("2020-02-01", "2022-07-01")
    assert (early.figure.data[0].x[0], early.figure.data[0].x[-1]) == ("2020-01-01", "2022-06-01")
    assert late.figure.layout.shapes == early.figure.layout.shapes == ()
    assert late.sentence.endswith("; 1 deadline outside these months is not drawn.")


def test_without_deadlines_the_sentence_says_so() -> None:
    for nothing in ([], [MonthRow(date(2022, 12, 1), 0, 0, 0)]):
        chart = due_by_month(nothing, AS_AT)
        assert chart.sentence == "There are no deadlines to show by month."
        assert len(chart.figure.data) == 0


def test_a_slip_in_a_year_empties_no_chart_and_the_month_nearest_to_the_as_at_date_is_drawn() -> None:
    months = [
        MonthRow(date(2002, 1, 1), 0, 1, 0),
        MonthRow(date(2010, 5, 1), 0, 1, 0),
        MonthRow(date(2202, 1, 1), 0, 1, 0),
    ]
    for as_at in (date(2003, 9, 1), AS_AT, date(2190, 1, 1)):
        chart = due_by_month(months, as_at)
        nearest = min(months, key=lambda row: abs((row.month - as_at).days)).month.isoformat()
        assert list(chart.figure.data[0].x) == [nearest]
        assert chart.sentence.endswith("; 2 deadlines outside these months are not drawn.")


def test_the_last_month_that_a_date_can_have_is_drawn() -> None:
    chart = due_by_month([MonthRow(date(9999, 12, 1), 0, 1, 0)], AS_AT)
    assert list(chart.figure.layout.xaxis.range) == ["9999-12-01", "9999-12-31 23:59:59"]
