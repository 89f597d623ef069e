"""The control chart on screen, its note and its table."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from charts.measures.control_chart import control_chart_figure
from charts.measures.control_chart_marks import line_labels, packed, scale_of, target_steps, ticks
from charts.measures.control_chart_text import control_chart_rows, note_of
from data_model.measures.measure_assessment import MeasureAssessment, sentence_of
from data_model.measures.measure_looks import ASSURANCE_LOOKS, TARGET, VARIATION_LOOKS
from data_model.measures.measure_vocabulary import Frequency, Polarity, Unit
from data_model.measures.rows import MilestoneRow, PerformanceSettings

MakeStanding = Callable[..., MeasureAssessment]

# Limits 14.775 and 25.415 around 20.095; the last figure is below them.
FALLEN = [20, 22] * 10 + [2]
# Limits 6.585 and 17.225 around 11.905; the last figure is above them.
RISEN = [10, 12] * 10 + [30]
STEADY = [10, 12] * 6
LIGHT, DARK = "#FFFFFF", "#12161B"


def trace(assessment: MeasureAssessment, name: str) -> Any:
    """Return the trace of that name in the legend."""
    (found,) = [each for each in control_chart_figure(assessment).figure.data if each.name == name]
    return found


def names(assessment: MeasureAssessment) -> list[str]:
    return [
        each.name for each in control_chart_figure(assessment).figure.data if each.showlegend is not False
    ]


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    "colour",
    sorted({look.colour for look in (*VARIATION_LOOKS.values(), *ASSURANCE_LOOKS.values())} | {TARGET}),
)
@pytest.mark.parametrize("page", [LIGHT, DARK])
def test_every_colour_stands_out_from_both_pages(colour: str, page: str) -> None:
    lighter, darker = sorted((luminance(colour), luminance(page)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 3


def test_the_sentence_and_the_chart_round_limits_alike(assessment: MakeStanding) -> None:
    of_counts = assessment([*STEADY, 11])
    lower, _, upper = (label.words.split()[1] for label in line_labels(of_counts, 200, 14))
    assert f"between {lower} and {upper} is to be expected" in sentence_of(of_counts)


def test_no_two_kinds_of_variation_share_symbol_shape_and_words() -> None:
    assert len({look.words for look in VARIATION_LOOKS.values()}) == len(VARIATION_LOOKS)
    assert len({look.symbol for look in ASSURANCE_LOOKS.values()}) == len(ASSURANCE_LOOKS)


@pytest.mark.parametrize(
    ("figures", "polarity", "name", "mark", "colour"),
    [
        (FALLEN, Polarity.LOWER, "Improvement", "diamond", "#1F7AB8"),
        (FALLEN, Polarity.HIGHER, "Concern", "triangle-down", "#D9580D"),
        (RISEN, Polarity.LOWER, "Concern", "triangle-up", "#D9580D"),
        (RISEN, Polarity.INFO, "Special cause", "hexagon", "#8E63C7"),
    ],
)
def test_a_special_cause_has_a_shape_and_a_colour(
    assessment: MakeStanding, figures: list[float], polarity: Polarity, name: str, mark: str, colour: str
) -> None:
    special = trace(assessment(figures, polarity=polarity), name)
    assert (list(special.marker.symbol), special.marker.color) == ([mark], colour)
    assert (list(special.x), list(special.y)) == (["2022-12-16T12:00:00"], [figures[-1]])
    assert special.customdata[0][0] == "2022-12-01"


def test_common_cause_is_a_grey_circle_and_the_legend_is_in_words(assessment: MakeStanding) -> None:
    steady = assessment(STEADY, targets=[(date(2021, 4, 1), 9)])
    assert set(trace(steady, "Common cause").marker.symbol) == {"circle"}
    assert names(steady) == ["Mean", "Limits", "Target", "Common cause"]


def test_a_mark_says_all_that_is_known_of_its_period(assessment: MakeStanding) -> None:
    fallen = assessment(FALLEN, targets=[(date(2021, 4, 1), 15)], restated={20: (3, date(2023, 1, 4))})
    said = trace(fallen, "Improvement").customdata[0][1].split("<br>")
    assert said == [
        "<b>December 2022</b>",
        "2",
        "Improvement: below the limits",
        "Mean 20.1, limits 14.8 to 25.4",
        "Target 15",
        "Restated; before: 3 as at 4 Jan 2023",
    ]


def test_a_period_without_a_figure_is_a_gap_and_a_hollow_mark_on_a_strip_of_its_own(
    assessment: MakeStanding,
) -> None:
    gaps = assessment([10, "s", 12, "m", None, 11])
    figure = control_chart_figure(gaps).figure
    line = next(each for each in figure.data if each.mode == "lines" and each.showlegend is False)
    assert list(line.y) == [10, None, 12, None, None, 11]
    assert line.connectgaps is False
    suppressed, missing = trace(gaps, "Suppressed"), trace(gaps, "Missing")
    assert (suppressed.yaxis, suppressed.marker.symbol, len(suppressed.x)) == ("y2", "square-open", 1)
    assert (missing.yaxis, missing.marker.symbol, len(missing.x)) == ("y2", "x-thin-open", 2)
    assert [row[1] for row in missing.customdata] == [
        "<b>July 2021</b><br>missing",
        "<b>August 2021</b><br>no reading",
    ]
    assert figure.layout.yaxis2.domain[1] < figure.layout.yaxis.domain[0]


def test_without_a_gap_there_is_no_strip(assessment: MakeStanding) -> None:
    figure = control_chart_figure(assessment(STEADY)).figure
    assert list(figure.layout.yaxis.domain) == [0, 1]
    assert "yaxis2" not in figure.to_plotly_json()["layout"]


def test_a_restated_figure_is_ringed(assessment: MakeStanding) -> None:
    ring = trace(assessment(STEADY, restated={3: (9, date(2021, 8, 2))}), "Restated")
    assert (list(ring.x), ring.marker.symbol) == (["2021-07-16T12:00:00"], "circle-open")


def test_each_phase_has_limits_of_its_own_and_its_reason_in_words(assessment: MakeStanding) -> None:
    two = assessment([*STEADY, *[30, 32] * 6], rebaselines=[(date(2022, 4, 1), "New <b>team</b>")])
    assert trace(two, "Mean").y == (11, 11, None, 31, 31, None)
    assert trace(two, "Mean").x[:4] == (
        "2021-04-01T00:00:00",
        "2022-04-01T00:00:00",
        None,
        "2022-04-01T00:00:00",
    )
    layout = control_chart_figure(two).figure.layout
    lines = [shape.x0 for shape in layout.shapes if shape.type == "line" and shape.ysizemode != "pixel"]
    assert lines == ["2022-04-01T00:00:00"]
    assert "New limits: New<br>&lt;b&gt;team&lt;/b&gt;" in [note.text for note in layout.annotations]


def test_a_definition_that_cannot_be_compared_is_a_break_too(assessment: MakeStanding) -> None:
    changed = assessment([*STEADY, *STEADY], breaks=[(date(2022, 4, 1), "Counts children")])
    notes = [note.hovertext for note in control_chart_figure(changed).figure.layout.annotations]
    assert "New definition: Counts children" in notes


def test_the_target_steps_by_its_dates_and_its_withdrawal_ends_it(assessment: MakeStanding) -> None:
    targets = [(date(2021, 6, 1), 9.0), (date(2021, 8, 15), 8.0), (date(2021, 11, 1), None)]
    steps = target_steps(assessment(STEADY, targets=targets))
    assert [(step.start.date(), step.end.date(), step.value) for step in steps] == [
        (date(2021, 6, 1), date(2021, 9, 1), 9),
        (date(2021, 9, 1), date(2021, 11, 1), 8),
    ]


def test_a_target_of_a_daily_measure_runs_over_days_off(assessment: MakeStanding) -> None:
    daily = assessment(
        [5] * 5 + [None, None] + [6] * 5,
        start=date(2022, 10, 3),
        frequency=Frequency.DAY,
        targets=[(date(2022, 1, 1), 4.0)],
    )
    (step,) = target_steps(daily)
    assert (step.start.date(), step.end.date()) == (date(2022, 10, 3), date(2022, 10, 15))


def milestone(number: int, dated: date, words: str = "Post filled") -> MilestoneRow:
    return MilestoneRow(number, dated, "other", words, None, "Ada Invented")


def test_milestones_are_numbered_as_given_and_one_outside_keeps_its_number(assessment: MakeStanding) -> None:
    milestones = [
        milestone(1, date(2019, 1, 1)),
        milestone(2, date(2021, 9, 14), "<i>Policy</i> $x$"),
        milestone(3, date(2021, 9, 16)),
    ]
    figure = control_chart_figure(assessment(STEADY), milestones).figure
    numbered = [note for note in figure.layout.annotations if note.text in "123"]
    assert [(note.text, note.x) for note in numbered] == [
        ("2", "2021-09-14T12:00:00"),
        ("3", "2021-09-16T12:00:00"),
    ]
    assert numbered[0].hovertext == "14 Sep 2021<br>&lt;i&gt;Policy&lt;/i&gt; &#36;x&#36;"
    # Too near each other to stand side by side.
    assert numbered[1].yshift - numbered[0].yshift == 22
    circles = [shape for shape in figure.layout.shapes if shape.type == "circle"]
    assert len(circles) == 2
    assert {shape.xref for shape in circles} == {"paper"}, "the axis would cut them off at its ends"


def test_extents_that_meet_go_on_rows_of_their_own() -> None:
    assert packed([(0, 2), (1, 3), (2, 4), (2.5, 5)]) == [0, 1, 0, 2]
    assert packed([]) == []


def test_the_scale_of_a_count_starts_at_zero_unless_its_figures_are_far_off(assessment: MakeStanding) -> None:
    assert scale_of(assessment([4, 6, 9, 10])).low == 0
    assert scale_of(assessment([1000, 1010, 1020])).low == 998
    assert scale_of(assessment([0, 0, 0])).low < 0 < scale_of(assessment([0, 0, 0])).high


def test_a_percentage_is_not_drawn_from_0_to_100_by_force(assessment: MakeStanding) -> None:
    scale = scale_of(assessment([90, 92, 95], unit=Unit.PERCENT))
    assert (scale.low, scale.high) == (89.5, 95.5)


def test_limits_where_no_figure_can_be_are_not_drawn_and_the_note_says_so(assessment: MakeStanding) -> None:
    low = assessment([0, 8] * 6)
    assert scale_of(low).lower_is_hidden
    assert [value for value in trace(low, "Limits").y if value is not None] == [pytest.approx(25.28)] * 2
    assert "A lower limit below zero is not drawn." in note_of(low)
    high = assessment([92, 100] * 6, unit=Unit.PERCENT)
    assert scale_of(high).upper_is_hidden
    assert "An upper limit above 100% is not drawn." in note_of(high)


def test_the_note_gives_settings_gap_rule_and_gaps(assessment: MakeStanding) -> None:
    assert note_of(assessment(STEADY)) == "A trend is 7 points, a run 7; limits are screened."
    assert note_of(assessment([*STEADY[:6], None, *STEADY[6:]])) == (
        "A trend is 7 points, a run 7; limits are screened. 1 month has no figure: it is no point, and no "
        "moving range is taken across it."
    )
    settings = PerformanceSettings(trend_length=6, run_length=8, screening=False)
    assert note_of(assessment([1, "s", None, 3], settings=settings, unit=Unit.WORKING_DAYS)) == (
        "A trend is 6 points, a run 8; limits are not screened. 2 months have no figure: they are no points, "
        "and no moving range is taken across them. Limits need 12 points; there are 2. "
        "Figures are working days."
    )


def test_the_note_says_that_a_scale_does_not_start_at_zero_and_what_is_left_out(
    assessment: MakeStanding,
) -> None:
    far = replace(assessment([1000, 1020] * 6), left_out=2)
    assert note_of(far).endswith(
        "2 figures of another length of period are not drawn. The scale does not start at zero."
    )


def test_the_note_says_of_what_is_forecast_that_a_point_is_a_years_outturn(assessment: MakeStanding) -> None:
    outturn = "Each point is the outturn of a whole financial year, April to March."
    said = {
        unit: outturn in note_of(assessment([10, 12, 11], unit=unit, frequency=Frequency.YEAR))
        for unit in Unit
    }
    costs = {Unit.WEEKS, Unit.PER_10000, Unit.AVERAGE, Unit.POUNDS, Unit.POUNDS_A_WEEK}
    assert {unit for unit, is_said in said.items() if is_said} == costs
    assert outturn not in note_of(assessment([10, 12, 11], unit=Unit.POUNDS))


def test_a_short_series_has_a_line_and_no_limits(assessment: MakeStanding) -> None:
    assert names(assessment([4, 6, 9])) == ["Figure"]


def test_labels_at_the_edge_do_not_touch(assessment: MakeStanding) -> None:
    close = assessment(STEADY, targets=[(date(2021, 4, 1), 16.3)])
    scale = scale_of(close)
    labels = line_labels(close, 200, 14)
    assert [label.words for label in labels] == ["lower 6", "mean 11", "target 16.3", "upper 16"]
    places = [(label.value - scale.low) / (scale.high - scale.low) * 200 + label.raised for label in labels]
    assert all(after - before >= 14 - 1e-9 for before, after in zip(places, places[1:], strict=False))
    assert 7 - 1e-9 <= places[0] <= places[-1] <= 193 + 1e-9


@pytest.mark.parametrize(
    ("frequency", "count", "expected"),
    [
        (Frequency.MONTH, 5, ["Apr 2021", "May 2021", "Jun 2021", "Jul 2021", "Aug 2021"]),
        (
            Frequency.MONTH,
            20,
            ["Apr 2021", "Jul 2021", "Oct 2021", "Jan 2022", "Apr 2022", "Jul 2022", "Oct 2022"],
        ),
        (Frequency.QUARTER, 6, ["Apr–Jun 2021", "Oct–Dec 2021", "Apr–Jun 2022"]),
        (Frequency.YEAR, 3, ["2021/22", "2022/23", "2023/24"]),
        (Frequency.WEEK, 8, ["29 Mar 2021", "12 Apr 2021", "26 Apr 2021", "10 May 2021"]),
    ],
)
def test_the_ticks_are_few_enough_for_a_telephone(
    assessment: MakeStanding, frequency: Frequency, count: int, expected: list[str]
) -> None:
    named = ticks(assessment([5] * count, frequency=frequency))
    assert [f"{first} {second}".strip() for _, first, second in named] == expected


def test_months_that_do_not_begin_in_april_have_the_usual_ticks(assessment: MakeStanding) -> None:
    named = ticks(assessment([5] * 14, start=date(2021, 5, 1)))
    assert [(place.isoformat(), month) for place, month, _ in named[:2]] == [
        ("2021-06-16T00:00:00", "Jun"),
        ("2021-08-16T12:00:00", "Aug"),
    ]


def test_the_sentence_is_the_one_sentence_reading(assessment: MakeStanding) -> None:
    fallen = assessment(FALLEN)
    assert control_chart_figure(fallen).sentence == sentence_of(fallen)


def test_without_a_figure_nothing_is_drawn(assessment: MakeStanding) -> None:
    for empty in (assessment([]), assessment(["s", "m"])):
        chart = control_chart_figure(empty, [milestone(1, date(2021, 5, 1))])
        assert (len(chart.figure.data), chart.sentence) == (0, sentence_of(empty))


def test_the_table_has_a_row_a_period(assessment: MakeStanding) -> None:
    rows = control_chart_rows(
        assessment(
            [*FALLEN, "s", None, 4], targets=[(date(2021, 4, 1), 15)], restated={20: (3, date(2022, 9, 4))}
        )
    )
    assert len(rows) == 24
    assert rows[20] == {
        "Period": "December 2022",
        "Value": "2",
        "Numerator": "",
        "Denominator": "",
        "State": "value",
        "Mean": "19.4",
        "Lower limit": "14",
        "Upper limit": "24.7",
        "Target": "15",
        "Reading": "improvement: below the limits",
        "Restated from": "3 as at 4 Sep 2022",
        "As at": "1 Nov 2022",
    }
    assert [(row["Value"], row["State"], row["Reading"]) for row in rows[21:23]] == [
        ("suppressed", "suppressed", ""),
        ("missing", "no reading", ""),
    ]
