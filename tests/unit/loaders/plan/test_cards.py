"""Actions kept as cards: labels beside their values, one card an action."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document

from data_model.plan.import_choices import KEPT_BESIDE
from data_model.plan.statuses import Status
from loaders.files.raw_workbook import Merge, RawCell, RawSheet, RawWorkbook
from loaders.files.read_file import read_workbook
from loaders.plan.read_plan import UnderstoodPlan, understand
from loaders.plan.sheets.cards import cards_as_tables
from tests.unit.loaders.plan.test_columns import choose, codes, question, sheet

KEY = sheet([["Green", "On track"], ["Amber", "At risk"], ["Red", "Delayed"]], "Key")
AMBER = RawCell(None, "FFC000")


def card(
    number: int, *more: Sequence[object], rag: object = "Green", label: str = "Action"
) -> list[list[object]]:
    return [
        ["Ref:", f"A{number}"],
        [f"{label}:", f"Do {number}"],
        ["Lead officer:", "Priya Sample"],
        ["Due date:", f"{number:02}/11/2026"],
        ["RAG:", rag],
        *([*one] for one in more),
    ]


def read(*sheets: RawSheet, **more: object) -> UnderstoodPlan:
    return understand(RawWorkbook("plan.xlsx", (*sheets, KEY)), **more)  # type: ignore[arg-type]


def told(plan: UnderstoodPlan) -> list[tuple[str, str, str, str, Status]]:
    return [
        (one.ref, one.text, one.responsible, one.due.date.isoformat() if one.due.date else "", one.status)
        for one in plan.actions
    ]


TWO = [
    ("A1", "Do 1", "Priya Sample", "2026-11-01", Status.ON_TRACK),
    ("A2", "Do 2", "Priya Sample", "2026-11-02", Status.AT_RISK),
]


@pytest.mark.parametrize("gap", [[], [[]]])
def test_cards_below_one_another_are_actions_that_keep_their_cells(gap: list[list[object]]) -> None:
    plan = read(sheet([["Action cards"], [], *card(1), *gap, *card(2, rag="Amber")]))
    assert told(plan) == TWO
    first, second = plan.actions
    assert (first.cell, first.due_cell) == ("B4", "B6")
    assert second.cell == f"B{9 + len(gap)}"
    assert question(plan, "Lead officer").cell == "A5"
    assert "column-not-loaded" not in codes(plan)


def test_a_card_a_sheet_is_an_action_whose_sheet_is_no_area() -> None:
    sheets = [sheet([["Action plan card"], *card(at)], f"Action {at}") for at in (1, 2)]
    plan = read(*sheets)
    assert [one.sheet for one in plan.actions] == ["Action 1", "Action 2"]
    assert {one.area for one in plan.actions} == {"No area given"}
    assert "area-missing" in codes(plan)


def test_two_pairs_of_label_and_value_in_a_row_and_cards_side_by_side() -> None:
    def pairs(number: int, rag: str) -> list[list[object]]:
        return [
            ["Ref", f"A{number}", "Lead", "Priya Sample"],
            ["Due date", f"{number:02}/11/2026", "RAG", rag],
            ["Action", f"Do {number}"],
        ]

    plan = read(sheet([*pairs(1, "Green"), [], *pairs(2, "Amber")]))
    assert told(plan) == TWO
    both = zip(card(1), card(2, rag="Amber"), strict=True)
    beside = [[*left, *[None] * (3 - len(left)), *right] for left, right in both]
    assert told(read(sheet(beside))) == TWO


def test_labels_on_the_left_and_an_action_a_column() -> None:
    rows = [[*left, right[1]] for left, right in zip(card(1), card(2, rag="Amber"), strict=True)]
    plan = read(sheet([["Plan"], *rows, [], ["Agreed in May"]]))
    assert told(plan) == TWO
    assert [one.cell for one in plan.actions] == ["B3", "C3"]
    assert "Agreed in May" in [issue.seen for issue in plan.issues]


def test_a_colour_alone_rates_and_a_value_over_two_rows_is_joined() -> None:
    key = sheet([[AMBER, "At risk"], [RawCell(None, "00B050"), "On track"]], "Key")
    rows: list[list[object]] = [
        *card(1, ["Progress", "Begun."], [None, "Then stopped."], rag=AMBER),
        [],
        *card(2, rag=AMBER),
    ]
    plan = understand(RawWorkbook("plan.xlsx", (sheet(rows), key)))
    assert [one.status for one in plan.actions] == [Status.AT_RISK, Status.AT_RISK]
    assert plan.actions[0].progress == "Begun.\nThen stopped."


def test_titles_between_cards_name_areas_and_a_number_above_each_card_does_not() -> None:
    titled: list[list[object]] = [
        ["Priority 1: Leadership"],
        *card(1),
        *card(2),
        ["Priority 2: Practice"],
        *card(3),
    ]
    plan = read(sheet(titled))
    assert [one.area for one in plan.actions] == ["Leadership", "Leadership", "Practice"]
    numbered: list[list[object]] = [["Action 1"], *card(1), ["Action 2"], *card(2), ["Action 3"], *card(3)]
    plan = read(sheet(numbered, "Front door"))
    assert {one.area for one in plan.actions} == {"Front door"}
    assert {"Action 1", "Action 2", "Action 3"} <= {issue.seen for issue in plan.issues}


def test_a_label_nobody_knows_is_asked_about_and_what_stands_beside_is_named() -> None:
    more: list[object] = ["Chair's remark", "Well done", "seen by Bo"]
    rows: list[list[object]] = [*card(1, more), [], *card(2, more), [], ["Printed in May"]]
    plan = read(sheet(rows))
    assert question(plan, "Chair's remark").asks
    named = [issue.seen for issue in plan.issues]
    assert named.count("seen by Bo") == 2
    assert "Printed in May" in named
    plan = read(sheet(rows), choices=[choose("Chair's remark", KEPT_BESIDE)])
    assert [one.other for one in plan.actions] == ["Chair's remark: Well done"] * 2


def test_cards_without_a_known_action_are_refused_with_every_label_and_asked_about() -> None:
    rows: list[list[object]] = [*card(1, label="We promise"), [], *card(2, label="We promise", rag="Amber")]
    plan = read(sheet(rows))
    assert not plan.actions
    (refused,) = [issue.seen for issue in plan.issues if issue.type.code == "no-action-table"]
    for label in ("Ref", "We promise", "Lead officer", "Due date", "RAG"):
        assert f"“{label}”" in refused
    assert question(plan, "We promise").must_answer
    assert told(read(sheet(rows), choices=[choose("We promise", "action")])) == TWO


def test_one_card_beside_a_table_is_guidance_and_one_alone_is_the_plan() -> None:
    table = sheet([["Ref", "Action", "Lead"], ["1", "Recruit", "Priya Sample"]])
    plan = read(table, sheet(card(1), "How we write"))
    assert [one.text for one in plan.actions] == ["Recruit"]
    assert [one.text for one in read(sheet(card(1))).actions] == ["Do 1"]


def test_ordinary_tables_stay_as_they_are() -> None:
    rows = [["Ref", "Action", "Lead", "Due date"], *([f"{at}", "Recruit", "Priya Sample"] for at in range(9))]
    workbook = RawWorkbook("plan.xlsx", (sheet(rows), KEY))
    assert cards_as_tables(workbook, {}) is workbook


def test_hidden_rows_and_wide_values_of_a_card() -> None:
    raw = sheet([*card(1), *card(2, rag="Amber")])
    merges = tuple(Merge(row, 2, row, 4) for row in range(1, 11))
    plan = read(replace(raw, merges=merges, hidden_rows=frozenset((7,))))
    assert told(plan) == TWO
    assert "rows-hidden" in codes(plan)


def test_tables_of_a_document_are_cards_under_the_heading_above() -> None:
    document = Document()
    for area in ("Priority 1: Leadership", "Priority 2: Practice"):
        document.add_heading(area, 1)
        for number in (1, 2):
            table = document.add_table(rows=0, cols=2)
            for label, value in card(number):
                cells = table.add_row().cells
                cells[0].text, cells[1].text = str(label), str(value)
            document.add_paragraph("")
    document.add_paragraph("Green = on track; Red = delayed")
    buffer = BytesIO()
    document.save(buffer)
    plan = understand(read_workbook("plan.docx", buffer.getvalue()))
    assert [(one.area, one.text, one.sheet, one.cell) for one in plan.actions] == [
        ("Leadership", "Do 1", "table 1", "row 2"),
        ("Leadership", "Do 2", "table 2", "row 2"),
        ("Practice", "Do 1", "table 3", "row 2"),
        ("Practice", "Do 2", "table 4", "row 2"),
    ]
    assert {one.status for one in plan.actions} == {Status.ON_TRACK}
