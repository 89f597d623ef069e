"""Rows and sheets as wholes: what continues, what heads, what is an example, a total, struck or aside."""

from collections.abc import Sequence

import pytest

from data_model.plan.import_choices import LEAVE_OUT, LOAD, ChoiceKind
from data_model.plan.statuses import Status
from loaders.files.raw_workbook import Merge, RawCell, RawSheet, RawWorkbook
from loaders.plan.read_plan import UnderstoodPlan, understand
from tests.unit.loaders.plan.test_columns import choose, codes, question, read, sheet

HEADINGS = ["Ref", "Action", "Lead", "Due date", "Progress", "RAG"]
OWNER = "Priya Sample"


def row(ref: str | None, text: str | None, progress: str | None = "Begun") -> list[object]:
    return [ref, text, OWNER, "31/03/27", progress, "On track"]


def read_sheets(*sheets: RawSheet, choices: Sequence[object] = ()) -> UnderstoodPlan:
    return understand(RawWorkbook("plan.xlsx", sheets), (), choices)  # type: ignore[arg-type]


def test_rows_without_ref_owner_and_date_go_on_with_the_action_above() -> None:
    plan = read(
        [
            HEADINGS,
            row("1", "Agree the protocol", "Drafted"),
            [None, "and sign it", None, None, "Sent to partners", None],
            [None, None, None, None, "Signed", None],
            row("2", "Train staff"),
        ]
    )
    first, second = plan.actions
    assert (first.text, first.progress) == (
        "Agree the protocol and sign it",
        "Drafted\nSent to partners\nSigned",
    )
    assert second.text == "Train staff"
    assert [(issue.type.code, issue.cell) for issue in plan.issues if issue.type.code == "row-continues"] == [
        ("row-continues", "B3, E4")
    ]


def test_headings_with_sub_actions_are_no_actions_and_name_area_and_outcome() -> None:
    plan = read(
        [
            HEADINGS,
            ["1", "Governance", None, None, None, None],
            ["1.1", "The board drives improvement", None, None, None, None],
            row("1.1.1", "Induct all members"),
            row("(a)", "Draft the paper"),
            row("1.1.2", "Bring a case study"),
        ]
    )
    assert [(one.ref, one.area, one.outcome) for one in plan.actions] == [
        (ref, "Governance", "The board drives improvement") for ref in ("1.1.1", "(a)", "1.1.2")
    ]
    assert [one.other for one in plan.actions] == ["", "Part of: 1.1.1", ""]
    assert codes(plan).count("row-heading") == 2


def test_an_action_with_an_owner_stays_an_action_above_its_sub_actions() -> None:
    plan = read([HEADINGS, row("1", "Recruit"), row("1.1", "Advertise"), row("2", "Train")])
    assert [(one.ref, one.other) for one in plan.actions] == [("1", ""), ("1.1", "Part of: 1"), ("2", "")]


def test_rows_of_a_deeper_outline_belong_to_the_row_above() -> None:
    raw = sheet([HEADINGS[1:], *(row(None, text)[1:] for text in ("Recruit", "Advertise", "Train"))])
    plan = read_sheets(RawSheet("Plan", raw.rows, outline={3: 1}))
    assert [one.other for one in plan.actions] == ["", "Part of: Recruit", ""]


def test_milestones_stay_under_their_action_with_their_dates() -> None:
    plan = read(
        [
            ["Ref", "Action", "Key milestones", "Lead", "Due date", "RAG"],
            ["1", "Recruit", None, OWNER, "31/03/27", "On track"],
            [None, None, "Advert placed", None, "01/02/27", None],
        ]
    )
    (action,) = plan.actions
    assert action.other == "Key milestones: Advert placed (Due date: 01/02/27)"


def test_totals_and_worked_examples_are_named_and_are_no_actions() -> None:
    plan = read(
        [
            HEADINGS,
            row("Example", "Write what you will do"),
            row("1", "Recruit"),
            ["Total", "1", None, None, None, None],
        ]
    )
    assert [one.text for one in plan.actions] == ["Recruit"]
    assert [code for code in codes(plan) if code.startswith("row-")] == ["row-example", "row-total"]


