"""Tables of measures in every layout: what is read of them, and that every cell is accounted for."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_model.measures.measure_vocabulary import PartKind
from loaders.files.raw_workbook import Merge, RawSheet
from loaders.performance.measure_names import NameBook
from loaders.performance.performance_bodies import TablesOfFile
from loaders.performance.performance_figures import ReadFigures, read_figures
from loaders.performance.performance_plausibility import one_each
from loaders.performance.performance_tables import coordinates
from loaders.performance.performance_targets import find_targets
from tests.performance_workbooks import Formula, Percent, Rows, raw, sheet

AS_AT = date(2022, 12, 31)


def read(*sheets: RawSheet, as_at: date = AS_AT) -> ReadFigures:
    return read_figures(TablesOfFile(raw(*sheets)), NameBook(()), as_at)


def told(found: ReadFigures) -> list[tuple[str, str, float | None]]:
    """Give cell, first day and value of each reading; None for one that is suppressed or missing."""
    return [(one.cell, f"{one.period.start:%d/%m/%y}", one.value) for one in found.readings]


def codes(found: ReadFigures) -> dict[str, str]:
    return {
        issue.type.code: issue.cell for issue in found.issues if issue.type.code != "measure-from-catalogue"
    }


def test_a_wide_table_with_bare_months_takes_the_year_of_its_title() -> None:
    found = read(
        sheet(
            [
                ["Front door 2022/23"],
                [],
                ["Measure", "Apr", "May", "Mar", "YTD", "Target", "DOT"],
                ["Open contacts", 603, 196, None, 799, 150, "↑"],
                ["Notes: provisional"],
            ]
        )
    )
    assert told(found) == [("B4", "01/04/22", 603.0), ("C4", "01/05/22", 196.0)]
    assert codes(found) == {"performance-text-left": "A5", "performance-column-left": "G4"}


@pytest.mark.parametrize(
    ("year_row", "months"),
    [
        (["", "2022", None, "2023"], ["Measure", "Nov", "Dec", "Jan"]),
        ([None, "2022/23", None, None], ["Measure", "Nov", "Dec", "Jan"]),
        ([None, 2022, None, 2023], ["Measure", "Nov", "Dec", "Jan"]),
    ],
)
def test_years_above_the_months_are_taken(year_row: list[Any], months: list[str]) -> None:
    found = read(sheet([year_row, months, ["Open contacts", 1, 2, 3]]), as_at=date(2023, 3, 31))
    assert [one[1] for one in told(found)] == ["01/11/22", "01/12/22", "01/01/23"]


def test_a_year_merged_over_months_ends_with_its_merge() -> None:
    made = sheet([[None, "2022", None, None], ["Measure", "Nov", "Dec", "Jan"], ["Open contacts", 1, 2, 3]])
    found = read(RawSheet("A", made.rows, (Merge(1, 2, 1, 3),)), as_at=date(2023, 3, 31))
    assert [one[1] for one in told(found)] == ["01/11/22", "01/12/22"]
    assert codes(found)["period-unclear"] == "D3"


def test_months_without_any_year_are_not_loaded() -> None:
    found = read(sheet([["Measure", "Apr", "May"], ["Open contacts", 603, 196]]))
    assert told(found) == []
    assert codes(found) == {"period-unclear": "C2"}
    assert [issue.cell for issue in found.issues if issue.type.code == "period-unclear"] == ["B2", "C2"]


def test_numerators_and_denominators_in_rows_join_their_figure() -> None:
    found = read(
        sheet(
            [
                ["Measure", "Oct-22", "Nov-22"],
                ["Assessments within 45 working days", Percent(0.9), Percent(0.8)],
                ["Numerator", 9, 9],
                ["Denominator", 10, 10],
                ["Open contacts", 5, 6],
            ]
        )
    )
    assert told(found) == [("B2, B3, B4", "01/10/22", 90.0), ("B5", "01/10/22", 5.0), ("C5", "01/11/22", 6.0)]
    assert codes(found)["share-disagrees"] == "C2:C4"


def test_paired_columns_under_a_merged_month_join() -> None:
    made = sheet(
        [
            ["Measure", "Oct-22", None, None, "Nov-22", None, None],
            [None, "Num", "Den", "%", "Num", "Den", "%"],
            ["Threshold decisions upheld", 116, 120, "96.7%", 10, 20, None],
        ]
    )
    merges = (Merge(1, 2, 1, 4), Merge(1, 5, 1, 7))
    for each in (made, RawSheet("A", made.rows, merges)):
        found = read(each)
        assert [(one.numerator, one.denominator, one.value) for one in found.readings] == [
            (116.0, 120.0, pytest.approx(96.6667, abs=0.0001)),
            (10.0, 20.0, 50.0),
        ]


def test_a_long_table_reads_parts_and_days_of_its_own() -> None:
    found = read(
        sheet(
            [
                ["Indicator", "Period", "Actual", "Num", "Denom", "As at", "Tier", "Comments"],
                ["Triage on time", "Oct-22", None, 5, 10, date(2022, 11, 3), "Red", "late staff"],
                ["Triage on time", "Oct-22", None, 8, 10, date(2022, 11, 3), "All", None],
                ["Open contacts", date(2022, 10, 1), "196", None, None, "30/11/2022", None, None],
                ["Open contacts", "Oct-22", "197", None, None, "05/12/2023", None, None],
            ]
        )
    )
    assert [(one.part_kind, one.part, one.value, one.as_at) for one in found.readings] == [
        (PartKind.TIER, "Red", 50.0, date(2022, 11, 3)),
        (PartKind.WHOLE, "", 80.0, date(2022, 11, 3)),
        (PartKind.WHOLE, "", 196.0, date(2022, 11, 30)),
    ]
    assert codes(found) == {"as-at-unclear": "C5", "performance-column-left": "H2"}


def test_lists_of_days_weeks_and_months_have_measures_across() -> None:
    found = read(
        sheet(
            [["w/c", "NFA decisions reviewed"], [date(2022, 12, 5), 30], [date(2022, 12, 12), 31]], "Weeks"
        ),
        sheet([["Month", "Open contacts", "Note"], ["Oct-22", 196, "x"], ["Total", 196, None]], "Months"),
        sheet([[None, "Open contacts"], [date(2022, 8, 1), 300], [date(2022, 9, 1), 250]], "Exported"),
    )
    assert told(found) == [
        ("B2", "05/12/22", 30.0),
        ("B3", "12/12/22", 31.0),
        ("B2", "01/10/22", 196.0),
        ("B2", "01/08/22", 300.0),
        ("B3", "01/09/22", 250.0),
    ]


def test_daily_figures_of_a_monthly_measure_are_not_loaded() -> None:
    days = [[date(2022, 12, day), day] for day in range(1, 6)]
    found = read(sheet([["Date", "Open contacts"], *days]))
    assert told(found) == []
    assert [i.cell for i in found.issues if i.type.code == "period-does-not-fit"] == [
        "B2",
        "B3",
        "B4",
        "B5",
        "B6",
    ]


def test_two_tables_below_and_beside_each_other_are_both_read() -> None:
    found = read(
        sheet(
            [
                ["Measure", "Oct-22", None, "Measure", "Oct-22"],
                ["Open contacts", 196, None, "Average caseload", 16.5],
                [],
                ["Contacts received", "Nov-22", "Dec-22"],
                ["Contacts received", 400, 410],
            ]
        )
    )
    assert told(found) == [
        ("B2", "01/10/22", 196.0),
        ("E2", "01/10/22", 16.5),
        ("B5", "01/11/22", 400.0),
        ("C5", "01/12/22", 410.0),
    ]


def test_a_name_under_a_section_is_asked_with_its_section() -> None:
    found = read(
        sheet(
            [
                ["Measure", "Oct-22", "Nov-22"],
                ["Referrals"],
                ["Decided in a day", 10, 11],
                ["Contacts"],
                ["Decided in a day", 12, 13],
            ]
        )
    )
    assert [(one.written, one.figures) for one in found.unknown] == [
        ("Referrals: Decided in a day", 2),
        ("Contacts: Decided in a day", 2),
    ]


@pytest.mark.parametrize(
    ("values", "expected", "code"),
    [
        ((0.953, 0.9), [95.3, 90.0], "percent-from-fractions"),
        ((95.3, 90), [95.3, 90.0], ""),
        ((95, 90), [95.0, 90.0], "percent-from-whole-numbers"),
        ((95.3, 0.953), [95.3], "percent-unclear"),
        ((1, 1), [], "percent-unclear"),
        ((0.9, 1.2), [], "percent-unclear"),
        ((0, 95.5), [0.0, 95.5], ""),
        (("95.3%", 0.9), [95.3, 90.0], "percent-from-fractions"),
        ((Percent(0.953), Percent(1)), [95.3, 100.0], ""),
        ((120.5, 99.5), [99.5], "percent-above-100"),
    ],
)
def test_bare_percentages_are_decided_for_the_whole_row(
    values: Sequence[Any], expected: list[float], code: str
) -> None:
    found = read(sheet([["Measure", "Oct-22", "Nov-22"], ["Contacts decided within 1 working day", *values]]))
    assert [one.value for one in found.readings] == expected
    assert [one for one in codes(found) if one.startswith("percent")] == ([code] if code else [])


def test_fractions_among_rows_of_percentages_are_a_warning() -> None:
    found = read(
        sheet(
            [["Measure", "Oct-22"], ["Re-referrals", 22.6], ["Contacts decided within 1 working day", 0.953]]
        )
    )
    assert codes(found)["percent-mixed-table"] == "B3"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (Formula(), "figure-no-value"),
        ("#REF!", "figure-error"),
        (-4, "figure-negative"),
        ("many", "figure-unclear"),
        ("95%", "figure-other-unit"),
        (4.5, "figure-other-unit"),
        ("4 days", "figure-other-unit"),
        ("158 of 603", "figure-other-unit"),
    ],
)
def test_what_is_no_figure_is_named_and_not_loaded(value: Any, code: str) -> None:
    found = read(sheet([["Measure", "Oct-22", "Nov-22"], ["Open contacts", value, 196]]))
    assert told(found) == [("C2", "01/11/22", 196.0)]
    assert codes(found) == {code: "B2"}


def test_suppressed_and_missing_are_states_and_a_blank_is_nothing() -> None:
    found = read(sheet([["Measure", "Sep-22", "Oct-22", "Nov-22"], ["Open contacts", "<5", "n/a", "  "]]))
    assert [(one.state.value, one.value, one.as_written) for one in found.readings] == [
        ("suppressed", None, "<5"),
        ("missing", None, "n/a"),
    ]


def test_periods_ahead_or_not_over_are_left_out() -> None:
    found = read(
        sheet([["Measure", "Oct-22", "Nov-22", "Dec-22"], ["Open contacts", 1, 2, 0]]),
        as_at=date(2022, 11, 15),
    )
    assert told(found) == [("B2", "01/10/22", 1.0)]
    assert codes(found) == {"period-not-over": "C2", "period-in-future": "D2"}


def test_one_measure_and_period_twice() -> None:
    found = read(
        sheet([["Measure", "Oct-22", "Nov-22"], ["Open contacts", 603, 196]], "One"),
        sheet([["Measure", "Oct-22", "Nov-22"], ["Open contacts", 603, 197]], "Two"),
    )
    kept, issues = one_each(found.readings, {-1: "Open contacts"})
    assert [(one.sheet, one.value) for one in kept] == [("One", 603.0)]
    assert [(i.type.code, i.sheet, i.cell) for i in issues] == [
        ("reading-twice", "Two", "B2"),
        ("readings-conflict", "One", "C2"),
        ("readings-conflict", "Two", "C2"),
    ]


def test_hidden_sheets_are_named_and_others_skipped() -> None:
    table: Rows = [["Measure", "Oct-22"], ["Open contacts", 1]]
    hidden = RawSheet("Old", sheet(table).rows, hidden=True)
    plan = sheet(
        [["Action", "Owner", "Start", "Due"], ["Act", "A", date(2022, 9, 1), date(2022, 10, 1)]], "Plan"
    )
    found = read(hidden, plan)
    assert found.layouts == ()
    assert [(i.type.code, i.sheet) for i in found.issues] == [
        ("performance-sheet-hidden", "Old"),
        ("performance-sheet-skipped", "Plan"),
        ("no-performance-table", ""),
    ]


def test_a_figure_merged_over_two_months_belongs_to_neither() -> None:
    made = sheet([["Measure", "Oct-22", "Nov-22"], ["Open contacts", 196, None]])
    found = read(RawSheet("A", made.rows, (Merge(2, 2, 2, 3),)))
    assert told(found) == []
    assert codes(found) == {"figure-merged": "B2:C2"}


def test_names_of_10000_characters_and_control_characters_stay_short() -> None:
    found = read(sheet([["Measure", "Oct-22"], ["Open\x00 contacts", 1], ["x" * 10_000, 2]]))
    assert told(found) == [("B2", "01/10/22", 1.0)]
    assert [len(one.written) for one in found.unknown] == [200]


def test_two_thousand_columns_are_read() -> None:
    days = [date.fromordinal(date(2017, 1, 2).toordinal() + 7 * week) for week in range(300)]
    heads = [f"w/c {day:%d/%m/%y}" for day in days] + ["Note"] * 1_700
    found = read(sheet([["Measure", *heads], ["NFA decisions reviewed", *range(1, 2_001)]]))
    assert len(found.readings) == 300
    assert [i.cell for i in found.issues if i.type.code == "performance-column-left"][-1] == "BXY2"


HEADINGS = st.sampled_from(
    ["Apr-22", "May 2022", date(2022, 6, 1), "2022-07", "08/2022", "Sep 22", "October 2022", "YTD",
     "Q1 22/23",
     "DOT", "", "Apr", "2022", "Mystery", "Numerator", "Week 3", "w/c 05/12/22"]
)  # fmt: skip
NAMES = st.sampled_from(
    ["Open contacts", "Contacts received", "Re-referrals", "Numerator", "Denominator", "Contacts", "Nonsense",
     "% contacts NFA", "Note: provisional", "", "Average caseload", "Triage on time (Red)"]
)  # fmt: skip
VALUES = st.one_of(
    st.none(),
    st.integers(-5, 700),
    st.floats(0, 120),
    st.floats(0, 1).map(Percent),
    st.sampled_from(
        ["c", "<5", "-", "95.3%", "1,203", "  ", "oops", "#REF!", "158 of 603", True, date(2022, 5, 1)]
    ),
    st.just(Formula()),
)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_every_cell_of_a_table_is_a_reading_or_named_or_blank(data: st.DataObject) -> None:
    headings = data.draw(st.lists(HEADINGS, min_size=1, max_size=7))
    values = st.lists(VALUES, min_size=len(headings), max_size=len(headings))
    body = data.draw(st.lists(st.tuples(NAMES, values), min_size=1, max_size=6))
    rows = [["Measure", *(h or None for h in headings)], *([name or None, *row] for name, row in body)]
    made = sheet(rows)
    found = read(made, as_at=date(2022, 10, 31))
    kept, doubts = one_each(found.readings, {})
    if not found.layouts:
        return
    named = {place for one in kept for place in expand(one.cell)}
    named |= {place for i in (*found.issues, *doubts) if i.cell for place in expand(i.cell)}
    for row, cells in made.rows.items():
        for column, cell in cells.items():
            is_blank = (isinstance(cell.value, str) and not cell.value.strip()) and not cell.problem
            if row > 1 and column > 1 and not is_blank:
                assert (column, row) in named, cell


def expand(cells: str) -> set[tuple[int, int]]:
    """Give every cell of a list of cells and ranges, as column and row."""
    places: set[tuple[int, int]] = set()
    for part in cells.split(", "):
        first, _, last = part.partition(":")
        (left, top), (right, bottom) = coordinates(first), coordinates(last or first)
        places |= {(c, r) for c in range(left, right + 1) for r in range(top, bottom + 1)}
    return places


def test_whole_numbers_of_strategy_discussions_are_pointed_out_like_any_other() -> None:
    found = read(sheet([["Measure", "Oct-22", "Nov-22"], ["Strategy discussions on time", 45, 47]]))
    assert codes(found) == {"percent-from-whole-numbers": "B2:C2"}


def test_a_suppressed_numerator_beside_a_percentage_is_named() -> None:
    rows = [["Measure", "Oct-22", "Nov-22"], ["Re-referrals", "20%", "25%"], ["Num", "c", None]]
    found = read(sheet(rows))
    assert told(found) == [("B2, B3", "01/10/22", 20.0), ("C2", "01/11/22", 25.0)]
    assert codes(found) == {"share-incomplete": "B3"}


def test_targets_under_each_period_stand_beside_its_figure() -> None:
    rows: Rows = [
        ["Measure", "Oct-22", None, "Nov-22", None],
        [None, "Target", "Actual", "Target", "Actual"],
        ["Contacts received", 100, 90, 110, 80],
    ]
    found = read(RawSheet("Front door", sheet(rows).rows, merges=(Merge(1, 2, 1, 3), Merge(1, 4, 1, 5))))
    assert told(found) == [("C3", "01/10/22", 90.0), ("E3", "01/11/22", 80.0)]
    targets, issues = find_targets(found.readers, {})
    assert [(one.stated.value, f"{one.stated.holds_from:%d/%m/%y}", one.stated.cell) for one in targets] == [
        (100, "01/10/22", "B3"),
        (110, "01/11/22", "D3"),
    ]
    assert {issue.type.code for issue in issues} == {"target-differs"}
    assert not any(issue.cell in ("B3", "D3") for issue in found.issues)


@pytest.mark.parametrize("beside", ["Last year", "Prev yr"])
def test_a_second_row_of_headings_keeps_what_stands_beside_the_actual_figure_apart(beside: str) -> None:
    rows: Rows = [
        ["Measure", "Oct-22", None, "Nov-22", None],
        [None, beside, "Actual", beside, "Actual"],
        ["Contacts received", 100, 90, 100, 80],
    ]
    merged = RawSheet("Front door", sheet(rows).rows, merges=(Merge(1, 2, 1, 3), Merge(1, 4, 1, 5)))
    found = read(merged)
    assert told(found) == [("C3", "01/10/22", 90.0), ("E3", "01/11/22", 80.0)]
    assert [issue.seen for issue in found.issues if issue.cell in ("B3", "D3")] == [
        f"Oct-22 {beside}",
        f"Nov-22 {beside}",
    ]


def test_the_columns_of_the_last_merged_month_are_compared_like_those_of_any_other() -> None:
    rows: Rows = [["Measure", "Oct-22", "Nov-22", None], ["Contacts received", 70, 100, 90]]
    found = read(RawSheet("Front door", sheet(rows).rows, merges=(Merge(1, 3, 1, 4),)))
    kept, issues = one_each(found.readings, {})
    assert [one.cell for one in kept] == ["B2"]
    assert [issue.cell for issue in issues] == ["C2", "D2"]


@pytest.mark.parametrize("heading", ["Year", "Period", None])
def test_the_year_of_a_row_goes_before_the_one_of_the_title(heading: str | None) -> None:
    rows: Rows = [
        ["Front door 2022/23"],
        ["Measure", heading, "Apr", "Jan"],
        ["Contacts received", "2021/22", 100, 110],
        ["Contacts received", "2022/23", 200, 210],
    ]
    assert told(read(sheet(rows), as_at=date(2023, 3, 31))) == [
        ("C3", "01/04/21", 100.0),
        ("D3", "01/01/22", 110.0),
        ("C4", "01/04/22", 200.0),
        ("D4", "01/01/23", 210.0),
    ]


@pytest.mark.parametrize("said", ["YTD", "Cumulative", "Year to date"])
def test_a_row_of_figures_added_up_is_no_row_of_months(said: str) -> None:
    wide: Rows = [
        ["Measure", "Type", "Oct-22", "Nov-22"],
        ["Open contacts", "In month", 196, 190],
        ["Audits completed", said, 40, 85],
    ]
    by_section: Rows = [
        ["Measure", "Oct-22", "Nov-22"],
        ["Open contacts", 196, 190],
        [said],
        ["Audits", 40, 85],
    ]
    long: Rows = [
        ["Measure", "Type", "Month", "Value"],
        ["Open contacts", "Actual", "Oct-22", 196],
        ["Audits", said, "Oct-22", 40],
    ]
    for rows, cells in ((wide, "C3:D3"), (by_section, "B4:C4"), (long, "D3")):
        found = read(sheet(rows))
        assert {one.value for one in found.readings} <= {196.0, 190.0}
        assert codes(found)["performance-column-left"] == cells


def test_a_title_that_speaks_of_figures_added_up_is_pointed_out() -> None:
    rows: Rows = [["Front door, cumulative"], ["Measure", "Oct-22", "Nov-22"], ["Open contacts", 196, 190]]
    assert codes(read(sheet(rows)))["title-cumulative"] == "A1"
    assert codes(read(sheet(rows[1:], "YTD")))["title-cumulative"] == "A1"
    assert "title-cumulative" not in codes(read(sheet(rows[1:])))


def test_numerators_and_denominators_of_a_long_table_are_told_by_their_kind() -> None:
    rows: Rows = [
        ["Measure", "Type", "Month", "Value"],
        ["Re-referrals", "Numerator", "Oct-22", 20],
        ["Re-referrals", "Denominator", "Oct-22", 80],
    ]
    (reading,) = read(sheet(rows)).readings
    assert (reading.value, reading.numerator, reading.denominator) == (25.0, 20.0, 80.0)


def test_a_measure_under_the_name_of_a_team_is_of_that_team() -> None:
    rows: Rows = [
        ["Measure", "Oct-22", "Nov-22"],
        ["North team"],
        ["Contacts received", 10, 11],
        ["All teams"],
        ["Contacts received", 30, 31],
    ]
    found = read(sheet(rows))
    assert [(one.part_kind, one.part, one.value) for one in found.readings] == [
        (PartKind.TEAM, "North team", 10.0),
        (PartKind.TEAM, "North team", 11.0),
        (PartKind.WHOLE, "", 30.0),
        (PartKind.WHOLE, "", 31.0),
    ]


def test_a_tier_of_a_team_is_taken_for_neither() -> None:
    rows: Rows = [["Measure", "Oct-22", "Nov-22"], ["North team"], ["Triage on time (Red)", "90%", "91%"]]
    found = read(sheet(rows))
    assert (found.readings, [one.written for one in found.unknown]) == (
        [],
        ["North team: Triage on time (Red)"],
    )


def test_a_measure_of_several_areas_is_asked_for_and_never_taken_for_the_whole() -> None:
    rows: Rows = [
        ["Area", "Measure", "Month", "Value"],
        ["North", "Contacts received", "Oct-22", 10],
        ["South", "Contacts received", "Nov-22", 11],
    ]
    found = read(sheet(rows))
    assert found.readings == []
    assert [one.written for one in found.unknown] == ["North: Contacts received", "South: Contacts received"]


def test_a_measure_that_two_sections_repeat_is_the_measure() -> None:
    rows: Rows = [
        ["Measure", "Oct-22", "Nov-22"],
        ["Headlines"],
        ["Contacts received", None, 31],
        ["All about contacts"],
        ["Contacts received", 30, 31],
    ]
    assert told(read(sheet(rows))) == [
        ("C3", "01/11/22", 31.0),
        ("B5", "01/10/22", 30.0),
        ("C5", "01/11/22", 31.0),
    ]


def test_one_date_that_is_month_first_makes_those_that_may_be_so_unclear() -> None:
    rows: Rows = [
        ["Month ending", "Open contacts"],
        ["11/30/2022", 5],
        [date(2022, 10, 1), 6],
        ["30/06/2022", 8],
    ]
    found = read(sheet(rows))
    assert told(found) == [("B4", "01/06/22", 8.0)]
    unclear = [issue for issue in found.issues if issue.type.code == "period-unclear"]
    assert [issue.cell for issue in unclear] == ["B2", "B3"]
    assert "“11/30/2022” of the same table is month first" in unclear[1].seen
