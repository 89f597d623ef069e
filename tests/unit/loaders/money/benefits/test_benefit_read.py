"""Tables of benefits as councils write them: right, or named with their cell, and never guessed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from data_model.money.benefits.benefit_content import BenefitKind
from data_model.money.benefits.benefit_profiles import ProfileAmount, ProfileLevel
from data_model.money.benefits.benefit_told import ToldOfBenefits
from data_model.money.financial_years import FinancialYear
from loaders.files.read_file import read_workbook
from loaders.files.workbook_file import read_workbook_file
from loaders.money.benefits.benefit_import import BenefitsReport, check_benefits
from loaders.money.benefits.benefit_read import ReadBenefits, read_benefits, read_returns
from loaders.money.benefits.benefit_volumes import read_volumes
from tests.workbooks import build_xlsx

YEAR, NEXT = FinancialYear(2025), FinancialYear(2026)
TITLE = ["Benefits of the programme as at 5 March 2025"]
NET = ["Benefit", "2025/26 net £000", "2026/27 net £000"]
GROSS, COST = ProfileAmount.GROSS, ProfileAmount.COST
TARGET = ProfileLevel.TARGET


def read(
    rows: Sequence[Sequence[Any]], told: ToldOfBenefits | None = None, sheet: str = "Benefits"
) -> ReadBenefits:
    workbook = read_workbook("b.xlsx", build_xlsx({sheet: [TITLE, [], *rows]}))
    found = read_benefits(workbook.sheets[0], told or ToldOfBenefits())
    assert found is not None
    return found


def codes(found: ReadBenefits) -> list[str]:
    return [issue.type.code for issue in found.issues]


def worth(found: ReadBenefits, at: int = 0, year: FinancialYear = YEAR) -> int | None:
    return found.benefits[at].profile.worth(year, TARGET)


def report(sheets: dict[str, list[list[Any]]], told: ToldOfBenefits | None = None) -> BenefitsReport:
    return check_benefits(None, None, read_workbook_file("b.xlsx", build_xlsx(sheets)), told=told)


def test_units_signs_and_missing_amounts_are_read_or_named_with_their_cell() -> None:
    rows = [
        NET,
        ["Plain", 120, "n/a"],
        ["Own unit", "£0.2m", "£420k"],
        ["Disbenefit", "(15)", "-15"],
        ["Unclear", "about 5", None],
        ["Two signs", "-(5)", 3],
        ["Nothing", None, "TBC"],
    ]
    found = read(rows)
    assert [worth(found, at) for at in range(6)] == [12_000_000, 20_000_000, -1_500_000, None, None, None]
    assert [worth(found, at, NEXT) for at in range(6)] == [None, 42_000_000, -1_500_000, None, 300_000, None]
    named = [(issue.type.code, issue.cell) for issue in found.issues]
    assert named == [
        ("benefit-without-amounts", "A7"),
        ("amount-unclear", "B7"),
        ("amount-unclear", "B8"),
        ("benefit-without-amounts", "A9"),
    ]


def test_totals_are_held_against_their_rows_and_never_loaded() -> None:
    found = read([NET, ["One", 100, 200], ["Two", 50, 60], ["Total", 151, 260], ["Note: at today's prices"]])
    assert [one.content.title for one in found.benefits] == ["One", "Two"]
    (differs,) = [issue for issue in found.issues if issue.type.code == "benefits-total-differs"]
    assert (differs.cell, differs.seen) == (
        "B6", "Total: Net 2025/26: £151,000 stated, £150,000 added up, £1,000 apart, which rounding can make",
    )  # fmt: skip
    assert [(one.kind, one.pence) for one, _ in found.sums] == [
        (ProfileAmount.NET, 15_100_000),
        (ProfileAmount.NET, 26_000_000),
    ]


def test_gross_cost_stretch_realised_and_banked_each_have_a_column() -> None:
    headings = ["Ref", "Benefit", "Kind", "Service", "Owner", "Volume", "Measure", "2025/26 gross £k",
                "2025/26 cost £k", "2025/26 stretch net £k", "2025/26 volume", "2025/26 realised £k",
                "2025/26 banked £k", "Mood"]  # fmt: skip
    row = [
        *("B1", "Beds", "Cashable", "Care", "Hal", "fewer placements", "Placements", 90, -20),
        *(95, "1,200", 30, "£12.5k", "good"),
    ]
    found = read([headings, row])
    (one,) = found.benefits
    said = one.content
    assert (said.ref, said.kind, said.service, said.owner) == ("B1", BenefitKind.CASHABLE, "Care", "Hal")
    assert (one.profile.amount(YEAR, TARGET, GROSS), one.profile.amount(YEAR, TARGET, COST)) == (
        9_000_000,
        2_000_000,
    )
    assert one.profile.worth(YEAR, ProfileLevel.STRETCH) == 9_500_000
    assert (one.profile.volume(YEAR, TARGET), said.volumes[0].words) == ("1200", "fewer placements")
    assert [(each.kind.value, each.pence) for each in one.readings] == [
        ("realised", 3_000_000),
        ("banked", 1_250_000),
    ]
    assert one.measures == ("Placements",)
    assert codes(found) == ["benefits-column-unknown"]


def test_headings_over_two_rows_and_merged_years_are_read_and_one_heading_over_two_columns_is_not() -> None:
    rows = [
        TITLE,
        ["Benefit", "2025/26", None, "2026/27", None],
        [None, "Gross £m", "Cost £m", "Gross £m", "Cost £m"],
        ["Beds", 0.5, 0.1, 0.7, 0.1],
        ["Carers", 0.2, None, None, None],
    ]
    content = build_xlsx({"Benefits": rows}, merges=("B2:C2", "D2:E2", "B5:C5"))
    found = read_benefits(read_workbook("b.xlsx", content).sheets[0], ToldOfBenefits())
    assert found is not None
    assert (worth(found), worth(found, 0, NEXT)) == (40_000_000, 60_000_000)
    assert "amount-merged" in codes(found)
    assert worth(found, 1) is None


def test_words_and_one_amount_in_a_cell_are_parted_and_a_price_within_a_sentence_is_no_amount() -> None:
    told = ToldOfBenefits(first_year=YEAR, kind=ProfileAmount.NET)
    rows = [
        ["Objective", "Target (Financial Equivalent)"],
        ["Beds", "35 more children each year (£4.770m)"],
        ["Plans", "14 fewer (CIN) 8 fewer (CP) children each year (£0.9m)"],
        ["Price", "15 weeks at £400 each"],
        ["Two", "£5k for beds (£6k)"],
        ["Bare", 7],
        ["Range", "20-25 children (£0.1m)"],
    ]
    found = read(rows, told)
    assert [worth(found, at) for at in range(6)] == [477_000_000, 90_000_000, None, None, None, 10_000_000]
    assert [
        (volume.words, found.benefits[1].profile.volume(YEAR, TARGET, place))
        for place, volume in enumerate(found.benefits[1].content.volumes)
    ] == [("fewer (CIN) children each year", "14"), ("fewer (CP) children each year", "8")]
    for code in ("amount-unclear", "benefit-amounts-two", "amount-no-unit", "benefit-volume-unread",
                 "benefit-volumes-two", "benefits-brackets-taken"):  # fmt: skip
        assert code in codes(found)


@pytest.mark.parametrize(
    ("words", "read_as"),
    [
        ("5-week reduction", [("5", "week reduction")]),
        (
            "6-week reduction (CiN) 2-week reduction (CP)",
            [("6", "week reduction (CiN)"), ("2", "week reduction (CP)")],
        ),
        ("1,200 fewer nights and 4.5 fewer moves", [("1200", "fewer nights"), ("4.5", "fewer moves")]),
        ("10% fewer repeat plans", [("10", "% fewer repeat plans")]),
        ("Up to 35 children", []),
        ("20 to 25 children", []),
        ("35", []),
        ("fewer children under 5", []),
    ],
)
def test_volumes_are_read_where_words_begin_with_one_number(
    words: str, read_as: list[tuple[str, str]]
) -> None:
    assert [(one.number, one.words) for one in read_volumes(words)] == read_as


def test_what_nothing_says_is_asked_and_an_answer_lets_the_table_load() -> None:
    rows = [["Benefits in year 8"], [], ["Benefit", "Target"], ["Beds", "£0.5m"], ["Carers", "£0.2m"]]
    asked = report({"Benefits": rows})
    assert not asked.can_load
    assert {issue.type.code for issue in asked.issues} == {
        "benefits-kind-unknown", "benefits-year-unknown", "benefits-day-unknown",
    }  # fmt: skip
    told = ToldOfBenefits(date(2025, 3, 5), ProfileAmount.NET, FinancialYear(2018))
    answered = report({"Benefits": rows}, told)
    assert answered.can_load
    assert answered.tables[0].read.benefits[0].profile.years == (YEAR,)


def test_a_table_of_returns_is_understood_with_what_is_invested_and_its_totals() -> None:
    rows = [
        ["Return on investment as at 5 March 2025, £m"],
        ["", "2025/26", "2026/27", "Total"],
        ["Gross benefits", 1.2, 2.4, 3.601],
        ["Costs", -0.5, -0.5, -1.0],
        ["Net benefits", 0.7, 1.9, 2.6],
        ["Investment", None, None, 2],
        ["Cumulative gross", 1.2, 3.6, None],
    ]
    found = read_returns(read_workbook("r.xlsx", build_xlsx({"ROI": rows})).sheets[0], ToldOfBenefits())
    assert found is not None
    assert found.returned is not None
    assert [(one.gross, one.cost, one.net) for one in found.returned.years] == [
        (120_000_000, 50_000_000, 70_000_000),
        (240_000_000, 50_000_000, 190_000_000),
    ]
    assert found.returned.invested == 200_000_000
    assert [(issue.type.code, issue.cell) for issue in found.issues] == [
        ("benefit-text-left", "A7"),
        ("benefits-total-differs", "D3"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["Savings"], ["Ref", "Title of Proposal", "2025/26 £m"], [1, "Beds", -0.4]],
        [["Benefits of grants"], ["Fund", "Year", "Line", "Amount £"], ["A", "2025/26", "Beds", 4]],
        [["Cost pressures"], ["", "2025/26 £m", "2026/27 £m"], ["Children in care", 6.5, 3.6]],
        [["Key Performance Indicator", "2024/25", "2025/26"], ["Average rate", 1095.33, 1159.17]],
        [["Budget"], ["", "2025/26 £m", "2026/27 £m"], ["Gross", 6.5, 3.6], ["Net", 5, 3]],
    ],
)
def test_tables_of_savings_grants_and_costs_are_never_taken(rows: list[list[Any]]) -> None:
    found = report({"Sheet": rows})
    assert [issue.type.code for issue in found.issues] == ["benefits-sheet-skipped", "no-benefits-table"]
    assert found.skipped == ("Sheet",)


def test_a_file_that_is_no_workbook_is_one_clear_message() -> None:
    found = check_benefits(None, None, read_workbook_file("b.xlsx", b"no workbook"))
    assert not found.can_load
    assert len(found.issues) == 1


def test_a_benefit_on_two_sheets_is_loaded_once_and_the_other_is_named() -> None:
    early = [["Benefits as at 5 March 2025"], ["Benefit", "2025/26 net £k"], ["Beds", 90]]
    late = [["Benefits as at 9 April 2025"], ["Benefit", "2025/26 net £k"], ["beds ", 80], ["Carers", 5]]
    found = report({"Late": late, "Early": early})
    assert [table.added for table in found.tables] == [("Beds",), ("Carers",)]
    assert [(issue.type.code, issue.sheet, issue.cell) for issue in found.issues] == [
        ("benefit-on-sheets", "Late", "A3")
    ]
