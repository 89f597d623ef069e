"""A council's table of savings is read as it is; what is not plain is named with its cell, never guessed."""

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_model.money.financial_years import FinancialYear
from data_model.money.savings.saving_content import AmountOf, Brag, SavingAmount, SavingContent, SavingTerm
from loaders.files import workbook_file
from loaders.files.raw_workbook import RawCell, RawSheet
from loaders.files.read_file import read_workbook
from loaders.files.workbook_file import read_workbook_file
from loaders.money import money_issues as kinds
from loaders.money.savings.savings_import import SavingsReport, check_savings
from loaders.money.savings.savings_read import ReadSavings, ToldOfSavings, read_savings
from loaders.money.savings.savings_report import SAVINGS_KEYS, savings_json, savings_text
from loaders.money.savings.savings_tables import find_tables
from tests.hostile_files import hostile_files, made_once, read_once
from tests.money_workbooks import (
    AGREED,
    BEDS,
    BLUE,
    DUTY,
    HEADINGS,
    HUBS,
    PINK,
    PROPOSED,
    RED,
    ROWS,
    proposal_rows,
    savings_xlsx,
)

FIRST, SECOND = FinancialYear(2025), FinancialYear(2026)
AS_AGREED = {"agreed": SavingAmount.AGREED}


def read(told: ToldOfSavings | None = None, **made: Any) -> ReadSavings:
    sheet = read_workbook("savings.xlsx", savings_xlsx(**made)).sheets[0]
    (found,) = read_savings(sheet, told or ToldOfSavings())
    return found


def said(found: ReadSavings | SavingsReport, kind: Any) -> list[tuple[str, str]]:
    return [(issue.seen, issue.cell) for issue in found.issues if issue.type is kind]


def amounts(saving: SavingContent, kind: SavingAmount = SavingAmount.AGREED) -> list[int | None]:
    return [saving.amount(kind, FIRST), saving.amount(kind, SECOND)]


def contents(found: ReadSavings) -> list[SavingContent]:
    return [one.content for one in found.savings]


def test_years_across_ratings_by_colour_and_negative_savings_are_read() -> None:
    found = read()
    assert (found.as_at, found.kind, found.negative_saves) == (date(2025, 3, 5), SavingAmount.AGREED, True)
    beds, hubs, duty = contents(found)
    assert (beds.title, beds.ref, beds.service_area, beds.progress) == ("Block beds", "1", "Care", BEDS[6])
    assert amounts(beds) == [40_000_000, 60_000_000]
    assert [one.brag for one in (beds, hubs, duty)] == [Brag.ON_TRACK, Brag.AT_RISK, Brag.NOT_RATED]
    assert duty.taken_into == "the care programme"
    assert [one.cell for one in found.savings] == ["C4", "C5", "C6"]
    assert said(found, kinds.SAVINGS_SIGN_TAKEN) == [("6 amounts below zero", "")]
    assert said(found, kinds.SAVING_RATING_NONE) == [("Duty carers", "F6")]


def test_positive_savings_are_read_as_they_are() -> None:
    found = read(rows=[[*row[:3], -row[3], -row[4], *row[5:]] for row in ROWS])
    assert found.negative_saves is False
    assert amounts(contents(found)[0]) == [40_000_000, 60_000_000]


def test_both_signs_in_one_table_wait_for_an_answer() -> None:
    rows = [BEDS, [*HUBS[:3], 0.05, -0.2, *HUBS[5:]]]
    found = read(rows=rows)
    assert not found.can_load
    assert said(found, kinds.SAVINGS_SIGNS_MIXED) == [("3 below zero, 1 above", "")]
    told = read(ToldOfSavings(negative_saves=True), rows=rows)
    assert told.can_load
    assert amounts(contents(told)[1]) == [-5_000_000, 20_000_000]
    by_title = read(rows=rows, title=f"{AGREED}. Savings are shown in brackets")
    assert amounts(contents(by_title)[1]) == [-5_000_000, 20_000_000]


