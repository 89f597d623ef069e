"""Inspections in a board's pack: grades, the plan on that day and findings, in Word and in the workbook."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

from data_model.board.board_words import with_words
from data_model.board.rows import BoardView
from data_model.inspections.rows import (
    ActionOfFinding,
    AreaAtVisit,
    FindingRow,
    GradeRow,
    GradingRow,
    InspectionRow,
    VisitKind,
    VisitRow,
)
from data_model.plan.statuses import Status
from exports.pack.pack_choices import Detail, PackChoices, chosen_view
from exports.pack.pack_docx import pack_docx
from exports.pack.pack_inspections import inspection_tables
from tests.pack_views import board_view, draw, empty_view, headings, part, tables, text_of

AT = datetime(2022, 11, 2, tzinfo=UTC)
DAY, EARLIER = date(2022, 10, 20), date(2022, 7, 22)
GRADING = GradingRow(
    *(1, "ilacs-2018", "ILACS, January 2018 to December 2022"),
    (GradeRow("leaders", "Leaders", "inadequate", "Inadequate"),),
    *(EARLIER, AT, "Ada Invented", ""),
)
SUPERVISED = ActionOfFinding(1, "1.01", "Supervise", 1, Status.DELAYED, "Late", Status.ON_TRACK, "On time")


def visit(number: int, kind: VisitKind, day: date) -> VisitRow:
    return VisitRow(number, kind, "", day, day, "", None, number == 1, None, True, "Ada Invented")


def finding(number: int, kind: str, words: str, area: int, *actions: ActionOfFinding) -> FindingRow:
    what = {"strength": "Strength", "to-improve": "Area for improvement"}[kind]
    areas = ((area, f"{area} Area"),) if area else ()
    return FindingRow(
        *(number, 1, 2, str(number), kind, what, kind != "strength", words, areas, actions),
        *(None, "", DAY, DAY, AT, "Ada Invented"),
    )


ROWS = (
    InspectionRow(
        visit(2, VisitKind.MONITORING_VISIT, DAY),
        None,
        (
            finding(4, "to-improve", "It drifts.", 1, SUPERVISED),
            finding(5, "strength", "Calls are kind.", 2),
            finding(6, "to-improve", "Nobody asks why.", 0),
        ),
        (
            AreaAtVisit(1, "1 Area", 5, 4, 0, 0, 0, 1, "On that day the plan was green."),
            AreaAtVisit(2, "2 Area", 5, 4, 0, 0, 1, 0, "On that day it was too."),
        ),
    ),
    InspectionRow(visit(1, VisitKind.INSPECTION, EARLIER), GRADING, (), ()),
)


def view() -> BoardView:
    return board_view(inspections=ROWS)


def made(choices: PackChoices) -> bytes:
    return pack_docx(view(), choices, draw)


def test_the_part_says_grades_the_plan_that_day_and_findings_with_their_actions() -> None:
    content = made(PackChoices())
    said = text_of(part(content))
    assert (1, "Inspections") in headings(content)
    assert (2, "Monitoring visit, 20 Oct 2022") in headings(content)
    assert "The monitoring visit of 20 October 2022 found 2 areas for improvement and 1 strength." in said
    assert "1 Area. On that day the plan was green." in said
    assert "Will not be published." in said
    assert "Graded by the framework: ILACS, January 2018 to December 2022." in said
    written = tables(content)
    assert written["Grades of inspections"] == [
        ["Judgement", "Grade"],
        ["Leaders", "Inadequate"],
    ]
    rows = {row[1]: row[3] for row in written["Findings"][1:]}
    assert rows == {
        "It drifts.": "1.01: Late (on that day On time)",
        "Calls are kind.": "–",
        "Nobody asks why.": "No action answers it",
    }


def test_the_workbook_has_what_the_plan_said_of_each_area_on_the_day() -> None:
    table = next(one for one in inspection_tables(view()) if one.name == "Plan at visits")
    assert table.rows[0] == (
        *("Monitoring visit, 20 Oct 2022", "1 Area", 5, 4, 0, 0, 1, 0),
        "On that day the plan was green.",
    )


def visits_named(seen: BoardView, detail: Detail = "summary") -> list[str]:
    kinds = tuple(str(kind).capitalize() for kind in VisitKind)
    written = headings(pack_docx(with_words(seen), PackChoices(detail=detail), draw))
    return [words for level, words in written if level == 2 and words.startswith(kinds) and "20" in words]


def test_a_summary_has_every_visit_since_the_last_board_and_the_newest_before() -> None:
    seen = view()
    assert seen.changed is not None
    older = [
        InspectionRow(visit(number, VisitKind.FOCUSED_VISIT, date(2021, number, 1)), GRADING, (), ())
        for number in (7, 6)
    ]
    quiet = visit(9, VisitKind.FOCUSED_VISIT, DAY - timedelta(days=2))
    rows = (*ROWS, *older)
    seen = replace(seen, inspections=rows, visits=(rows[0].visit, quiet, *(one.visit for one in rows[1:])))
    newest, second, third = (
        "Monitoring visit, 20 Oct 2022",
        "Focused visit, 18 Oct 2022",
        "Inspection, 22 Jul 2022",
    )
    last_board = partial(replace, seen.changed.earlier)
    expected = {
        DAY: [newest],
        DAY - timedelta(days=1): [newest, second],
        DAY - timedelta(days=5): [newest, second, third],
    }
    for day, named in expected.items():
        since = replace(seen, changed=replace(seen.changed, earlier=last_board(as_at=day)))
        assert visits_named(since) == named
    assert visits_named(replace(seen, changed=None)) == [newest]
    assert visits_named(since, "full") == [newest, second, third, "Focused visit, 1 Jul 2021"] + [
        "Focused visit, 1 Jun 2021"
    ]
    assert "No grade and no finding of it stands in this pack." in text_of(
        part(pack_docx(since, PackChoices(detail="summary"), draw))
    )


def test_a_letter_published_since_the_last_board_is_news_of_its_visit() -> None:
    seen = view()
    assert seen.changed is not None
    told = replace(ROWS[1].visit, published_on=DAY - timedelta(days=3))
    earlier = replace(seen.changed.earlier, as_at=DAY - timedelta(days=5))
    seen = replace(
        seen,
        inspections=(ROWS[0], replace(ROWS[1], visit=told)),
        visits=(ROWS[0].visit, told),
        changed=replace(seen.changed, earlier=earlier),
    )
    older = visit(3, VisitKind.FOCUSED_VISIT, date(2021, 3, 1))
    seen = replace(seen, visits=(*seen.visits, older))
    assert visits_named(seen) == [
        "Monitoring visit, 20 Oct 2022",
        "Inspection, 22 Jul 2022",
        "Focused visit, 1 Mar 2021",
    ]


def test_areas_chosen_keep_their_findings_those_of_no_area_and_the_grades() -> None:
    shown = chosen_view(view(), PackChoices(areas=(2,)))
    first, second = shown.inspections
    assert [one.words for one in first.findings] == ["Calls are kind.", "Nobody asks why."]
    assert [one.area_id for one in first.areas] == [2]
    assert second.grading == GRADING
    assert "found 1 area for improvement and 1 strength" in shown.words.inspections


def test_there_is_neither_part_nor_sheet_where_nothing_was_graded_or_found() -> None:
    assert [table.name for table in inspection_tables(view())] == ["Grades", "Plan at visits", "Findings"]
    bare = empty_view()
    assert inspection_tables(bare) == []
    assert "Inspections" not in [words for _, words in headings(pack_docx(bare, PackChoices(), draw))]
    only = replace(view(), inspections=ROWS[1:])
    assert [table.name for table in inspection_tables(only)] == ["Grades"]
