"""Layouts of other councils and of planning tools, each with what a person sees in it."""

from collections.abc import Sequence
from typing import Any

import pytest

from data_model.plan.import_choices import KEPT_BESIDE
from data_model.plan.statuses import Status
from loaders.files.read_file import read_workbook
from loaders.plan.read_plan import UnderstoodPlan, understand
from tests.unit.loaders.plan.test_columns import codes, question
from tests.workbooks import build_xlsx

HEADINGS = ["Ref", "Area", "Action", "Lead", "Due", "Progress", "RAG"]
ROWS = [
    ["1", "Front door", "Write guidance", "Ola Brett", "31/12/25", "Begun", "G"],
    ["2", "Front door", "Audit cases", "Ravi Olden", "31/12/25", "Begun", "A"],
]


def read(rows: Sequence[Sequence[Any]], name: str = "Plan", **more: Any) -> UnderstoodPlan:
    return understand(read_workbook("plan.xlsx", build_xlsx({name: rows}, **more)))


def texts(plan: UnderstoodPlan) -> list[str]:
    return [one.text for one in plan.actions]


def test_a_label_between_a_title_and_its_header_is_named_and_is_no_action() -> None:
    headings = ["What needs to improve", "What we will do", "Who", "When will it be done by?", "RAG"]
    plan = read(
        [
            ["Area for Improvement 1: Timeliness"],
            ["Executive lead:", "Marian Thorpe"],
            headings,
            ["Contacts wait", "Write guidance", "Ola Brett", "31/12/25", "Green"],
            ["Area for Improvement 2: Workforce"],
            ["Executive lead:", "Ola Brett"],
            headings,
            ["Posts stand empty", "Recruit managers", "Ravi Olden", "31/12/25", "Green"],
        ],
        merges=["A1:E1", "A5:E5"],
    )
    assert [(one.area_number, one.area, one.outcome, one.text) for one in plan.actions] == [
        ("1", "Timeliness", "Contacts wait", "Write guidance"),
        ("2", "Workforce", "Posts stand empty", "Recruit managers"),
    ]
    named = {issue.seen for issue in plan.issues if issue.type.code == "text-not-loaded"}
    assert {"Executive lead:", "Marian Thorpe", "Ola Brett"} <= named
    assert question(plan, "What needs to improve").why == "A numbered title above the table names the area."


def test_a_leaders_line_under_the_title_names_neither_the_area_nor_the_plan() -> None:
    plan = read(
        [["Leadership"], ["Strategic lead: Marian Thorpe"], *_without_area()], merges=["A1:F1", "A2:F2"]
    )
    assert {one.area for one in plan.actions} == {"Leadership"}
    assert "Strategic lead: Marian Thorpe" in [issue.seen for issue in plan.issues]


def _without_area() -> list[list[str]]:
    return [[*row[:1], *row[2:]] for row in (HEADINGS, *ROWS)]


def test_objectives_above_tables_are_outcomes_each_of_its_own_table() -> None:
    table = _without_area()
    plan = read(
        [["Objective 1: Seen sooner"], *table[:2], ["Objective 2: Staff stay"], table[0], table[2]],
        merges=["A1:F1", "A4:F4"],
    )
    assert [one.outcome for one in plan.actions] == ["Seen sooner", "Staff stay"]
    assert {one.area for one in plan.actions} == {"Plan"}
    assert "text-not-loaded" not in codes(plan)


def test_a_caption_of_a_program_names_no_area() -> None:
    plan = read([["Table 1"], *_without_area()], name="Sheet 1 - Table 1", merges=["A1:F1"])
    assert {one.area for one in plan.actions} == {"No area given"}
    assert "area-missing" in codes(plan)