def test_each_heading_has_its_own_unit_and_a_cell_its_own_before_it() -> None:
    heads = ("Ref", "Service Area", "Title of Proposal", "2025/26 £000", "2026/27 £m")
    rows = [("1", "Care", "Beds", "(400)", "(£600k)"), ("2", "Care", "Hubs", "-£0.05m", -0.2)]
    beds, hubs = contents(read(rows=rows, headings=heads))
    assert amounts(beds) == [40_000_000, 60_000_000]
    assert amounts(hubs) == [5_000_000, 20_000_000]


def test_a_unit_of_the_title_holds_for_headings_without_one_and_two_units_hold_for_none() -> None:
    heads = ("Ref", "Service Area", "Title of Proposal", "2025/26", "2026/27")
    rows = [("1", "Care", "Beds", -400, -600)]
    title = f"{AGREED} (figures in £000)"
    assert amounts(contents(read(rows=rows, headings=heads, title=title))[0]) == [40_000_000, 60_000_000]
    none = read(rows=rows, headings=heads)
    assert [cell for _, cell in said(none, kinds.AMOUNT_NO_UNIT)] == ["D4", "E4"]
    two = read(rows=rows, headings=(*heads[:3], "2025/26 £m £000", "2026/27 £000"))
    assert [cell for _, cell in said(two, kinds.AMOUNT_NO_UNIT)] == ["D4"]
    assert said(two, kinds.SAVINGS_UNITS_TWO)


def test_missing_and_blank_years_are_not_known_and_never_zero() -> None:
    found = read(rows=[("1", "Care", "Beds", "n/a", None), ("2", "Care", "Hubs", 0, -0.2)])
    beds, hubs = contents(found)
    assert amounts(beds) == [None, None]
    assert amounts(hubs) == [0, 20_000_000]
    assert said(found, kinds.SAVING_WITHOUT_AMOUNTS) == [("Beds", "C4")]


def test_what_is_no_amount_is_named_with_its_cell_and_the_rest_is_loaded() -> None:
    found = read(rows=[("1", "Care", "Beds", "c. £0.4m", -0.6), ("2", "Care", "Hubs", "0,05", "#REF!")])
    assert amounts(contents(found)[0]) == [None, 60_000_000]
    assert [cell for _, cell in said(found, kinds.AMOUNT_UNCLEAR)] == ["D4", "D5"]
    assert [cell for _, cell in said(found, kinds.AMOUNT_ERROR)] == ["E5"]


def test_totals_rows_are_recognised_checked_and_not_loaded() -> None:
    total = ("", "", "Total", -0.55, -0.9)
    right = read(rows=[*ROWS, total])
    assert len(right.savings) == 3
    assert said(right, kinds.SAVINGS_TOTAL_ROW) == [("Total", "C7")]
    assert said(right, kinds.SAVINGS_TOTAL_DIFFERS) == []
    wrong = read(rows=[*ROWS, ("", "", "Total", -0.55, -0.901)])
    assert said(wrong, kinds.SAVINGS_TOTAL_DIFFERS) == [
        ("2026/27 £m: −£901,000 stated, −£900,000 added up, £1,000 apart", "E7")
    ]


def test_subtotals_and_a_total_of_all_are_each_checked() -> None:
    rows = [
        BEDS,
        ("", "Total Care", "", -0.4, -0.6),
        HUBS,
        ("", "Total Early help", "", -0.05, -0.2),
        ("", "", "Grand total", -0.45, -0.8),
    ]
    found = read(rows=rows)
    assert [one.title for one in contents(found)] == ["Block beds", "Family hubs"]
    assert len(said(found, kinds.SAVINGS_TOTAL_ROW)) == 3
    assert said(found, kinds.SAVINGS_TOTAL_DIFFERS) == []


def test_a_total_along_the_row_that_its_years_do_not_add_up_to_is_named() -> None:
    heads = (*HEADINGS[:5], "Total £m")
    found = read(rows=[(*BEDS[:5], -1.0), (*HUBS[:5], -0.251)], headings=heads)
    assert said(found, kinds.SAVINGS_TOTAL_DIFFERS) == [
        ("Family hubs: −£251,000 stated, −£250,000 added up, £1,000 apart", "F5")
    ]


