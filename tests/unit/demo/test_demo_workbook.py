"""The demo council's workbook: what stands in it, read back with openpyxl, for ordinary and awkward days."""

import re
import zipfile
from collections import Counter
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import NamedTuple

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from data_model.plan.due_date_parser import understand_due_date
from data_model.plan.due_dates import DueKind, Precision, is_due_within, is_overdue
from data_model.plan.statuses import Status
from demo.plan_content import (
    AREAS,
    DEMO_ACTIONS,
    DEMO_AREAS,
    DEMO_OUTCOMES,
    DEMO_PLAN_NAME,
    EDITION_DAYS,
    LAST_EDITION,
    RAG_KEY,
    actions_of,
)
from demo.plan_people import PEOPLE, SUCCESSOR
from demo.plan_types import Due, write_due, write_text
from demo.workbook import build_plan_workbook, demo_editions
from loaders.files.colours import Palettes, resolve_colour
from loaders.plan.people.responsible import understand_responsible
from tests.places import SHARED_DATA

TODAY = date(2026, 5, 14)
AWKWARD_DAYS = [TODAY, date(2026, 12, 31), date(2027, 2, 28), date(2028, 2, 29), date(2027, 8, 1)]
REAL_PLANS = sorted(SHARED_DATA.glob("*.xlsx"))
needs_real_plans = pytest.mark.skipif(not REAL_PLANS, reason="shared real data file absent")
ACTION_HEADINGS = {"Action needed", "What we will do"}
STATUSES = {
    "Completed": Status.COMPLETE,
    "Completed and embedded": Status.EMBEDDED,
    "In progress & on schedule": Status.ON_TRACK,
    "At risk of delay": Status.AT_RISK,
    "Delayed / not on schedule": Status.DELAYED,
    "Paused": Status.PAUSED,
    "Not started": Status.NOT_STARTED,
    "Planning: not yet commenced": Status.NOT_RATED,
}


class Line(NamedTuple):
    area: str
    ref: str
    text: str
    owner: str
    due: object
    progress: str
    label: str