def test_struck_words_are_named_and_a_row_struck_whole_is_not_loaded() -> None:
    struck = [RawCell(None, struck=text) for text in ("2", "Write a strategy", OWNER)]
    plan = read(
        [HEADINGS, [*row("1", "Recruit")[:4], RawCell("Begun", struck="Planned"), "On track"], struck]
    )
    assert [one.text for one in plan.actions] == ["Recruit"]
    told = {issue.type.code: (issue.cell, issue.seen) for issue in plan.issues}
    assert told["words-struck"] == ("E2", "Planned")
    assert told["row-struck"] == ("B3", f"2 | Write a strategy | {OWNER}")


def test_text_boxes_covered_cells_and_headers_are_named() -> None:
    raw = sheet([HEADINGS, row("1", "Recruit")])
    plan = read_sheets(
        RawSheet(
            "Plan", raw.rows, text_boxes=("All dates moved",), covered={"C9": "Hidden"}, margins=("Draft",)
        )
    )
    assert [
        (issue.type.code, issue.seen) for issue in plan.issues if issue.type.code != "area-from-sheet"
    ] == [
        ("covered-text", "Hidden"),
        ("text-box", "All dates moved"),
        ("text-not-loaded", "Draft"),
    ]


def test_a_key_in_a_text_box_rates() -> None:
    raw = sheet([HEADINGS, [*row("1", "Recruit")[:5], "R"]])
    plan = read_sheets(RawSheet("Plan", raw.rows, text_boxes=("G = on track, A = at risk, R = delayed",)))
    assert plan.actions[0].status is Status.DELAYED


def test_two_tables_side_by_side_are_two_tables() -> None:
    rows = [[*HEADINGS, None, *HEADINGS], [*row("1", "Recruit"), None, *row("2", "Train")]]
    assert [(one.ref, one.cell) for one in read(rows).actions] == [("1", "B2"), ("2", "I2")]


def test_guidance_examples_and_closed_sheets_are_left_out_until_a_person_says_otherwise() -> None:
    sheets = [
        sheet([HEADINGS, row("1", f"Action of {name}")], name)
        for name in ("Plan", "Closed actions", "Guidance")
    ]
    plan = read_sheets(*sheets)
    assert [one.text for one in plan.actions] == ["Action of Plan"]
    assert codes(plan).count("sheet-left-out") == 2
    assert (question(plan, "Closed actions").read_as, question(plan, "Closed actions").asks) == (
        LEAVE_OUT,
        True,
    )
    chosen = read_sheets(*sheets, choices=[choose("Closed actions", LOAD, ChoiceKind.SHEET)])
    assert [one.text for one in chosen.actions] == ["Action of Plan", "Action of Closed actions"]


def test_a_sheet_that_a_person_leaves_out_is_not_loaded() -> None:
    sheets = [sheet([HEADINGS, row("1", f"Action of {name}")], name) for name in ("Plan", "Annex")]
    plan = read_sheets(*sheets, choices=[choose("Annex", LEAVE_OUT, ChoiceKind.SHEET)])
    assert [one.text for one in plan.actions] == ["Action of Plan"]
    assert "sheet-left-out" in codes(plan)


def test_the_only_sheet_is_the_plan_whatever_its_name() -> None:
    plan = read_sheets(sheet([HEADINGS, row("1", "Recruit")], "Action list"))
    assert [one.text for one in plan.actions] == ["Recruit"]


def test_words_alone_where_refs_stand_head_the_rows_below_them() -> None:
    plan = read(
        [
            HEADINGS,
            ["Front door and thresholds"],
            ["Outcome: children are seen sooner"],
            row("1.1", "Agree the protocol"),
            ["Workforce"],
            row("2.1", "Recruit"),
            ["Note: dates may move"],
        ]
    )
    assert [(one.area, one.outcome) for one in plan.actions] == [
        ("Front door and thresholds", "children are seen sooner"),
        ("Workforce", ""),
    ]