def test_a_row_without_a_title_is_named_and_a_sum_without_a_label_is_a_total() -> None:
    found = read(rows=[BEDS, HUBS, ("", "", "", -0.45, -0.8)])
    assert said(found, kinds.SAVINGS_TOTAL_ROW)
    unnamed = read(rows=[BEDS, HUBS, ("4", "Care", "", -0.3, -0.3)])
    assert said(unnamed, kinds.SAVING_UNNAMED) == [("4 · Care · -0.3 · -0.3", "A6")]


def test_the_same_saving_twice_is_named_and_loaded_once() -> None:
    found = read(rows=[BEDS, (*BEDS[:3], -0.1, -0.1)])
    assert len(found.savings) == 1
    assert said(found, kinds.SAVING_TWICE) == [("Block beds", "C5")]


def test_ratings_are_read_from_words_colours_and_letters_or_named() -> None:
    rated = [
        (RED, Brag.NOT_DELIVERABLE),
        (BLUE, Brag.DELIVERED),
        ("Green", Brag.ON_TRACK),
        ("R", Brag.NOT_DELIVERABLE),
        ("At risk", Brag.AT_RISK),
        ("Delivered", Brag.DELIVERED),
        ("Not deliverable", Brag.NOT_DELIVERABLE),
        ("n/a", Brag.NOT_RATED),
    ]
    rows = [(str(at), "Care", f"Saving {at}", -0.1, -0.1, seen) for at, (seen, _) in enumerate(rated)]
    assert [one.brag for one in contents(read(rows=rows))] == [brag for _, brag in rated]
    odd = read(rows=[(*BEDS[:5], PINK), (*HUBS[:5], "Splendid")])
    assert [one.brag for one in contents(odd)] == [Brag.NOT_RATED, Brag.NOT_RATED]
    assert [cell for _, cell in said(odd, kinds.SAVING_RATING_UNKNOWN)] == ["F4", "F5"]


def test_headings_of_one_year_may_each_name_their_kind() -> None:
    heads = (
        *HEADINGS[:3],
        "2025/26 agreed £m",
        "2025/26 forecast £m",
        "2025/26 delivered £m",
        "2025/26 Pressures £m",
    )
    found = read(rows=[("1", "Care", "Beds", -0.4, -0.35, -0.1, 0.2)], headings=heads)
    beds = contents(found)[0]
    assert [beds.amount(kind, FIRST) for kind in SavingAmount] == [
        None,
        40_000_000,
        35_000_000,
        10_000_000,
        20_000_000,
    ]


def test_two_columns_of_one_year_and_kind_are_named_and_the_first_is_loaded() -> None:
    found = read(headings=(*HEADINGS[:3], "2025/26 £m", "2025-26 £m", *HEADINGS[5:]))
    assert amounts(contents(found)[0]) == [40_000_000, None]
    assert said(found, kinds.SAVINGS_COLUMN_TWICE) == [("“2025-26 £m”", "E3")]


def test_a_forecast_of_a_month_is_a_forecast() -> None:
    found = read(headings=(*HEADINGS[:3], "2025/26 Pd6 £m", "2026/27 £m", *HEADINGS[5:]))
    beds = contents(found)[0]
    assert beds.by_kind == {
        AmountOf(FIRST, SavingAmount.FORECAST): 40_000_000,
        AmountOf(SECOND, SavingAmount.AGREED): 60_000_000,
    }


def test_what_neither_title_nor_headings_say_waits_for_an_answer() -> None:
    found = read(title="Children's services")
    assert {kind.code for kind in (issue.type for issue in found.issues)} >= {
        "savings-day-unknown",
        "savings-kind-unknown",
    }
    assert not found.can_load
    told = read(ToldOfSavings(date(2025, 3, 1), SavingAmount.PROPOSED), title="Children's services")
    assert told.can_load
    assert amounts(contents(told)[0], SavingAmount.PROPOSED) == [40_000_000, 60_000_000]