def open_book(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def open_sheet(content: bytes) -> Worksheet:
    return open_book(content)["Improvement plan"]


def palettes_of(content: bytes) -> Palettes:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        theme = archive.read("xl/theme/theme1.xml").decode()
    accents = re.findall(r'<a:accent\d>\s*<a:srgbClr val="(\w+)"', theme)
    return Palettes(theme=("FFFFFF", "000000", "EEECE1", "1F497D", *accents))


def colour_of(cell, palettes: Palettes) -> str | None:
    if not cell.fill.fill_type:
        return None
    colour = cell.fill.fgColor
    return resolve_colour({colour.type: str(colour.value), "tint": str(colour.tint)}, palettes)


def read_key(sheet: Worksheet, palettes: Palettes) -> dict[str | None, str]:
    row = next(row for row in range(1, sheet.max_row) if sheet.cell(row, 1).value == "RAG Key:") + 1
    key = {}
    while sheet.cell(row, 1).value:
        key[colour_of(sheet.cell(row, 2), palettes)] = sheet.cell(row, 1).value
        row += 1
    return key


def merged_values(sheet: Worksheet) -> dict[tuple[int, int], object]:
    return {
        (row, column): sheet.cell(block.min_row, block.min_col).value
        for block in sheet.merged_cells.ranges
        for row in range(block.min_row, block.max_row + 1)
        for column in range(block.min_col, block.max_col + 1)
    }


def read_lines(content: bytes) -> list[Line]:
    """Read the actions back as a person would: below a heading row, merged cells filled down."""
    sheet, palettes = open_sheet(content), palettes_of(content)
    key, merged = read_key(sheet, palettes), merged_values(sheet)
    lines: list[Line] = []
    columns: dict[str, int] = {}
    area = ""
    for row in range(1, sheet.max_row + 1):
        values = {column: merged.get((row, column), sheet.cell(row, column).value) for column in range(1, 9)}
        first = str(values[1] or "")
        if first == "RAG Key:":
            break
        if re.match(r"[1-8]\. ", first):
            area, columns = first, {}
        elif ACTION_HEADINGS & set(map(str, values.values())):
            columns = {str(value): column for column, value in values.items() if value}
        elif columns and (text := values[pick(columns, *ACTION_HEADINGS)]):
            rag = sheet.cell(row, pick(columns, "RAG", "RAG rating"))
            lines.append(
                Line(
                    area,
                    str(values[columns["Ref"]]) if "Ref" in columns else "",
                    str(text),
                    str(values[pick(columns, "Responsible", "Lead officer", "Responsible officer")] or ""),
                    values[pick(columns, "Due Date", "Due date", "By when")],
                    str(values[next(columns[name] for name in columns if name.startswith("Progress"))] or ""),
                    rag.value or key[colour_of(rag, palettes)],
                )
            )
    return lines


def pick(columns: dict[str, int], *names: str) -> int:
    return next(columns[name] for name in names if name in columns)


@pytest.fixture(scope="module")
def last_lines() -> list[Line]:
    return read_lines(build_plan_workbook(TODAY))


def test_the_plan_has_eight_areas_twenty_four_outcomes_and_seventy_eight_actions(last_lines):
    assert (DEMO_AREAS, DEMO_OUTCOMES, DEMO_ACTIONS) == (8, 24, 78)
    assert DEMO_PLAN_NAME == "Fernshire improvement plan"
    assert len(last_lines) == 78
    assert list(dict.fromkeys(line.area for line in last_lines)) == [area.title for area in AREAS]


def test_what_is_read_back_is_what_the_content_modules_say(last_lines):
    expected = [
        (area.title, action.reworded or action.text, RAG_KEY[action.rag[3]][0])
        for area, action in actions_of(LAST_EDITION)
    ]
    assert [(line.area, line.text, line.label) for line in last_lines] == expected


def test_every_label_of_the_key_is_used_and_stands_beside_its_colour(last_lines):
    assert Counter(line.label for line in last_lines) == {
        "Completed": 18,
        "Completed and embedded": 6,
        "In progress & on schedule": 28,
        "At risk of delay": 8,
        "Delayed / not on schedule": 6,
        "Paused": 2,
        "Not started": 5,
        "Planning: not yet commenced": 5,
    }
    content = build_plan_workbook(TODAY)
    assert read_key(open_sheet(content), palettes_of(content)) == {
        fill or None: label for label, fill in RAG_KEY.values()
    }


def test_ratings_come_as_plain_theme_tinted_and_indexed_fills_and_as_words():
    sheet = open_sheet(build_plan_workbook(TODAY))
    kinds = Counter(
        cell.fill.fgColor.type + (" tinted" if cell.fill.fgColor.tint else "")
        for row in sheet.iter_rows(min_col=7, max_col=8)
        for cell in row
        if cell.fill.fill_type and not cell.value
    )
    words = [cell.value for row in sheet.iter_rows(min_col=8, max_col=8) for cell in row if cell.value]
    assert kinds == {"rgb": 55, "theme": 2, "theme tinted": 4, "indexed": 4}
    assert len([word for word in words if word in STATUSES]) == 9


@pytest.mark.parametrize("today", AWKWARD_DAYS)
def test_every_edition_can_be_made_for_any_day(today):
    editions = demo_editions(today)
    assert [len(read_lines(edition.content)) for edition in editions] == [77, 77, 78, 78]
    assert [edition.as_at for edition in editions] == [today + timedelta(days=days) for days in EDITION_DAYS]
    assert editions[-1].file_name == f"Fernshire improvement plan {editions[-1].as_at.isoformat()}.xlsx"
    for edition in editions:
        expected = f"Improvement plan as at {edition.as_at.day} {edition.as_at:%B %Y}"
        assert open_sheet(edition.content)["A2"].value == expected


@pytest.mark.parametrize("today", AWKWARD_DAYS)
def test_due_dates_are_spread_so_that_some_are_overdue_some_soon_and_some_in_each_later_month(today):
    dues = [
        (understand_due_date(line.due), STATUSES[line.label])
        for line in read_lines(build_plan_workbook(today))
    ]
    assert not [due for due, _ in dues if due.kind is DueKind.UNCLEAR]
    assert sum(is_overdue(due.date, due.kind, status, today) for due, status in dues) == 8
    assert sum(is_due_within(due.date, due.kind, status, today, 30) for due, status in dues) == 15
    days = [due.date for due, _ in dues if due.date and due.precision is Precision.DAY]
    assert min(days) >= today - timedelta(days=185)
    assert max(days) <= today + timedelta(days=366)
    months = {(day.year, day.month) for day in days}
    ahead = [divmod(today.year * 12 + today.month - 1 + later, 12) for later in range(1, 11)]
    assert months >= {(year, month + 1) for year, month in ahead}


def test_due_dates_are_written_in_every_wording_that_councils_use(last_lines):
    kinds = Counter(type(line.due) for line in last_lines)
    assert kinds[datetime] == 30
    assert kinds[type(None)] == 1
    texts = [line.due for line in last_lines if isinstance(line.due, str)]
    for pattern in (
        r"\d\d/\d\d/\d\d",
        r"\d+\.\d+\.\d\d",
        r"W/C \d+\.\d+\.\d\d",
        r"Review \d\d/\d\d/\d\d",
        r"Start \w+ \d\d and review every 6 weeks",
        r"mid-\w+ \d{4}",
        r"End \w+ \d\d",
        r"Q[1-4] \d\d/\d\d",
        r"(Spring|Summer|Autumn) \d{4}",
        "Ongoing",
        "TBC",
    ):
        assert any(re.fullmatch(pattern, text) for text in texts), pattern


@pytest.mark.parametrize(
    ("due", "written"),
    [
        (Due("date", 0), date(2028, 2, 29)),
        (Due("date", 4), date(2028, 3, 3)),  # Saturday and Sunday go back to the Friday
        (Due("year slip", 0), "28/02/29"),
        (Due("quarter", 0), "Q4 27/28"),
        (Due("quarter", 60), "Q1 28/29"),
        (Due("season", -30), "Spring 2028"),  # winter could mean either end of the year
        (Due("week", 0), "W/C 28.2.28"),
        (Due("end", 200), "End Sept 28"),
        (Due("blank"), None),
    ],
)
def test_a_wording_is_made_from_the_day_it_stands_for(due, written):
    assert write_due(due, date(2028, 2, 29)) == written


def test_an_unknown_wording_and_an_unknown_edition_are_refused():
    with pytest.raises(ValueError, match="no such wording"):
        write_due(Due("soonish"), TODAY)
    with pytest.raises(ValueError, match="editions 1 to 4, not 5"):
        build_plan_workbook(TODAY, 5)


def test_days_and_months_in_sentences_count_from_the_given_day():
    text = write_text("{d-4} {w-4} {m-1} {m+1}", TODAY, date(2026, 1, 31))
    assert text == "8 May 2026 w/c 4 May 2026 December 2025 February 2026"


@pytest.mark.parametrize("edition", range(1, LAST_EDITION + 1))
def test_no_sentence_tells_of_a_day_after_it_was_written(edition):
    days = [
        int(number)
        for _, action in actions_of(edition)
        for texts in (action.progress, action.impact)
        for text in texts[edition - 1 : edition]
        for number in re.findall(r"\{[dw](-\d+)\}", text)
    ]
    assert days
    assert max(days) <= EDITION_DAYS[edition - 1]


def test_an_action_that_has_not_begun_reports_no_progress():
    for edition in range(1, LAST_EDITION + 1):
        for line in read_lines(build_plan_workbook(TODAY, edition)):
            begun = line.label not in ("Not started", "Planning: not yet commenced")
            assert bool(line.progress) == begun, (edition, line.text)


def test_the_editions_hold_one_new_action_one_rewording_one_handover_and_one_reopening():
    editions = [read_lines(edition.content) for edition in demo_editions(TODAY)]
    texts = [{(line.area, line.text) for line in lines} for lines in editions]
    assert texts[0] == texts[1]
    assert [text for _, text in texts[2] - texts[1]] == [
        "Hold a weekly drop-in with the Jobcentre at the leaving care office."
    ]
    assert not texts[1] - texts[2]
    assert [text for _, text in texts[2] - texts[3]] == [
        "Ask every family at the end of an assessment what helped and what did not."
    ]
    assert len(texts[3] - texts[2]) == 1
    names = ["\n".join(line.owner for line in lines) for lines in editions]
    assert [PEOPLE["fieldwork"].name in text for text in names] == [True, True, False, False]
    assert [SUCCESSOR.name in text for text in names] == [False, False, True, True]
    reopened = [a.text for _, a in actions_of(4) if re.search("[CE].*[^CE]$", a.rag)]
    assert reopened == ["Clear contacts open for longer than five working days and hold the number at zero."]


def test_dates_slip_between_editions_and_one_slips_twice():
    moves = Counter(len(action.moved) for _, action in actions_of(4))
    assert moves == {0: 71, 1: 6, 2: 1}


def test_two_sections_have_refs_and_the_others_none(last_lines):
    with_ref = {line.area[:2]: 0 for line in last_lines if line.ref}
    assert list(with_ref) == ["3.", "7."]
    assert [line.ref for line in last_lines if line.ref][:2] == ["3.01", "3.02"]


def test_the_awkward_cells_are_there(last_lines):
    texts = Counter(line.text for line in last_lines)
    assert [text for text, count in texts.items() if count == 2] == [
        "Publish a one-page guide to consent and information sharing for partner agencies."
    ]
    assert sum(text.count("• ") == 2 for text in texts) == 1
    assert any("\u00a0" in text for text in texts)
    assert [line.owner for line in last_lines].count("") == 1
    assert "HR consultants" in [line.owner for line in last_lines]
    sheet = open_sheet(build_plan_workbook(TODAY))
    assert any(str(cell.value).startswith("- ") for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("edition", range(1, LAST_EDITION + 1))
def test_the_exception_table_lists_exactly_the_red_actions(edition):
    content = build_plan_workbook(TODAY, edition)
    sheet = open_sheet(content)
    top = next(row for row in range(1, 200) if sheet.cell(row, 1).value == "Outstanding action")
    rows = [[cell.value for cell in row][:5] for row in sheet.iter_rows(min_row=top + 1)]
    red = [line.text for line in read_lines(content) if line.label == "Delayed / not on schedule"]
    assert [row[0] for row in rows] == red
    assert all(all(row) for row in rows)


def test_the_same_day_gives_the_same_bytes():
    assert build_plan_workbook(TODAY, 2) == build_plan_workbook(TODAY, 2)
    properties = open_book(build_plan_workbook(TODAY)).properties
    assert properties.created == properties.modified == datetime(2026, 5, 8, 9)  # noqa: DTZ001


@needs_real_plans
def test_no_name_in_the_demo_occurs_in_a_real_plan():
    ours = {word for person in (*PEOPLE.values(), SUCCESSOR) for word in words_of(person.name)}
    assert len(ours) > 30
    assert (
        ours & {word for sheet in real_sheets() for text in texts_of(sheet) for word in words_of(text)}
        == set()
    )


@needs_real_plans
def test_no_responsible_person_of_a_real_plan_is_named_in_the_demo():
    real = {
        person.name
        for sheet in real_sheets()
        for (text,) in sheet.iter_rows(min_col=3, max_col=3, values_only=True)
        for person in understand_responsible(str(text or "")).people
        if " " in person.name
    }
    assert len(real) > 5
    for edition in demo_editions(TODAY):
        text = "\n".join(texts_of(open_sheet(edition.content)))
        assert [name for name in real if name in text] == []


@needs_real_plans
def test_no_run_of_eight_words_is_shared_with_a_real_plan():
    ours = runs_of_words(open_sheet(build_plan_workbook(TODAY)))
    for sheet in real_sheets():
        assert ours & runs_of_words(sheet) == set()


def real_sheets() -> list[Worksheet]:
    return [sheet for path in REAL_PLANS for sheet in load_workbook(path)]


def texts_of(sheet: Worksheet) -> list[str]:
    return [str(value) for row in sheet.iter_rows(values_only=True) for value in row if value]


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def runs_of_words(sheet: Worksheet, length: int = 8) -> set[str]:
    runs = set()
    for words in map(words_of, texts_of(sheet)):
        runs |= {" ".join(words[at : at + length]) for at in range(len(words) - length + 1)}
    return runs
