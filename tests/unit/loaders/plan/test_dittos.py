"""Cells that say "As above" instead of what they mean: read as the cell above, named, and never guessed."""

from dataclasses import replace
from datetime import date

import pytest

from data_model.plan.statuses import Status
from loaders.files.raw_workbook import RawCell
from loaders.plan.columns.dittos import is_ditto
from loaders.plan.read_plan import UnderstoodPlan
from tests.own_layouts import Loaded, again, loaded
from tests.unit.loaders.plan.test_columns import codes, read
from tests.workbooks import build_xlsx

HEADINGS = ["Ref", "Outcome", "Action", "Lead", "Due date", "Progress", "RAG"]
PRIYA, OLA = "Priya Sample, Head of Service", "Ola Brett, Team Manager"


def row(ref: str, text: str, lead: object = PRIYA, rag: object = "On track") -> list[object]:
    return [ref, "Seen sooner", text, lead, "31/03/27", "Begun", rag]


def issue(plan: UnderstoodPlan, code: str) -> tuple[str, str]:
    found = next(one for one in plan.issues if one.type.code == code)
    return found.cell, found.seen


@pytest.mark.parametrize(
    "words",
    [
        "As above",
        "as above.",
        "Ditto",
        '"',
        "”",
        "''",
        "〃",
        '- " -',
        "Same as above",
        "see above",
        "(as above)",
    ],
)
def test_what_says_as_above_is_a_ditto(words: str) -> None:
    assert is_ditto(words)


@pytest.mark.parametrize("words", ["", "-", "above", "As above and Ola Brett", "Dittomar", "as agreed", "'"])
def test_other_words_are_none(words: str) -> None:
    assert not is_ditto(words)


def test_as_above_is_the_cell_above_in_every_column_but_ref_and_action() -> None:
    rows = [HEADINGS, row("1", "Recruit"), ["2", '"', "Train", "As above", "ditto", "As above", '"']]
    first, second = read(rows).actions
    assert second.people == first.people
    assert second.responsible == PRIYA
    assert (second.outcome, second.due.date, second.progress, second.status) == (
        "Seen sooner",
        date(2027, 3, 31),
        "Begun",
        Status.ON_TRACK,
    )


def test_as_above_is_the_nearest_filled_cell_over_rows_that_go_on_and_over_a_repeated_heading() -> None:
    rows = [
        HEADINGS,
        row("1", "Recruit"),
        [None, None, None, None, None, "More of it", None],
        row("2", "Train", "As above"),
        HEADINGS,
        row("3", "Audit", "As above"),
    ]
    plan = read(rows)
    assert [one.responsible for one in plan.actions] == [PRIYA] * 3
    assert issue(plan, "ditto-read") == ("D4, D6", f"“As above” as “{PRIYA}”, 2 cells")


def test_as_above_with_nothing_above_it_names_nobody_and_is_doubted() -> None:
    plan = read([HEADINGS, row("1", "Recruit", "As above"), row("2", "Train", OLA)])
    assert (plan.actions[0].responsible, plan.actions[0].people) == ("As above", ())
    assert issue(plan, "responsible-doubt") == ("D2", "“As above”: “As above” points to another cell.")
    assert "ditto-read" not in codes(plan)


def test_as_above_with_more_beside_it_stays_as_written_and_names_nobody() -> None:
    plan = read([HEADINGS, row("1", "Recruit"), row("2", "Train", "As above and Ola Brett")])
    assert (plan.actions[1].responsible, plan.actions[1].people) == ("As above and Ola Brett", ())
    assert "responsible-doubt" in codes(plan)


def test_a_colour_above_is_what_a_ditto_of_ratings_means() -> None:
    key = [[], ["RAG key"], [RawCell(None, "FF0000"), "Delayed"]]
    rows = [HEADINGS, row("1", "Recruit", rag=RawCell(None, "FF0000")), row("2", "Train", rag='"'), *key]
    assert [one.status for one in read(rows).actions] == [Status.DELAYED] * 2


def plan_with_ditto() -> Loaded:
    rows = [HEADINGS, row("1", "Recruit"), row("2", "Train", "As above"), row("3", "Audit", OLA)]
    return loaded("plan.xlsx", build_xlsx({"Plan": rows}))


def test_written_back_as_above_stays_where_nothing_above_it_changes() -> None:
    plan = plan_with_ditto()
    written = plan.export(plan.current)
    assert written.lost == ()
    assert again(plan, written, plan.current).changes_nothing


def test_written_back_as_above_becomes_its_words_where_the_cell_above_changes() -> None:
    plan = plan_with_ditto()
    current = plan.current
    first, _, last = current
    current[first] = replace(current[first], responsible=OLA, people=current[last].people)
    written = plan.export(current)
    assert written.lost == ("“As above” in Plan D3 became what it stands for.",)
    assert again(plan, written, current).changes_nothing
