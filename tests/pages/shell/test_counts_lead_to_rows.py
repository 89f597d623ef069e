"""Every count that is a way somewhere leads to exactly as many rows as it says, on the demonstration.

Owns: reading a number off a link and counting the rows of what it leads to. Refuses: whether the number is
right (see `test_figures_equal_sql`).
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from data_model.recommendations.recommendation_checks import CHECKS as RECOMMENDATION_CHECKS
from tests.databases import OneFile, ReadyFiles
from tests.pages.conftest import Open, figures, ways
from ui.shell.pages import Page

DAY = date(2025, 3, 3)
SCRIPTS = {page.value.url_path: page.value.script for page in Page}
HELD = "4"  # a frozen meeting of the demonstration
OF_RECOMMENDATIONS = tuple(check.title for check in RECOMMENDATION_CHECKS.values())
_MARKUP = re.compile(r"\\|\{[^}]*\}|:[a-z]+(?:-badge|-background)?\[|[\]*›]")
MOST_OF_A_KIND = 2  # links of one page to one place that differ in an id alone: the areas, the people
_IDS = ("id", "area", "person")


@pytest.fixture(autouse=True)
def _demo(ready_files: ReadyFiles, one_file: OneFile, monkeypatch: pytest.MonkeyPatch) -> None:
    ready_files.copy_demo(one_file.file, DAY, datetime(2025, 3, 3, 18, 0, tzinfo=UTC))
    monkeypatch.setenv("DASHBOARD_TODAY", DAY.isoformat())


def words_of(label: str) -> str:
    """Return the words of a link without its Markdown."""
    return " ".join(_MARKUP.sub("", label).split())


def counted_links(at: AppTest) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield of each link that says a number: its words, the page it leads to and its address."""
    kinds: dict[tuple[object, ...], int] = {}
    for way in ways(at):
        words, asked = words_of(way.said), dict(parse_qsl(way.query))
        asked.pop("as_at", None)
        if way.page not in ROWS or not numbers_in(words, asked):
            continue
        kind = (
            way.page,
            *sorted((name, "" if name in _IDS else value) for name, value in asked.items()),
        )
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] <= MOST_OF_A_KIND:
            yield words, way.page, asked


def numbers_in(words: str, asked: dict[str, str]) -> list[int]:
    """Return the numbers that words say, without the number of an area or action and without dates."""
    if "Next " in words or re.match(r"\d+(\.\d+)? [A-Z]", words):
        return []
    said = re.sub(
        r"\d+ days|\d+ (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w* \d{4}|in \d+ ", "", words
    )
    return [int(number.replace(",", "")) for number in re.findall(r"(?<![\d.])\d[\d,]*(?![\d.])", said)]


def actions_listed(at: AppTest) -> int:
    """Count the rows of the list of actions."""
    return sum(len(table.value) for table in at.dataframe)


def checks_listed(at: AppTest) -> int:
    """Count the lines of checks, kind by kind; where one kind is asked for, the actions of its lines."""
    if "check" in at.query_params:
        opened = next(box for box in at.expander if box.label.endswith(tuple("0123456789")))
        return sum(each.proto.page == "action" for each in opened.get("page_link"))
    # Those of recommendations stand in a part of their own, which the number does not count.
    own = [box.label for box in at.expander if not words_of(box.label).startswith(OF_RECOMMENDATIONS)]
    return sum(int(found[1]) for label in own if (found := re.search(r" · (\d+)$", label)))


def moves_listed(at: AppTest) -> int:
    """Count the actions of the list of what moved, or all lists of what moved in an area."""
    if "show" in at.query_params:
        return sum(each.proto.page == "action" for each in at.get("page_link"))
    told = ("Worsened", "Reopened", "Slipped", "Completed", "Improved")
    shown = figures(at)
    return sum(int(shown.get(name, "0")) for name in told)


ROWS: dict[str, Callable[[AppTest], int]] = {
    "actions": actions_listed,
    "checks": checks_listed,
    "what-changed": moves_listed,
}


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        (Page.OVERVIEW, {}),
        (Page.AREA, {"id": "1"}),
        (Page.PEOPLE, {"person": "1"}),
        (Page.CHECKS, {}),
        (Page.WHAT_CHANGED, {}),
        (Page.DUE_DATES, {}),
        (Page.CHALLENGE_PANEL, {"area": "1"}),
    ],
    ids=lambda value: value.name.lower() if isinstance(value, Page) else "",
)
def test_every_link_that_says_a_number_leads_to_as_many_rows(
    open_page: Open, page: Page, asked: dict[str, str]
) -> None:
    wrong, followed = [], 0
    for words, place, address in counted_links(open_page(page.value.script, **asked)):
        target = open_page(SCRIPTS[place], **address)
        assert not target.exception
        found, said = ROWS[place](target), sum(numbers_in(words, address))
        followed += 1
        if found != said:
            wrong.append(f"{words!r} leads to {found} rows: {place} {address}")
    assert wrong == []
    assert followed or page in (Page.CHECKS, Page.WHAT_CHANGED, Page.DUE_DATES)


def test_every_number_of_what_changed_leads_to_its_list(open_page: Open) -> None:
    at = open_page(Page.WHAT_CHANGED.value.script)
    pressed = [each for each in at.button if str(each.key).startswith("movement_count_")]
    assert pressed
    shown = {name: int(number) for name, number in figures(at).items()}
    for button in pressed:
        name = str(button.key).removeprefix("movement_count_")
        if name == "measures":
            continue
        one = open_page(Page.WHAT_CHANGED.value.script, show=name)
        assert moves_listed(one) == shown[words_of(button.label)], name


def test_every_number_of_a_frozen_meeting_leads_to_what_it_kept(open_page: Open) -> None:
    at = open_page(Page.MEETING.value.script, id=HELD)
    shown = figures(at)
    chosen = [each for each in at.button if str(each.key).startswith("frozen_")]
    wrong = []
    for button in chosen:
        said = words_of(button.label)
        numbers = numbers_in(said, {})
        number = numbers[-1] if numbers else int(shown[said])
        name, area = str(button.key).removeprefix("frozen_"), ""
        if name.startswith("area_"):
            _, area, name = name.split("_", 2)
            if int(area) > MOST_OF_A_KIND:
                continue
        kept = open_page(Page.MEETING.value.script, id=HELD, kept=name, area=area)
        rows = actions_listed(kept) if name != "checks" else _checks_kept(kept)
        if rows != number:
            wrong.append(f"{said!r} leads to {rows} rows: {name} {area}")
    assert len(chosen) > 10
    assert wrong == []


def _checks_kept(at: AppTest) -> int:
    """Count the checks by kind, and hold that as many stand under the kinds as they say."""
    kinds = [re.fullmatch(r"\*\*.+\*\* · (\d+)", each.value) for each in at.markdown]
    return sum(int(found[1]) for found in kinds if found)
