"""The only styles of our own: where they stand, and what paper alone shows."""

import re

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.action_content import NamedPerson
from tests.integration.cast import batch, load, stated
from tests.pages.conftest import AREAS, TODAY, Open, told
from ui.shell.pages import Page


def sheets(at: object) -> list[str]:
    """The sheets that a page is drawn with."""
    return [each.proto.body for each in at.get("html")]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("page", "sheet"),
    [
        (Page.OVERVIEW, "portrait"),
        (Page.ACTIONS, "portrait"),
        (Page.AREA, "portrait"),
        (Page.ACTION, "portrait"),
        (Page.MEASURE, "landscape"),
    ],
)
@pytest.mark.usefixtures("plan_id")
def test_a_page_is_laid_out_for_paper(open_page: Open, page: Page, sheet: str) -> None:
    last = sheets(open_page(page.value.script, id="1"))[-1]
    assert f"size: A4 {sheet};" in last
    assert "@" not in re.sub(r"@(media|page) ", "", last)


@pytest.mark.usefixtures("plan_id")
def test_nothing_of_the_print_sheet_changes_a_screen_but_what_stands_on_paper_alone(open_page: Open) -> None:
    (sheet,) = sheets(open_page())
    before = " ".join(sheet.partition("@page")[0].split())
    assert before == "<style> @media screen { [class*='st-key-on_paper'] { display: none; } }"
    assert sheet.count("@media") == 2


@pytest.mark.usefixtures("plan_id")
def test_a_table_has_a_twin_for_paper_with_every_row_and_the_filter(open_page: Open) -> None:
    at = open_page("plan/actions.py", status="delayed,complete")
    (table,) = [each.value for each in at.markdown if each.value.startswith("| Ref |")]
    rows = table.split("\n")[2:]
    assert [row.split(" | ")[0] for row in rows] == [r"| 1\.01", r"| 2\.01"]
    assert "▲ Red" in rows[0] or "▲ Delayed" in rows[0]
    assert "28 Feb 2025" in rows[0]
    assert rows[0].endswith("| 10 |")
    assert "▲" in told(at)


def test_people_are_a_table_on_paper_and_no_row_on_the_screen_cuts_a_post(
    open_page: Open, sessions: sessionmaker[Session], plan_id: int
) -> None:
    low = open_page("plan/people.py").dataframe[0].proto.row_height
    posts = ("Head of Service for everything that comes to the front door, " * 5).strip(" ,")
    person = NamedPerson("Ada Invented", "ada invented", posts)
    load(sessions, plan_id, batch(TODAY, [stated("Visit", people=(person,), responsible="Ada")], areas=AREAS))
    at = open_page("plan/people.py")
    (table,) = [each.value for each in at.markdown if each.value.startswith("| Name |")]
    rows = table.replace("\\", "").split("\n")[2:]
    assert len(rows) == len(at.dataframe[0].value)
    assert [row for row in rows if posts in row and row.startswith("| Ada Invented |")]
    assert at.dataframe[0].proto.row_height > low == 66