def test_one_off_and_recurring_are_read_or_named() -> None:
    heads = (*HEADINGS[:5], "One-off or recurring")
    rows = [(*BEDS[:5], "One off"), (*HUBS[:5], "Recurring"), (*DUTY[:5], "sometimes")]
    found = read(rows=rows, headings=heads)
    assert [one.term for one in contents(found)] == [
        SavingTerm.ONE_OFF,
        SavingTerm.RECURRING,
        SavingTerm.UNKNOWN,
    ]
    assert said(found, kinds.SAVING_TERM_UNCLEAR) == [("Duty carers: sometimes", "F6")]


def test_a_column_that_nobody_knows_is_named() -> None:
    assert said(read(headings=(*HEADINGS[:6], "Horoscope")), kinds.SAVINGS_COLUMN_UNKNOWN) == [
        ("“Horoscope”", "G3")
    ]


def test_merged_years_are_named_and_not_loaded() -> None:
    cells = {at: RawCell(text) for at, text in enumerate(HEADINGS[:5], 1)}
    row = {1: RawCell("1"), 2: RawCell("Care"), 3: RawCell("Beds"), 4: RawCell(-1.0)}
    from loaders.files.raw_workbook import Merge

    sheet = RawSheet(AGREED, {1: cells, 2: row}, (Merge(2, 4, 2, 5),))
    (found,) = read_savings(sheet, ToldOfSavings())
    assert [cell for _, cell in said(found, kinds.AMOUNT_MERGED)] == ["D2", "E2"]
    assert contents(found)[0].amounts == ()


def test_headings_over_two_rows_are_read_together() -> None:
    head = {1: RawCell("Ref"), 2: RawCell("Title"), 3: RawCell("2025/26"), 4: RawCell("2026/27")}
    unit = {3: RawCell("£m"), 4: RawCell("£000")}
    row = {1: RawCell("1"), 2: RawCell("Beds"), 3: RawCell(-0.4), 4: RawCell(-600)}
    (found,) = read_savings(RawSheet(AGREED, {1: head, 2: unit, 3: row}), ToldOfSavings())
    assert amounts(contents(found)[0]) == [40_000_000, 60_000_000]


def test_a_file_of_two_tables_says_what_was_agreed_otherwise_than_proposed() -> None:
    proposed = ("Proposals", PROPOSED, HEADINGS[:5], proposal_rows(r1=(-0.5, -0.75)))
    file = read_workbook_file("savings.xlsx", savings_xlsx(more=[proposed]))
    report = check_savings(None, None, file)
    assert [table.read.sheet for table in report.tables] == ["Proposals", "Savings"]
    words = savings_text(report)
    assert (
        "Block beds: 2025/26 £500,000 proposed, £400,000 agreed, £100,000 less; "
        "2026/27 £750,000 proposed, £600,000 agreed, £150,000 less"
    ) in words
    assert "Family hubs: 2025" not in words
    assert tuple(savings_json(report)) == SAVINGS_KEYS
    one = check_savings(None, None, file, sheet="proposals")
    assert [table.read.sheet for table in one.tables] == ["Proposals"]
    assert said(check_savings(None, None, file, sheet="Nothing"), kinds.NO_SAVINGS_TABLE)


def plain(*rows: list[Any], **made: Any) -> list[ReadSavings]:
    """Read rows of cells of a sheet whose name says what its amounts are and of which day."""
    cells = {
        number: {at: RawCell(value) for at, value in enumerate(row, 1) if value is not None}
        for number, row in enumerate(rows, 1)
    }
    return read_savings(RawSheet("Agreed March 2025", cells, **made), ToldOfSavings())


HEAD = ["Ref", "Title", "2025/26 £m", "2026/27 £m"]


def test_headings_that_stand_once_more_are_no_saving() -> None:
    (found,) = plain(HEAD, ["A1", "Beds", -0.2, -0.3], HEAD, ["A2", "Duty", -0.1, -0.2])
    assert [(one.title, amounts(one)[0]) for one in contents(found)] == [
        ("Beds", 20_000_000),
        ("Duty", 10_000_000),
    ]