def test_periods_in_a_third_row_of_headings_stand_under_their_wide_heading() -> None:
    plan = read(
        [
            ["Action", None, "Delivery", None, "Monitoring", None, None],
            ["Ref", "What", "Lead", "By when", "Progress", "RAG", None],
            [None, None, None, None, None, "Last month", "This month"],
            ["1", "Write guidance", "Ola Brett", "31/12/25", "Begun", "Delayed", "Complete"],
        ],
        merges=["A1:B1", "C1:D1", "E1:G1", "F2:G2"],
    )
    assert [(one.text, one.status) for one in plan.actions] == [("Write guidance", Status.COMPLETE)]
    assert plan.actions[0].other == "RAG Last month: Delayed"


def test_a_rating_of_impact_beside_one_of_delivery_is_no_impact() -> None:
    plan = read(
        [
            ["Ref", "Area", "Action", "Lead", "Due", "Delivery BRAG", "Impact BRAG"],
            ["1", "Front door", "Write guidance", "Ola Brett", "31/12/25", "Complete", "Delayed"],
            ["2", "Front door", "Audit cases", "Ola Brett", "31/12/25", "On track", "Delayed"],
        ]
    )
    assert [(one.status, one.impact) for one in plan.actions] == [
        (Status.COMPLETE, ""),
        (Status.ON_TRACK, ""),
    ]
    assert question(plan, "Impact BRAG").read_as == KEPT_BESIDE
    assert question(plan, "Impact BRAG").asks


def test_whoever_acts_is_responsible_and_whoever_is_accountable_stays_beside() -> None:
    plan = read(
        [
            ["Ref", "Area", "Action", "Accountable", "Responsible", "Due"],
            ["1", "Front door", "Write guidance", "Marian Thorpe", "Ola Brett", "31/12/25"],
        ]
    )
    assert plan.actions[0].responsible == "Ola Brett"
    assert plan.actions[0].other == "Accountable: Marian Thorpe"


def test_the_only_column_of_dates_is_offered_as_the_due_date() -> None:
    plan = read(
        [["Ref", "Area", "Action", "Lead", "Date"], ["1", "Front door", "Write it", "Ola Brett", "31/12/25"]]
    )
    assert plan.actions[0].due_text == "31/12/25"
    assert question(plan, "Date").asks


def test_sub_actions_in_a_column_of_their_own_are_actions_of_the_one_above() -> None:
    plan = read(
        [
            ["Ref", "Area", "Action", "Sub-actions", "Lead", "Due"],
            ["1", "Front door", "Improve triage", None, "Marian Thorpe", "31/12/25"],
            ["1a", None, None, "Write guidance", "Ola Brett", "30/09/25"],
            ["1b", None, None, "Train staff", "Ravi Olden", "31/10/25"],
        ]
    )
    assert texts(plan) == ["Improve triage", "Write guidance", "Train staff"]
    assert [one.other for one in plan.actions] == ["", "Part of: 1", "Part of: 1"]
    assert {one.area for one in plan.actions} == {"Front door"}


def test_steps_beside_a_merged_action_keep_who_takes_them_when_and_their_rating() -> None:
    plan = read(
        [
            ["Ref", "Area", "Action", "Steps", "Lead", "Due", "RAG"],
            ["1", "Front door", "Improve triage", "Write it", "Ola Brett", "31/12/25", "Complete"],
            [None, None, None, "Train staff", "Ravi Olden", "31/01/26", "Delayed"],
        ],
        merges=["A2:A3", "B2:B3", "C2:C3"],
    )
    assert texts(plan) == ["Improve triage"]
    assert plan.actions[0].other.splitlines() == [
        "Steps: Write it",
        "Steps: Train staff (Lead: Ravi Olden; Due: 31/01/26; RAG: Delayed)",
    ]
    assert "merged-row-differs" not in codes(plan)


def test_the_export_of_a_planner_says_its_plan_and_who_completed_a_task_is_no_date() -> None:
    plan = read(
        [
            ["Plan name", "Improvement"],
            ["Plan ID", "a1"],
            [],
            ["Task ID", "Task Name", "Bucket Name", "Progress", "Assigned To", "Due date", "Completed By"],
            ["t1", "Audit cases", "Front door", "Completed", "Ola Brett;Ravi Olden", "30/09/25", "Ola Brett"],
        ]
    )
    assert plan.title == "Improvement"
    assert [(one.ref, one.area, one.due_text) for one in plan.actions] == [("t1", "Front door", "30/09/25")]
    assert plan.actions[0].status is Status.COMPLETE
    assert plan.actions[0].other == "Completed By: Ola Brett"


