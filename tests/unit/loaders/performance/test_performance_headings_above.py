"""Headings over several rows, what stands beside figures, and that no text of a sheet is lost."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_model.measures.measure_vocabulary import (
    Frequency,
    Period,
    Polarity,
    ReadingState,
    frequency_of,
    period_of,
)
from loaders.files.grid import as_text
from loaders.files.raw_workbook import Merge, RawSheet, cell_name
from loaders.performance.measure_names import NameBook
from loaders.performance.performance_beside import better_way, find_comparisons, polarity_issues
from loaders.performance.performance_bodies import TablesOfFile, find_tables
from loaders.performance.performance_figures import ReadFigures, read_figures
from loaders.performance.performance_headings import ColumnRole, role_of
from loaders.performance.performance_tables import coordinates
from loaders.performance.performance_targets import find_targets
from tests.performance_workbooks import Percent, Rows, raw, sheet

AS_AT = date(2026, 4, 15)
RE_REFERRALS, ASSESSMENTS = "Re-referrals within 12 months", "Assessments within 45 working days"


def read(rows: Rows, *merges: Merge, as_at: date = AS_AT) -> ReadFigures:
    made = sheet(rows)
    workbook = raw(RawSheet("Scorecard", made.rows, merges=merges))
    return read_figures(TablesOfFile(workbook), NameBook(()), as_at)


def told(found: ReadFigures) -> list[tuple[str, str, float | None]]:
    return [(one.cell, f"{one.period.start:%m/%y}", one.value) for one in found.readings]


def targets(found: ReadFigures) -> list[tuple[str, float, float | None, str, str]]:
    stated = [one.stated for one in find_targets(found.readers, {})[0]]
    return [(f"{one.holds_from:%m/%y}", one.value, one.tolerance, one.words, one.cell) for one in stated]


def comparisons(found: ReadFigures) -> list[tuple[str, float, str]]:
    stated = [one.stated for one in find_comparisons(found.readers)[0]]
    return [(one.name, one.value, one.cell) for one in stated]


@pytest.mark.parametrize("numbered", [False, True])
@pytest.mark.parametrize("is_merged", [False, True])
def test_headings_over_two_rows_are_joined(numbered: bool, is_merged: bool) -> None:
    rows: list[list[Any]] = [
        ["Performance as at 31 March 2026"],
        [],
        ["Indicator", "Good is", "Target", "2025/26", None, None, "England", "Stat. neighbours"],
        [None, None, None, "Jan-26", "Feb-26", "Mar-26"],
        [RE_REFERRALS, "Low", "15%", "24.1%", "23.0%", "22.2%", "22.6%", "20.8%"],
        [ASSESSMENTS, "High", "97%", "81.0%", "82.4%", "84.9%", "85.7%", "81.8%"],
    ]
    if numbered:
        firsts = [None, None, "No.", None, "1.1", "1.2"]
        rows = [
            [first, *row] if place > 1 else row
            for place, (first, row) in enumerate(zip(firsts, rows, strict=True))
        ]
    shift = int(numbered)
    down = [Merge(3, column, 4, column) for column in (*range(1, 4 + shift), 7 + shift, 8 + shift)]
    merges = [*down, Merge(3, 4 + shift, 3, 6 + shift)] if is_merged else []
    found = read(rows, *merges)
    first = "E" if numbered else "D"
    assert told(found)[0] == (f"{first}5", "01/26", 24.1)
    assert [value for *_, value in told(found)] == [24.1, 23.0, 22.2, 81.0, 82.4, 84.9]
    assert [one[:2] for one in targets(found)] == [("01/26", 15), ("01/26", 97)]
    assert [one[:2] for one in comparisons(found)] == [
        ("England", 22.6),
        ("Stat. neighbours", 20.8),
        ("England", 85.7),
        ("Stat. neighbours", 81.8),
    ]
    assert not polarity_issues(found.readers)
    expected = {"performance-text-left", "measure-from-catalogue"}
    expected |= {"performance-column-left"} if numbered else set()
    assert {issue.type.code for issue in found.issues} == expected


def test_headings_over_three_rows_are_joined() -> None:
    found = read(
        [
            ["Measure", "Target", "2025/26"],
            [None, None, "Q3", None, "Q4"],
            [None, None, "Nov", "Dec", "Jan", "Feb"],
            ["Open contacts", 150, 210, 205, 203, 196],
        ]
    )
    assert told(found) == [
        ("C4", "11/25", 210),
        ("D4", "12/25", 205),
        ("E4", "01/26", 203),
        ("F4", "02/26", 196),
    ]
    assert targets(found) == [("11/25", 150, None, "", "B4")]


def test_the_second_table_below_has_its_headings_joined_too() -> None:
    rows: Rows = [
        ["Indicator", "Target", "2025/26"],
        [None, None, "Jan-26", "Feb-26"],
        ["Open contacts", 150, 203, 196],
        ["Assessments", None],
        ["Indicator", "Target", "2025/26"],
        [None, None, "Jan-26", "Feb-26"],
        [ASSESSMENTS, "97%", "81.0%", "82.4%"],
    ]
    found = read(rows)
    assert [one[0] for one in told(found)] == ["C3", "D3", "C7", "D7"]
    assert [one[1] for one in targets(found)] == [150, 97]


def test_quarters_and_past_years_of_a_monthly_measure_are_series_of_their_own() -> None:
    found = read(
        [
            ["Measure", "2023/24", "2024/25", "Q1 2025/26", "Jan-26"],
            [ASSESSMENTS, "79%", "80%", "82%", "81%"],
        ]
    )
    assert [(frequency_of(one.period), one.value) for one in found.readings] == [
        (Frequency.YEAR, 79),
        (Frequency.YEAR, 80),
        (Frequency.QUARTER, 82),
        (Frequency.MONTH, 81),
    ]
    (own,) = [issue for issue in found.issues if issue.type.code == "period-other-length"]
    assert (own.cell, own.seen) == (
        "B2:D2",
        f"{ASSESSMENTS}: by the year and by the quarter; the measure is read by the month",
    )


def test_past_years_above_the_months_are_years() -> None:
    found = read(
        [
            ["Measure", "2023/24", "2024/25", "2025/26"],
            [None, None, None, "Jan-26", "Feb-26"],
            [ASSESSMENTS, "79%", "80%", "82%", "81%"],
        ],
        *(Merge(1, 1, 2, 1), Merge(1, 2, 2, 2), Merge(1, 3, 2, 3), Merge(1, 4, 1, 5)),
    )
    years = period_of(date(2023, 4, 1), Frequency.YEAR), period_of(date(2024, 4, 1), Frequency.YEAR)
    assert [one.period for one in found.readings][:2] == list(years)
    assert [value for *_, value in told(found)] == [79, 80, 82, 81]


def test_year_ends_beside_quarters_are_compared_with_and_no_readings() -> None:
    found = read(
        [
            ["PI", "Performance indicator", "Outturn 2023/24", "2024/25", None, None, "Target 2024/25"],
            [None, None, None, "Q3", "Q4", "Year end"],
            ["PI1", ASSESSMENTS, "88%", "84.4%", "88.3%", "86%", "90%"],
        ],
        Merge(1, 4, 1, 6),
    )
    assert [value for *_, value in told(found)] == [84.4, 88.3]
    assert comparisons(found) == [("Outturn 2023/24", 88, "C3"), ("Year end 2024/25", 86, "F3")]
    made = [one.stated for one in find_comparisons(found.readers)[0]]
    assert made[0].period == Period(date(2023, 4, 1), date(2024, 3, 31))
    assert targets(found) == [("04/24", 90, None, "", "G3")]


def test_thresholds_are_the_tolerance_of_the_target_and_its_words() -> None:
    found = read(
        [
            ["Measure", "Target", "Green", "Amber", "Red", "Floor standard", "Jan-26", "Feb-26"],
            [ASSESSMENTS, "97%", ">=95%", "90-95%", "<90%", "85%", "81%", "82%"],
            [RE_REFERRALS, Percent(0.15), "<=15%", "15-18%", ">18%", None, "21%", "22%"],
        ]
    )
    assert targets(found) == [
        ("01/26", 97, 7, "Green >=95%; Amber 90-95%; Red <90%; Floor standard 85%", "B2"),
        ("01/26", 15, 3, "Green <=15%; Amber 15-18%; Red >18%", "B3"),
    ]
    assert {issue.type.code for issue in found.issues} == {"measure-from-catalogue"}


def test_letters_of_three_colours_beside_each_other_are_thresholds() -> None:
    found = read(
        [["KPI", "Target", "R", "A", "G", "Jan-26"], [ASSESSMENTS, "90%", "<85%", "85-90%", ">90%", "81%"]]
    )
    assert [one[1:4] for one in targets(found)] == [(90, 5, "G >90%; A 85-90%; R <85%")]


def test_a_target_is_of_the_months_and_not_of_past_years_beside_them() -> None:
    found = read([["Measure", "2023/24", "Jan-26", "Target"], [ASSESSMENTS, "79%", "81%", "90%"]])
    assert targets(found) == [("01/26", 90, None, "", "D2")]


def test_headings_beneath_the_periods_are_joined() -> None:
    found = read(
        [[None, None, "Jan-26", "Feb-26"], ["Indicator", "Target"], [ASSESSMENTS, "90%", "81%", "82%"]]
    )
    assert [value for *_, value in told(found)] == [81, 82]
    assert [one[1] for one in targets(found)] == [90]


def test_what_stands_beside_the_rows_of_a_long_table_belongs_to_its_period() -> None:
    found = read(
        [
            ["Measure", "Period", "Value", "England", "Good is"],
            [ASSESSMENTS, "Jan-26", "81%", "85.7%", "Low"],
            [ASSESSMENTS, "Feb-26", "82%", "85.9%", "Low"],
        ]
    )
    made = [one.stated for one in find_comparisons(found.readers)[0]]
    assert [(f"{one.period.start:%m/%y}", one.value) for one in made if one.period] == [
        ("01/26", 85.7),
        ("02/26", 85.9),
    ]
    assert [issue.cell for issue in polarity_issues(found.readers)] == ["E2"]


def test_names_merged_over_numerator_denominator_and_share_are_one_measure() -> None:
    found = read(
        [
            ["Measure", None, "Jan-26", "Feb-26"],
            [ASSESSMENTS, "N", 8, 6],
            [None, "D", 10, 8],
            [None, "%", "80%", "75%"],
        ],
        Merge(2, 1, 4, 1),
    )
    assert [(one.numerator, one.denominator, one.value) for one in found.readings] == [
        (8, 10, 80),
        (6, 8, 75),
    ]
    assert {issue.type.code for issue in found.issues} == {"measure-from-catalogue"}


def test_green_is_the_target_where_no_other_stands_there() -> None:
    found = read([["Measure", "Green", "Red", "Jan-26"], [ASSESSMENTS, ">=95%", "<90%", "81%"]])
    assert [one[1:4] for one in targets(found)] == [(95, None, "Green >=95%; Red <90%")]


def test_another_better_way_than_the_measures_own_is_pointed_out() -> None:
    found = read(
        [
            ["Measure", "Good perf is:", "Jan-26", "Feb-26"],
            [ASSESSMENTS, "L", "81%", "82%"],
            [RE_REFERRALS, "L", "81%", "82%"],
            ["Open contacts", "wide", 3, 4],
        ]
    )
    assert [(issue.type.code, issue.cell) for issue in polarity_issues(found.readers)] == [
        ("polarity-differs", "B2"),
        ("polarity-differs", "B4"),
    ]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Low", Polarity.LOWER),
        ("H", Polarity.HIGHER),
        ("Higher is better", Polarity.HIGHER),
        ("↓", Polarity.LOWER),
        ("T", Polarity.INFO),
        ("-", None),
        ("purple", None),
    ],
)
def test_words_for_the_better_way(text: str, meant: Polarity | None) -> None:
    assert better_way(text) is meant


@pytest.mark.parametrize(
    "heading",
    [
        *("STAT NEIGH AVE", "BEST STAT NEIGH", "NAT AVE", "NAT TOP QTILE THRESHOLD", "England", "Benchmark"),
        *("England 2024/25", "Eng. average 23/24", "Statistical neighbours' median", "Outturn 2023/24"),
        *("National top quartile", "Stat. neighbours", "Regional average"),
    ],
)
def test_headings_of_what_others_have(heading: str) -> None:
    assert role_of(heading) is ColumnRole.COMPARISON


@pytest.mark.parametrize(
    "heading", ["Average", "Rate", "Top", "Group", "Family support", "National referrals made", "2023/24"]
)
def test_headings_that_say_nothing_of_others(heading: str) -> None:
    assert role_of(heading) is not ColumnRole.COMPARISON


def test_a_comparison_that_names_its_own_is_kept_under_that_name() -> None:
    rows: Rows = [["Measure", "Jan-26", "Benchmark"], [ASSESSMENTS, "81%", "85.7% (England)"]]
    assert comparisons(read(rows)) == [("England", 85.7, "C2")]


def test_a_comparison_that_is_no_figure_is_named() -> None:
    found = read([["Measure", "Jan-26", "England"], [ASSESSMENTS, "81%", "better than most"]])
    kept, issues = find_comparisons(found.readers)
    assert kept == []
    assert [(issue.type.code, issue.cell) for issue in issues] == [("comparison-unclear", "C2")]


@pytest.mark.parametrize("column", [0, 1])
def test_numerators_beneath_a_measure_belong_to_it_in_whatever_column_they_are_named(column: int) -> None:
    upper, lower = [[None, None], [None, None]]
    upper[column], lower[column] = "Numerator", "Denominator"  # type: ignore[call-overload]
    found = read(
        [
            ["Measure", "Detail", "Jan-26", "Feb-26"],
            [ASSESSMENTS, "%", "80%", "75%"],
            [*upper, 8, 6],
            [*lower, 10, 8],
        ]
    )
    assert [(one.numerator, one.denominator) for one in found.readings] == [(8, 10), (6, 8)]
    assert not any(issue.type.code == "performance-row-unnamed" for issue in found.issues)


_HEADINGS = st.permutations(
    [
        "Indicator",
        "No.",
        "Good is",
        "Target",
        "Amber",
        "England",
        "Owner",
        "Odd",
        "Jan-26",
        "Feb-26",
        "2023/24",
    ]
)
_TEXTS = {
    "Indicator": ["Open contacts", "Nobody knows this"],
    "No.": ["1.1", "1.2"],
    "Good is": ["Low", "perhaps"],
    "Target": ["150", "150 by March"],
    "Amber": ["160", "some"],
    "England": ["170", "not said"],
    "Owner": ["Head of service", "Team manager"],
    "Odd": ["an odd text", "another odd text"],
    "Jan-26": ["203", "n/a"],
    "Feb-26": ["196", "roughly ten"],
    "2023/24": ["204", "c"],
}


@settings(max_examples=60, deadline=None)
@given(_HEADINGS, st.booleans(), st.integers(2, 11), st.booleans())
def test_no_text_is_neither_loaded_nor_named(
    headings: Sequence[str], two_rows: bool, kept: int, is_known: bool
) -> None:
    headings = headings[:kept]
    above: list[Any] = [None if one.endswith("-26") else one for one in headings]
    below: list[Any] = [one if one.endswith("-26") else None for one in headings]
    heads = [above, below] if two_rows else [list(headings)]
    rows = [*heads, *([_TEXTS[one][at] for one in headings] for at in (0, 1))]
    if not is_known:
        rows = [[one if one != "Open contacts" else "Nobody here" for one in row] for row in rows]
    found = read(rows)
    if not found.layouts:
        return
    _, target_issues = find_targets(found.readers, {})
    kept_ones, comparison_issues = find_comparisons(found.readers)
    issues = [*found.issues, *target_issues, *comparison_issues, *polarity_issues(found.readers)]
    named = {place for issue in issues for place in places(issue.cell)}
    loaded = {place for one in found.readings for place in places(one.cell)}
    loaded |= {place for one in kept_ones for place in places(one.stated.cell)}
    asked = {one.written for one in found.unknown}
    roles = dict(enumerate(headings, 1))
    first = len(heads) + 1
    read_beside = {
        (one.placed.row, one.placed.column) for reader, _ in found.readers for one in reader.series.beside
    }
    read_beside |= {
        (reader.series.target.row, reader.series.target.column)
        for reader, _ in found.readers
        if reader.series.target is not None
    }
    for at, row in enumerate(rows[first - 1 :], first):
        for column, value in enumerate(row, 1):
            if value is None or roles[column] == "Indicator" or value in asked:
                continue
            place = (column, at)
            assert place in named | loaded or (at, column) in read_beside, (
                cell_name(at, column),
                value,
                rows,
            )


def places(cells: str) -> list[tuple[int, int]]:
    """List column and row of every cell of "B2:C3, E5"."""
    listed = []
    for part in filter(None, cells.split(", ")):
        first, _, last = part.partition(":")
        (left, top), (right, bottom) = coordinates(first), coordinates(last or first)
        listed += [(column, row) for column in range(left, right + 1) for row in range(top, bottom + 1)]
    return listed


def test_rows_of_figures_above_are_no_headings() -> None:
    rows: Rows = [
        ["Measure", "Nov-25", "Dec-25"],
        ["Open contacts", 203, 196],
        ["Measure", "Jan-26", "Feb-26"],
        ["Open contacts", 190, 180],
    ]
    tables = find_tables(sheet(rows)).tables
    assert [(table.first_row, table.last_row) for table in tables] == [(1, 2), (3, 4)]
    assert as_text(rows[3][1]) == "190"


def test_a_share_whose_parts_are_too_few_to_tell_is_suppressed_like_them() -> None:
    found = read(
        [
            ["Measure", "Period", "Numerator", "Denominator", "Value"],
            [ASSESSMENTS, "Jan-26", "<5", 122, "x"],
            [ASSESSMENTS, "Feb-26", 60, 120, "x"],
        ]
    )
    assert [(one.cell, one.state) for one in found.readings] == [("E2, C2, D2", ReadingState.SUPPRESSED)]
    assert [issue.cell for issue in found.issues if issue.type.code == "share-disagrees"] == ["C3:E3"]


@pytest.mark.parametrize("label", ["Type", "Row", "Data", None])
@pytest.mark.parametrize("merged", [True, False])
def test_rows_of_targets_ratings_and_others_below_a_measure_are_none_of_its_figures(
    merged: bool, label: str | None
) -> None:
    rows: Rows = [
        ["Measure", label, "Jan-26", "Feb-26"],
        [ASSESSMENTS, "Actual", "81%", "82%"],
        [None, "Target", "95%", "95%"],
        [None, "RAG", "R", "R"],
        [None, "England", "85%", "85%"],
        [RE_REFERRALS, "Actual", "20%", "21%"],
    ]
    found = read(rows, *([Merge(2, 1, 5, 1)] if merged else []))
    assert [value for *_, value in told(found)] == [81, 82, 20, 21]
    assert [one[1] for one in targets(found)][:1] == [95]
    left = [issue.cell for issue in found.issues if issue.type.code == "performance-column-left"]
    assert {"C4:D4", "C5:D5"} <= set(left)
