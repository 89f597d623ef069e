"""RAG keys in the forms that workbooks give them."""

from data_model.plan.rows import KeyRow
from data_model.plan.statuses import Status
from loaders.files.grid import Grid
from loaders.files.read_file import read_workbook
from loaders.plan.ratings.rag_key import read_key
from tests.workbooks import GREEN, RED, build_xlsx


def key_of(rows: list[list[object]], fills: dict[str, str]) -> tuple[list[KeyRow], list[str]]:
    sheet = read_workbook("key.xlsx", build_xlsx({"Key": rows}, fills=fills)).sheets[0]
    entries, issues = read_key(Grid(sheet), range(1, len(rows) + 1))
    return entries, [issue.seen for issue in issues]


def test_labels_beside_their_colours_and_one_without() -> None:
    entries, doubts = key_of([["Completed"], ["Delayed"], ["Planning"]], {"B1": GREEN, "B2": RED})
    assert entries == [
        KeyRow("fill:00B050", "Completed", Status.COMPLETE),
        KeyRow("fill:FF0000", "Delayed", Status.DELAYED),
        KeyRow("fill:none", "Planning", Status.NOT_STARTED),
    ]
    assert doubts == []


def test_labels_inside_their_colours_in_one_row() -> None:
    entries, _ = key_of([["RAG key", "Completed", "Delayed"]], {"B1": GREEN, "C1": RED})
    assert [(row.seen, row.status) for row in entries] == [
        ("fill:00B050", Status.COMPLETE),
        ("fill:FF0000", Status.DELAYED),
    ]


def test_colours_named_in_words() -> None:
    entries, _ = key_of([["Green", "On track"], ["Red – delayed"], ["B: complete"]], {})
    assert entries == [
        KeyRow("colour:green", "On track", Status.ON_TRACK),
        KeyRow("colour:red", "delayed", Status.DELAYED),
        KeyRow("colour:blue", "complete", Status.COMPLETE),
    ]


def test_a_label_that_says_no_status_is_kept_and_asked_about() -> None:
    entries, doubts = key_of([["Completed"], ["Business as usual"]], {"B1": GREEN, "B2": RED})
    assert entries[1] == KeyRow("fill:FF0000", "Business as usual", Status.NOT_RATED)
    assert doubts == ["Business as usual"]


def test_two_labels_without_colour_are_asked_about_and_mean_nothing() -> None:
    entries, doubts = key_of([["Completed"], ["Planning"], ["On hold"]], {"B1": GREEN})
    assert [row.seen for row in entries] == ["fill:00B050"]
    assert doubts == ["Planning", "On hold"]


def test_labels_after_their_colours_in_one_row_keep_their_own() -> None:
    entries, doubts = key_of(
        [["RAG key"], [None, "Completed", None, "On track", None, "Delayed"]],
        {"A2": GREEN, "C2": "FFFF00", "E2": RED},
    )
    assert [(row.seen, row.label) for row in entries] == [
        ("fill:00B050", "Completed"),
        ("fill:FFFF00", "On track"),
        ("fill:FF0000", "Delayed"),
    ]
    assert doubts == []


def test_colours_named_in_words_beside_their_labels_in_one_row() -> None:
    entries, _ = key_of([["Green", "Completed", "Red", "Delayed"]], {"A1": GREEN})
    assert [(row.seen, row.label) for row in entries] == [
        ("fill:00B050", "Completed"),
        ("colour:red", "Delayed"),
    ]