@pytest.mark.parametrize("words", ["1.2", "AB12", "continued", "See below", "Dates may move.", "Total"])
def test_a_ref_or_a_note_alone_heads_nothing(words: str) -> None:
    plan = read([HEADINGS, row("1.1", "Agree the protocol"), [words], row("1.3", "Recruit")])
    assert {one.area for one in plan.actions} == {"Plan"}


def test_a_heading_of_a_deeper_outline_may_have_the_last_date_below_it() -> None:
    heads = ["Task Name", "Assigned To", "Finish", "Status"]
    rows = [
        heads,
        ["Front door", None, "31/07/27", None],
        ["Recruit", OWNER, "31/03/27", "On track"],
        ["Workforce", OWNER, "31/07/27", None],
        ["Train", OWNER, "31/03/27", "On track"],
    ]
    plan = read_sheets(RawSheet("Plan", sheet(rows).rows, outline={3: 1, 5: 1}))
    assert [(one.text, one.area) for one in plan.actions] == [
        ("Recruit", "Front door"),
        ("Workforce", "Front door"),  # somebody is responsible for it
        ("Train", "Front door"),
    ]


def test_sub_items_of_a_board_head_nothing_and_say_nothing_of_the_columns_above_them() -> None:
    heads = ["Name", "Subitems", "Owner", "Status", "Priority", "Due date"]
    rows = [
        ["Front door"],
        heads,
        ["Recruit", "Scope", OWNER, "Done", "High", "31/03/27"],
        ["Subitems", "Name", "Owner", "Status", "Date"],
        [None, "Scope", OWNER, "Done", "02/06/26"],
        [None, None, None, "1/2 Done", None, "31/03/27"],
        ["Train", None, OWNER, "Stuck", "Low", "31/03/27"],
        ["Workforce"],
        heads,
        ["Induct", None, OWNER, "Done", "High", "31/03/27"],
    ]
    plan = understand(RawWorkbook("plan.xlsx", (sheet(rows),)), (), [choose("Name", "action")])
    assert [(one.text, one.area) for one in plan.actions] == [
        ("Recruit", "Front door"),
        ("Train", "Front door"),
        ("Induct", "Workforce"),
    ]
    assert "Scope" in plan.actions[0].other
    assert "1/2" not in plan.actions[0].other
    assert "row-total" in codes(plan)
    assert "Priority: High" in plan.actions[0].other


def test_the_title_of_the_plan_above_its_areas_is_no_empty_area() -> None:
    raw = sheet([["Sampleshire improvement plan"], HEADINGS, ["1. Front door"], row("1.1", "Recruit")])
    merges = (Merge(1, 1, 1, 6), Merge(3, 1, 3, 6))
    plan = read_sheets(RawSheet("Plan", raw.rows, merges=merges))
    assert (plan.title, plan.actions[0].area) == ("Sampleshire improvement plan", "Front door")
    assert "area-empty" not in codes(plan)


def test_a_table_that_counts_actions_holds_none_above_below_or_on_a_sheet_of_its_own() -> None:
    counts = [
        ["Priority", "Actions", "Lead", "On track", "Delayed"],
        ["Front door", 5, OWNER, 4, 1],
        ["Total", 5, None, 4, 1],
    ]
    plan = read([*counts, [], HEADINGS, row("1.1", "Recruit"), [], *counts])
    assert [one.text for one in plan.actions] == ["Recruit"]
    assert sum(1 for issue in plan.issues if issue.seen == "Actions") == 2
    alone = read_sheets(RawSheet("Summary", sheet(counts).rows), sheet([HEADINGS, row("1.1", "Recruit")]))
    assert [one.text for one in alone.actions] == ["Recruit"]
    assert not any(one.asks for one in alone.questions)


def test_a_share_beside_a_title_is_named_and_the_title_heads_its_rows() -> None:
    plan = read([HEADINGS, ["Workforce", None, None, None, None, "40% complete"], row("1", "Recruit")])
    assert [one.area for one in plan.actions] == ["Workforce"]
    assert [issue.seen for issue in plan.issues if issue.type.code == "text-not-loaded"] == ["40% complete"]