def test_a_second_table_below_has_its_own_years_title_and_kind() -> None:
    later = ["Ref", "Title", "2026/27 £000"]
    first, second = plain(
        HEAD, ["A1", "Beds", -0.2, -0.3], [None], ["Proposed February 2026"], later, ["B1", "Hubs", -50]
    )
    assert (first.kind, first.as_at, [one.title for one in contents(first)]) == (
        SavingAmount.AGREED, date(2025, 3, 31), ["Beds"],
    )  # fmt: skip
    assert (second.kind, second.as_at) == (SavingAmount.PROPOSED, date(2026, 2, 28))
    assert amounts(contents(second)[0], SavingAmount.PROPOSED) == [None, 5_000_000]


def test_two_tables_of_one_day_are_parts_of_one_and_a_title_in_both_is_named() -> None:
    beside = ["Ref", "Title", "2026/27 £m"]
    (found,) = plain(HEAD, ["A1", "Beds", -0.2, -0.3], beside, ["B1", "Hubs", -0.1], ["B2", "Beds", -0.4])
    assert [one.title for one in contents(found)] == ["Beds", "Hubs"]
    assert said(found, kinds.SAVING_TWICE) == [("Beds", "B5")]


def test_two_tables_of_one_day_with_other_signs_wait_for_an_answer() -> None:
    beside = ["Ref", "Title", "2026/27 £m"]
    (found,) = plain(HEAD, ["A1", "Beds", -0.2, -0.3], beside, ["B1", "Growth", 0.1])
    assert not found.can_load
    assert said(found, kinds.SAVINGS_SIGNS_MIXED) != []


def test_a_part_of_a_total_and_an_unnumbered_sum_are_no_savings() -> None:
    (found,) = plain(
        HEAD,
        ["A1", "Beds", -0.2, -0.3],
        ["A2", "Duty", -0.1, -0.1],
        [None, "Overall", -0.3, -0.4],
        [None, "of which early help", -0.1, -0.1],
        [None, "All that was agreed", -0.3, -0.4],
        [None, "Grand total (£m)", -0.3, -0.5],
    )
    assert [one.title for one in contents(found)] == ["Beds", "Duty"]
    assert [cell for _, cell in said(found, kinds.SAVINGS_TOTAL_ROW)] == ["B4", "B5", "B6", "B7"]
    assert [cell for _, cell in said(found, kinds.SAVINGS_TOTAL_DIFFERS)] == ["D7"]


def test_a_ref_that_two_savings_have_is_named() -> None:
    (found,) = plain(HEAD, ["A1", "Beds", -0.2, -0.3], ["a1", "Duty", -0.1, -0.1])
    assert len(found.savings) == 2
    assert said(found, kinds.SAVING_REF_TWICE) == [("a1: Beds and Duty", "B3")]


def test_hidden_rows_and_columns_are_loaded_and_named_one_by_one() -> None:
    (found,) = plain(
        HEAD, ["A1", "Beds", -0.2, -0.3], ["A2", "Duty", -0.1, -0.1],
        hidden_rows=frozenset({3}), hidden_columns=frozenset({4}),
    )  # fmt: skip
    assert [seen for seen, _ in said(found, kinds.SAVINGS_ROWS_HIDDEN)] == ["row 3, column D"]
    assert len(found.savings) == 2


def test_thousands_among_millions_are_named() -> None:
    (found,) = plain(HEAD, ["A1", "Beds", -0.2, -0.3], ["A2", "Duty", "-420", -0.1])
    assert said(found, kinds.AMOUNT_OUT_OF_SCALE) == [("Duty, 2025/26: −£420,000,000", "C3")]


def test_years_in_any_order_are_the_years_that_they_say() -> None:
    (found,) = plain(["Title", "2026/27 £m", "2025/26 £m"], ["Beds", -2, -1])
    assert amounts(contents(found)[0]) == [100_000_000, 200_000_000]


