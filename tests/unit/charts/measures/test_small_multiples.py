"""The parts of a measure side by side."""

from collections.abc import Callable
from datetime import date

from charts.measures.small_multiples import small_multiples
from data_model.measures.measure_assessment import MeasureAssessment
from data_model.measures.measure_vocabulary import Polarity

MakeStanding = Callable[..., MeasureAssessment]


def test_each_part_has_a_panel_with_its_words_on_one_scale(assessment: MakeStanding) -> None:
    north = assessment([20, 22] * 10 + [2], part="North", targets=[(date(2021, 4, 1), 15)])
    south = assessment([30, "s", 34], part="South")
    chart = small_multiples([north, south])
    layout = chart.figure.layout
    assert [note.text for note in layout.annotations] == [
        "North: 2 in December 2022<br>◆ improvement: below the limits",
        "South: 34 in June 2021<br>… too few points",
    ]
    assert layout.yaxis.range == layout.yaxis2.range
    assert layout.yaxis.range[0] <= 2
    assert layout.yaxis.range[1] >= 34
    assert layout.yaxis2.domain[1] < layout.yaxis.domain[0]
    assert (layout.xaxis.anchor, list(layout.xaxis.range)) == (
        "y2",
        ["2021-04-01T00:00:00", "2023-01-01T00:00:00"],
    )
    assert chart.sentence == (
        "2 teams: North: 2 in December 2022, improvement: below the limits; "
        "South: 34 in June 2021, too few points."
    )


def test_a_mark_says_its_part_and_period_and_a_gap_has_none(assessment: MakeStanding) -> None:
    line, marks = small_multiples([assessment([30, "s", 34], part="South")]).figure.data
    assert list(line.y) == [30, None, 34]
    assert [list(row) for row in marks.customdata] == [
        ["South", "April 2021<br>30<br>Too few points"],
        ["South", "June 2021<br>34<br>Too few points"],
    ]


def test_names_of_parts_are_shown_not_obeyed(assessment: MakeStanding) -> None:
    figure = small_multiples([assessment([1, 2], part="<b>A</b> & %{x}")]).figure
    assert figure.layout.annotations[0].text.startswith("&lt;b&gt;A&lt;/b&gt; &amp; %{x}: 2 in")
    assert figure.data[-1].customdata[0][0] == "&lt;b&gt;A&lt;/b&gt; &amp; %{x}"


def test_a_panel_says_as_many_rules_as_its_line_holds(assessment: MakeStanding) -> None:
    falling = assessment([30, 32] * 12 + [22, 21, 20, 19, 18, 17, 16, 15], part="North")
    chart = small_multiples([falling])
    _, reading = chart.figure.layout.annotations[0].text.split("<br>")
    assert reading == "◆ improvement: below the limits; falling trend"
    assert "improvement: below the limits; falling trend; " in chart.sentence


def test_every_rule_says_its_side_and_fits_a_panel(assessment: MakeStanding) -> None:
    near = assessment([20, 22] * 10 + [25, 25], polarity=Polarity.HIGHER, part="Amber")
    (heading,) = (note.text for note in small_multiples([near]).figure.layout.annotations)
    assert heading.endswith("◆ improvement: 2 of 3 near the upper limit")


def test_a_long_name_is_cut_and_the_figure_stays(assessment: MakeStanding) -> None:
    figure = small_multiples([assessment([1, 2], part="Multi-agency safeguarding hub " * 3)]).figure
    first, second = figure.layout.annotations[0].text.split("<br>")
    assert first == "Multi-agency safeguarding hub…: 2 in May 2021"
    assert second == "… too few points"


def test_at_most_twelve_are_drawn_and_the_sentence_counts_the_others(assessment: MakeStanding) -> None:
    chart = small_multiples([assessment([1, 2], part=f"Team {number}") for number in range(14)])
    assert len(chart.figure.layout.annotations) == 12
    assert chart.sentence.startswith("14 teams: Team 0: 2 in May 2021, too few points; ")
    assert chart.sentence.endswith("; 2 more not drawn.")


def test_parts_without_a_figure_are_left_out(assessment: MakeStanding) -> None:
    chart = small_multiples([assessment(["s"], part="North"), assessment([], part="South")])
    assert chart.sentence == "There are no figures of parts to show."
    assert len(chart.figure.data) == 0
