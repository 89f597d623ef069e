"""Ratings kept as a mark in one of several columns headed R, A, G or by statuses."""

from collections.abc import Sequence

import pytest

from data_model.plan.import_choices import KEPT_BESIDE
from data_model.plan.statuses import Status
from loaders.files.raw_workbook import Merge, RawCell, RawWorkbook
from loaders.plan.read_plan import UnderstoodPlan, understand
from tests.unit.loaders.plan.test_columns import choose, codes, question, sheet
from tests.unit.loaders.plan.test_columns import read as read_rows

HEADINGS = ["Ref", "Action", "Lead", "Due date"]
KEY = [[], ["Red = off track; Amber = at risk; Green = on track; Blue = complete"]]
RED, GREEN = "FF0000", "00B050"


def action(number: int, *marks: object) -> list[object]:
    return [f"1.{number}", f"Action {number}", "Priya Sample", "31/03/27", *marks]


def read(headings: Sequence[object], *rows: Sequence[object]) -> UnderstoodPlan:
    return read_rows([[*HEADINGS, *headings], *(action(at, *row) for at, row in enumerate(rows, 1)), *KEY])


def statuses(plan: UnderstoodPlan) -> list[Status]:
    return [one.status for one in plan.actions]


@pytest.mark.parametrize("headings", [["R", "A", "G", "B"], ["Red", "Amber", "Green", "Blue"]])
@pytest.mark.parametrize("mark", ["✓", "X", "•", "Yes", 1])
def test_a_mark_gives_the_rating_that_heads_its_column(headings: list[str], mark: object) -> None:
    plan = read(headings, [None, None, mark], [mark], [None, mark], [None, None, None, mark])
    assert statuses(plan) == [Status.ON_TRACK, Status.DELAYED, Status.AT_RISK, Status.COMPLETE]
    assert {"rag-column-missing", "column-not-loaded"}.isdisjoint(codes(plan))
    assert [one.rag_as_seen for one in plan.actions] == [headings[2], headings[0], headings[1], headings[3]]
    assert all("rag" not in one.absent for one in plan.actions)


def test_the_letters_themselves_and_a_single_filled_cell_are_marks() -> None:
    plan = read(["R", "A", "G"], [None, None, "G"], [RawCell(None, RED)], [None, "a"])
    assert statuses(plan) == [Status.ON_TRACK, Status.DELAYED, Status.AT_RISK]


def test_columns_headed_by_statuses_are_read_the_same() -> None:
    plan = read(["Not started", "On track", "Completed"], ["x"], [None, "x"], [None, None, "x"])
    assert statuses(plan) == [Status.NOT_STARTED, Status.ON_TRACK, Status.COMPLETE]


def test_a_heading_over_two_rows_names_the_rating_below_it() -> None:
    rows = [[*HEADINGS, "RAG rating"], [None, None, None, None, "R", "A", "G"]]
    raw = sheet([*rows, action(1, None, None, "✓"), action(2, "✓"), *KEY])
    merges = (*(Merge(1, at, 2, at) for at in range(1, 5)), Merge(1, 5, 1, 7))
    plan = understand(RawWorkbook("plan.xlsx", (type(raw)(raw.name, raw.rows, merges),)))
    assert statuses(plan) == [Status.ON_TRACK, Status.DELAYED]


def test_crosses_say_no_where_ticks_stand_and_empty_boxes_say_nothing() -> None:
    plan = read(["R", "A", "G"], ["✗", "✗", "✓"], ["✓", "☐", "✗"], ["✗", "✗", "✗"])
    assert statuses(plan) == [Status.ON_TRACK, Status.DELAYED, Status.NOT_RATED]


def test_two_marks_and_words_among_marks_rate_nothing_and_are_named() -> None:
    many = [[None, None, "✓"] for _ in range(9)]
    plan = read(["R", "A", "G"], *many, ["✓", "✓"], [None, "ask Bo", "✓"])
    assert statuses(plan)[-2:] == [Status.NOT_RATED, Status.NOT_RATED]
    named = [issue.seen for issue in plan.issues if issue.type.code == "rag-ticks-unclear"]
    assert named == ["R: ✓; A: ✓", "A: ask Bo; G: ✓"]


def test_no_mark_is_no_rating() -> None:
    plan = read(["R", "A", "G"], ["✓"], [])
    assert statuses(plan) == [Status.DELAYED, Status.NOT_RATED]
    assert "rag-no-colour" in codes(plan)


def test_who_is_responsible_and_accountable_is_no_rating() -> None:
    plan = read(["R", "A", "C", "I"], ["x"], [None, "x"])
    assert statuses(plan) == [Status.NOT_RATED, Status.NOT_RATED]
    assert {question(plan, heading).read_as for heading in "RACI"} == {""}


def test_a_column_of_ratings_stands_before_marks_and_a_choice_before_both() -> None:
    rows = [[*HEADINGS, "RAG", "R", "A", "G"], action(1, "Green", "x"), action(2, "Red", None, "x"), *KEY]
    assert statuses(read_rows(rows)) == [Status.ON_TRACK, Status.DELAYED]
    rows = [[*HEADINGS, "R", "G"], action(1, "x"), action(2, None, "x"), *KEY]
    plan = read_rows(rows, choose("R", KEPT_BESIDE))
    assert statuses(plan) == [Status.NOT_RATED, Status.NOT_RATED]
    assert plan.actions[0].other == "R: x"


def test_columns_of_words_under_such_headings_are_no_rating() -> None:
    plan = read(["Red", "Amber", "Green"], ["Posts stand empty", None, "Posts are filled"], ["Late", "x"])
    assert statuses(plan) == [Status.NOT_RATED, Status.NOT_RATED]
    assert [question(plan, one).read_as for one in ("Red", "Green")] == ["", ""]