def test_a_hostile_file_gives_a_message_and_no_exception(
    folder_of_run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for hostile in hostile_files():
        monkeypatch.setattr(workbook_file, "read_workbook", read_once(hostile, folder_of_run))
        file = read_workbook_file(hostile.file_name, made_once(hostile, folder_of_run))
        report = check_savings(None, None, file)
        assert not report.can_load, hostile.name
        assert savings_text(report), hostile.name


PENCE = st.integers(0, 10_000_000_000)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(PENCE, PENCE), min_size=1, max_size=8),
    st.sampled_from([("£m", 8), ("£000", 5), ("£", 2)]),
    st.sampled_from(["number", "brackets", "minus", "with unit"]),
)
def test_no_penny_is_lost_or_made_between_a_table_and_its_savings(
    rows: list[tuple[int, int]], unit: tuple[str, int], form: str
) -> None:
    name, places = unit
    suffix = {"£m": "m", "£000": "k", "£": ""}[name]

    def cell(pence: int) -> RawCell:
        digits = f"{pence / 10**places:.{places}f}" if pence < 10**14 else str(pence)
        if form == "number":
            return RawCell(-float(digits))
        return RawCell(
            {"brackets": f"({digits})", "minus": f"-{digits}", "with unit": f"-£{digits}{suffix}"}[form]
        )

    heads = ("Ref", "Title", f"2025/26 {name}", f"2026/27 {name}")
    sheet_rows = {1: {at: RawCell(text) for at, text in enumerate(heads, 1)}}
    for at, pair in enumerate(rows, 2):
        sheet_rows[at] = {1: RawCell(str(at)), 2: RawCell(f"Saving {at}"), 3: cell(pair[0]), 4: cell(pair[1])}
    total = [sum(pair[side] for pair in rows) for side in (0, 1)]
    sheet_rows[len(rows) + 2] = {2: RawCell("Total"), 3: cell(total[0]), 4: cell(total[1])}
    (found,) = read_savings(RawSheet(AGREED, sheet_rows), ToldOfSavings())
    assert [tuple(amounts(one)) for one in contents(found)] == rows
    assert said(found, kinds.SAVINGS_TOTAL_DIFFERS) == []


@settings(max_examples=80)
@given(
    st.lists(
        st.lists(
            st.one_of(
                st.none(),
                st.floats(-1e6, 1e6),
                st.sampled_from(
                    ["Total", "n/a", "(0.2)", "£0.2m", "0.2k", "2025/26", "Title", "£m", "", "Care"]
                ),
                st.text(max_size=12),
            ),
            min_size=1,
            max_size=7,
        ),
        max_size=10,
    )
)
def test_any_table_is_read_without_an_exception_and_no_row_is_lost_without_a_word(
    rows: list[list[Any]],
) -> None:
    sheet_rows = {1: {at: RawCell(text) for at, text in enumerate(HEADINGS, 1)}}
    # A row of units alone may go on with the headings; a saving stands between.
    sheet_rows[2] = {3: RawCell("Block beds"), 4: RawCell(-0.1)}
    for at, row in enumerate(rows, 3):
        cells = {column: RawCell(value) for column, value in enumerate(row, 1) if value is not None}
        if cells:
            sheet_rows[at] = cells
    sheet = RawSheet(AGREED, sheet_rows)
    found = read_savings(sheet, ToldOfSavings(negative_saves=True))
    told = {issue.cell[1:] for table in found for issue in table.issues if issue.cell}
    told |= {one.cell[1:] for table in found for one in table.savings}
    tables = find_tables(sheet)
    # Headings and the titles of later tables are no rows.
    told |= {str(row) for table in tables for row in table.repeated}
    told |= {
        str(row) for before, after in pairwise(tables) for row in range(before.last_row + 1, after.first_row)
    }
    shown = {
        str(number)
        for number, cells in sheet_rows.items()
        if number > 2 and any(str(cell.value).strip() for cell in cells.values())
    }
    assert shown <= told