@pytest.mark.parametrize(
    "block",
    [
        [
            ["Version control"],
            ["Version", "Date", "Author", "Changes"],
            ["1.0", "01/01/26", "OB", "First draft"],
        ],
        [["Version", "Date", "Author", "Changes"], ["1.0", "01/01/26", "OB", "First draft"]],
        [["Signed off by:", "Ola Brett", "Date:", "01/01/26"], ["Post:", "Director"]],
        [["Total actions", 2], ["Complete", 0], ["On track", 2]],
        [["Glossary"], ["MASH", "Multi-agency safeguarding hub"], ["EHC", "Education, health and care"]],
    ],
)
def test_a_block_below_a_gap_without_a_row_like_an_action_is_named_and_no_action(
    block: list[list[object]],
) -> None:
    plan = read([HEADINGS, row("1.1", "Recruit"), row("1.2", "Train"), [], *block])
    assert [one.text for one in plan.actions] == ["Recruit", "Train"]
    assert {one.area for one in plan.actions} == {"Plan"}
    told = [issue.seen for issue in plan.issues if issue.type.code == "text-not-loaded"]
    assert sorted(told) == sorted(str(cell) for cells in block for cell in cells)


@pytest.mark.parametrize(
    "late",
    [
        ["1.3", "Write a policy", None, None, None, None],
        [None, "Write a policy", OWNER, None, None, None],
        [None, "Audit", None, "31/03/27", None, None],
        [None, "Audit", None, None, None, "On track"],
    ],
)
def test_a_row_below_a_gap_that_is_like_an_action_is_one(late: list[object]) -> None:
    plan = read([HEADINGS, row("1.1", "Recruit"), [], late])
    assert [one.text for one in plan.actions] == ["Recruit", late[1]]


def test_a_row_of_guidance_below_the_headings_is_no_action() -> None:
    guidance = [
        "(no.)",
        "What exactly will you do?",
        "Name and post",
        "dd/mm/yyyy",
        "Newest first",
        "See key",
    ]
    plan = read([HEADINGS, guidance, row("1.1", "Recruit"), row("1.2", "Who answers for what, and when?")])
    assert [one.ref for one in plan.actions] == ["1.1", "1.2"]
    assert codes(plan).count("row-example") == 1


def test_a_line_between_two_tables_is_not_the_title_of_the_plan() -> None:
    closed = ["Actions closed since the last report"]
    plan = read([HEADINGS, row("1.1", "Recruit"), [], closed, HEADINGS, row("0.9", "Train")])
    assert plan.title == ""
    assert codes(plan).count("text-not-loaded") == 1
    assert "area-empty" not in codes(plan)


def test_titles_across_a_table_on_two_levels_are_area_and_outcome() -> None:
    dark, light = "1F3864", "D9E2F3"
    rows = [
        HEADINGS,
        [RawCell("FRONT DOOR", dark)],
        [RawCell("Children are seen when they need to be", light)],
        row("1.1", "Agree the protocol"),
        [RawCell("Families know what happens", light)],
        row("1.2", "Write to families"),
        [RawCell("WORKFORCE", dark)],
        [RawCell("Staff stay", light)],
        row("2.1", "Recruit"),
    ]
    merges = tuple(Merge(at, 1, at, 6) for at in (2, 3, 5, 7, 8))
    plan = read_sheets(RawSheet("Plan", sheet(rows).rows, merges=merges))
    assert [(one.area, one.outcome) for one in plan.actions] == [
        ("FRONT DOOR", "Children are seen when they need to be"),
        ("FRONT DOOR", "Families know what happens"),
        ("WORKFORCE", "Staff stay"),
    ]
    assert codes(plan).count("row-heading") == 3


def test_who_answers_for_an_area_between_its_title_and_the_headings_is_no_action() -> None:
    office = ["SRO", "Ola Brett", None, "Overall RAG", None, "Green"]
    plan = read(
        [["1. Front door"], office, HEADINGS, row("1.1", "Recruit"), ["2. Workforce"], office, HEADINGS]
        + [row("2.1", "Train")]
    )
    assert [(one.text, one.area) for one in plan.actions] == [
        ("Recruit", "Front door"),
        ("Train", "Workforce"),
    ]
