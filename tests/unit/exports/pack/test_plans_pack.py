"""One pack of several plans: a row a plan, each plan's pack as a part, one workbook, one page."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from data_model.board.rows import BoardView
from data_model.board.rows_plans import MeetingDay, SeenPlan
from data_model.plan.statuses import STATUS_NAMES, Status
from exports.pack.pack_choices import DETAILS, Detail, PackChoices
from exports.pack.pack_docx import pack_docx
from exports.pack.pack_xlsx import pack_tables
from exports.pack.plans_docx import plans_docx
from exports.pack.plans_files import plans_pack_name
from exports.pack.plans_summary import plans_summary_docx
from exports.pack.plans_xlsx import joined_tables, plans_xlsx
from tests.pack_views import board_view, draw, empty_view, headings, part, tables, text_of

DAY = MeetingDay(date(2022, 12, 14), "Improvement Board", 2, 1)


def named(view: BoardView, number: int, name: str) -> BoardView:
    return replace(view, plan=replace(view.plan, id=number, name=name))


FIRST = SeenPlan(board_view(), date(2023, 1, 12))
REVIEW = SeenPlan(named(replace(board_view(), meeting=None), 2, "Diagnostic review"), None)
NOTHING = SeenPlan(named(empty_view(), 3, "Families First"), None)
PLANS = (FIRST, REVIEW, NOTHING)


def words(content: bytes) -> list[str]:
    return text_of(part(content)).split("\n")


def test_the_first_page_has_a_row_a_plan_and_says_as_at_when_each_is_shown() -> None:
    first, review, nothing = tables(plans_docx(PLANS, PackChoices(), draw, day=DAY))["Plans"][1:]
    assert first == [
        "Nottingshire improvement plan, as at 12 Dec 2022, as it was frozen on 13 Dec 2022 at 09:30 for the "
        "Improvement Board of 14 Dec 2022",
        "2 of 10 actions are complete, 2 on track, 2 at risk, 2 delayed and 2 not rated. 2 are overdue; none "
        "falls due by 11 January 2023.",
        "2 Completed; 2 In progress; 2 Late; 2 At risk of delay; 2 Not rated",
        "2",
        "Since the Improvement Board of 14 Nov 2022: 1 worsened, 1 slipped, 1 completed.",
        "12 Jan 2023",
    ]
    assert review[0] == "Diagnostic review, as at 12 Dec 2022, as it is known now"
    assert nothing[1:] == [
        "Nothing was stated by 12 Dec 2022.",
        "0 actions",
        "0",
        "There is no earlier meeting to compare with.",
        "–",
    ]


@pytest.mark.parametrize("detail", DETAILS)
def test_each_plan_is_a_numbered_part_with_the_headings_of_its_own_pack(detail: Detail) -> None:
    choices = PackChoices(detail=detail)
    found = headings(plans_docx(PLANS, choices, draw, day=DAY))
    assert [text for level, text in found if level == 1] == [
        "How each plan stands",
        "In this pack",
        "1 Nottingshire improvement plan",
        "2 Diagnostic review",
        "3 Families First",
    ]
    at = found.index((1, "2 Diagnostic review"))
    alone = headings(pack_docx(REVIEW.view, choices, draw))
    parts = [text for level, text in alone if level == 1][1:]
    within = found[at + 1 : at + 1 + len(alone)]
    assert [text for _, text in within if text.startswith("2.")] == [
        f"2.{number} {text}" for number, text in enumerate(parts, 1)
    ]
    assert [text.removeprefix("2.").lstrip("0123456789 ") for _, text in within] == [
        text.lstrip("0123456789 ") for _, text in alone
    ]
    levels = [level for level, _ in found]
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_every_link_leads_to_a_place_of_its_own() -> None:
    document = part(plans_docx(PLANS, PackChoices(), draw, day=DAY))
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    places = [each.get(f"{space}name") for each in document.iter(f"{space}bookmarkStart")]
    led = [each.get(f"{space}anchor") for each in document.iter(f"{space}hyperlink")]
    assert len(places) == len(set(places))
    assert set(led) <= set(places)
    assert all(len(each or "") <= 40 for each in places)
    assert len(led) == len(set(led)) > 20


def test_the_same_views_give_the_same_bytes_and_none_is_refused() -> None:
    for write in (
        lambda: plans_docx(PLANS, PackChoices(), draw, day=DAY),
        lambda: plans_xlsx(PLANS, PackChoices()),
        lambda: plans_summary_docx(PLANS, day=DAY),
    ):
        assert write() == write()
    with pytest.raises(ValueError, match="needs a plan"):
        plans_docx((), PackChoices(), draw)
    with pytest.raises(ValueError, match="needs a plan"):
        plans_summary_docx(())


def test_the_workbook_has_each_row_with_its_plan_and_no_row_is_lost() -> None:
    book = load_workbook(BytesIO(plans_xlsx(PLANS, PackChoices())), read_only=True)
    assert book.sheetnames[:2] == ["About", "Plans"]
    assert [row[0] for row in book["Plans"].iter_rows(min_row=2, values_only=True)][1].startswith(
        "Diagnostic"
    )
    joined = {table.name: table for table in joined_tables(PLANS)}
    for one in PLANS:
        for table in pack_tables(one.view):
            assert table.name in book.sheetnames
            theirs = [row for row in joined[table.name].rows if row[0] == one.view.plan.name]
            assert len(theirs) == len(table.rows)


def test_a_column_that_a_plan_has_not_is_empty_in_its_rows() -> None:
    held = (replace(FIRST.view.headlines.statuses[0], status=Status.EMBEDDED),)
    figures = replace(FIRST.view.headlines, statuses=held)
    areas = tuple(replace(area, statuses=held) for area in FIRST.view.areas)
    other = SeenPlan(named(replace(FIRST.view, areas=areas, headlines=figures), 2, "Diagnostic review"), None)
    joined = next(table for table in joined_tables((FIRST, other)) if table.name == "Areas")
    columns = [column.heading for column in joined.columns]
    rows = {str(row[0]): dict(zip(columns, row, strict=True)) for row in joined.rows}
    assert columns[0] == "Plan"
    assert rows["Nottingshire improvement plan"][STATUS_NAMES[Status.EMBEDDED]] is None
    assert rows["Diagnostic review"][STATUS_NAMES[Status.EMBEDDED]]
    assert rows["Diagnostic review"]["Complete"] is None


def test_the_page_has_every_plan_and_counts_those_without_room() -> None:
    said = words(plans_summary_docx(PLANS, day=DAY))
    assert said[1] == "For the Improvement Board, 14 Dec 2022. Every figure is one plan's own."
    assert "Nottingshire improvement plan, as at 12 Dec 2022, as frozen" in said
    assert "To challenge: 1.01: Rated “complete” and no dated evidence is attached." in said
    eight = plans_summary_docx([*PLANS, *PLANS, *PLANS[:2]])
    assert "2 more plans in the full pack." in words(eight)
    assert len([1 for level, _ in headings(eight) if level == 2]) == 6


def test_the_file_is_named_after_the_day_of_the_meeting_or_of_the_figures() -> None:
    assert plans_pack_name(PLANS, DAY) == "3 plans - board pack 2022-12-14"
    assert plans_pack_name(PLANS, None) == "3 plans - board pack 2022-12-12"