def test_the_export_of_a_board_keeps_sub_items_with_their_item() -> None:
    headings = ["Name", "Subitems", "Person", "Status", "Timeline - Start", "Timeline - End"]
    plan = read(
        [
            ["Front door"],
            headings,
            ["Write guidance", "Draft", "Ola Brett", "Done", "2025-05-01", "2025-12-31"],
            ["Subitems", "Name", "Owner", "Status", "Date"],
            [None, "Draft", "Ravi Olden", "Stuck", "2025-06-01"],
            ["Audit cases", None, "Ravi Olden", "Done", None, "2025-09-30"],
        ]
    )
    assert texts(plan) == ["Write guidance", "Audit cases"]
    assert [one.due_text for one in plan.actions] == ["2025-12-31", "2025-09-30"]
    assert "Subitems: Draft; Timeline - Start: 2025-06-01 (Person: Ravi Olden; Status: Stuck)" in (
        plan.actions[0].other
    )
    assert "row-heading" in codes(plan)


SECOND_KEYS = [
    ("Key to priority", ["H", "High"], {"E1", "E2", "F2"}),  # named
    ("BRAG rating key", ["Amber", "At risk"], set()),  # read
]


@pytest.mark.parametrize(("title", "line", "named"), SECOND_KEYS)
def test_a_second_titled_key_beside_the_first_is_read_or_named(
    title: str, line: list[str], named: set[str]
) -> None:
    second = [line, ["Red", "Delayed"] if not named else ["L", "Low"]]
    plan = read(
        [
            ["RAG key", None, None, None, title],
            ["Blue", "Complete", None, None, *second[0]],
            ["Green", "On track", None, None, *second[1]],
            [],
            HEADINGS,
            *ROWS,
        ]
    )
    labels = {row.label for row in plan.key}
    assert {"Complete", "On track"} <= labels
    assert ("At risk" in labels) is not bool(named)
    assert named <= {issue.cell for issue in plan.issues if issue.type.code == "text-not-loaded"}
    assert "key-label-unknown" not in codes(plan)


def test_a_second_titled_key_below_the_first_is_read_or_named() -> None:
    plan = read(
        [HEADINGS, *ROWS, [], ["RAG key"], ["G", "On track"], [], ["BRAG rating key"], ["A", "At risk"], [],
         ["Impact RAG key"], ["G", "Good impact"]]
    )  # fmt: skip
    assert [row.label for row in plan.key] == ["On track", "At risk"]
    assert {"Impact RAG key", "Good impact"} <= {issue.seen for issue in plan.issues}


def test_the_table_of_a_key_is_not_asked_about_as_a_plan() -> None:
    key = [["BRAG", "Delivery", "Impact"], ["B", "Complete", "Seen"], ["G", "On track", "Some"]]
    plan = understand(read_workbook("plan.xlsx", build_xlsx({"Plan": [HEADINGS, *ROWS], "Key": key})))
    assert {one.sheet for one in plan.questions} == {"Plan"}


def test_titles_above_tables_side_by_side_name_their_areas() -> None:
    headings = ["Ref", "Action", "Lead", "Due", "RAG"]
    row = ["1", "Write guidance", "Ola Brett", "31/12/25", "G"]
    other = ["2", "Audit cases", "Ravi Olden", "31/12/25", "A"]
    titled = ["Early help", None, None, None, None, None, "Social work"]
    plan = read([titled, [*headings, None, *headings], [*row, None, *other]])
    assert [(one.area, one.text) for one in plan.actions] == [
        ("Early help", "Write guidance"),
        ("Social work", "Audit cases"),
    ]
    plan = read([["Improvement plan"], [*headings, None, *headings], [*row, None, *other]], "Front door")
    assert {one.area for one in plan.actions} == {"Front door"}
