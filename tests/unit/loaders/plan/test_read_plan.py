"""Whole workbooks in, stated actions and issues out: every layout that councils use."""

from datetime import date

import pytest

from data_model.plan.due_dates import DueKind
from data_model.plan.rows import KeyRow
from data_model.plan.statuses import Status
from data_model.shared.colour_text import NO_FILL
from loaders.files.read_file import read_workbook
from loaders.plan.ratings.rag import PRESETS
from loaders.plan.read_plan import UnderstoodPlan, understand
from tests.workbooks import GREEN, HEADINGS, RED, YELLOW, build_csv, build_ods, build_xlsx

OWNER = "Priya Sample Head of Service – Front Door"


def read(content: bytes, name: str = "plan.xlsx", decided: tuple[KeyRow, ...] = ()) -> UnderstoodPlan:
    return understand(read_workbook(name, content), decided)


def codes(plan: UnderstoodPlan) -> list[str]:
    return [issue.type.code for issue in plan.issues]


def found(plan: UnderstoodPlan, code: str) -> list[tuple[str, str]]:
    return [(issue.cell, issue.seen) for issue in plan.issues if issue.type.code == code]


def action(text: str, outcome: str | None = None, due: object = "31/03/27") -> list[object]:
    return [outcome, text, OWNER, due, "Begun", "Faster help", None]


@pytest.fixture
def two_areas() -> UnderstoodPlan:
    rows = [
        ["Sampleshire's improvement plan"],
        ["Submitted on 12th May 2026"],
        [],
        ["1. Timeliness of the front door"],
        list(HEADINGS),
        action("Recruit four social workers", "Children are seen sooner"),
        action("Write triage guidance", None, date(2027, 1, 29)),
        [],
        ["2) Management oversight"],
        [
            "Outcome",
            "What we will do",
            "Lead officer",
            "By when",
            "Progress",
            "Impact (anticipated)",
            "R/A/G",
        ],
        action("Hold monthly supervision", "Managers know their cases"),
        [],
        ["RAG Key:"],
        ["Completed"],
        ["In progress & on schedule"],
        ["Delayed/Not on schedule"],
        ["Planning: not yet commenced"],
        [],
        ["For any red actions use the table below:"],
        [
            "Outstanding action",
            "Reason for delay",
            "Mitigating actions in progress",
            "Responsible officer",
            "Revised due date",
        ],
        ["Write triage guidance", "Author off sick", "Deputy drafts it", "Priya Sample", "28/02/27"],
        [
            "Copy any RAG items here",
            "Brief summary of cause for delay",
            "Brief summary of mitigations",
            "Name",
            "Date",
        ],
    ]
    return read(
        build_xlsx(
            {"Plan": rows},
            merges=("A1:G1", "A2:G2", "A4:G4", "A6:A7", "A9:G9"),
            fills={"G6": GREEN, "G7": RED, "B14": GREEN, "B15": YELLOW, "B16": RED},
        )
    )


def test_areas_stand_as_titles_above_tables_with_headings_of_their_own(two_areas: UnderstoodPlan) -> None:
    assert two_areas.title == "Sampleshire's improvement plan"
    assert two_areas.areas == [("1", "Timeliness of the front door"), ("2", "Management oversight")]
    assert [(row.area_number, row.text, row.cell) for row in two_areas.actions] == [
        ("1", "Recruit four social workers", "B6"),
        ("1", "Write triage guidance", "B7"),
        ("2", "Hold monthly supervision", "B11"),
    ]


def test_a_merged_outcome_serves_every_action_beside_it(two_areas: UnderstoodPlan) -> None:
    assert [row.outcome for row in two_areas.actions] == [
        "Children are seen sooner",
        "Children are seen sooner",
        "Managers know their cases",
    ]
    assert two_areas.outcomes == 2


def test_ratings_come_from_the_workbooks_own_key(two_areas: UnderstoodPlan) -> None:
    assert [(row.status, row.rag_label) for row in two_areas.actions] == [
        (Status.COMPLETE, "Completed"),
        (Status.DELAYED, "Delayed/Not on schedule"),
        (Status.NOT_RATED, ""),
    ]
    assert two_areas.unexplained == {NO_FILL: 1}
    assert found(two_areas, "rag-no-colour") == [
        (
            "G11",
            "1 action without colour or word; the key gives “Planning: not yet commenced” no colour, "
            "so they may be that",
        )
    ]


def test_a_filled_in_exception_row_becomes_the_red_actions_reason_and_date(two_areas: UnderstoodPlan) -> None:
    red = two_areas.actions[1]
    assert (red.reason_for_delay, red.mitigation, red.exception_responsible) == (
        "Author off sick",
        "Deputy drafts it",
        "Priya Sample",
    )
    assert (red.due_text, red.revised_due_text, red.due_date) == ("29/01/2027", "28/02/27", date(2027, 2, 28))


def test_the_exception_templates_own_instructions_are_not_data(two_areas: UnderstoodPlan) -> None:
    assert [cell for cell, _ in found(two_areas, "exception-template")] == ["A22"]
    assert "exception-unmatched" not in codes(two_areas)


def test_a_decision_about_no_colour_rates_all_of_them_at_once() -> None:
    rows = [["1. Front door"], list(HEADINGS), action("One", "Outcome"), action("Two", "Outcome")]
    decided = (KeyRow(NO_FILL, "Planning", Status.NOT_STARTED, "Priya Sample"),)
    plan = read(build_xlsx({"Plan": rows}), decided=decided)
    assert [(row.status, row.rag_label) for row in plan.actions] == [(Status.NOT_STARTED, "Planning")] * 2
    assert plan.unexplained == {}


def test_one_sheet_for_each_area_takes_the_area_from_the_sheets_name() -> None:
    rows = [["Improvement plan"], list(HEADINGS), action("One", "Outcome")]
    plan = read(build_xlsx({"1 Front door": rows, "2 Oversight": rows, "Notes": [["Call Priya"]]}))
    assert plan.areas == [("1", "Front door"), ("2", "Oversight")]
    assert plan.sheets == ("1 Front door", "2 Oversight")
    assert found(plan, "sheet-skipped") == [("", "Notes")]


def test_a_flat_table_takes_the_area_from_its_column_and_a_blank_is_a_blank() -> None:
    rows = [
        ["Ref", "Area for improvement", "Outcome", "Action", "Owner", "Deadline", "RAG"],
        ["1.1", "1 Front door", "Seen sooner", "Recruit", "Priya Sample", "31/03/27", "Green"],
        ["1.2", None, "Seen sooner", "Train", "Priya Sample", "31/03/27", "Amber"],
    ]
    plan = read(build_xlsx({"Plan": rows}))
    assert [(row.ref, row.area_number, row.area) for row in plan.actions] == [
        ("1.1", "1", "Front door"),
        ("1.2", "", "No area given"),
    ]
    assert [cell for cell, _ in found(plan, "area-missing")] == ["B3"]
    assert plan.actions[0].absent >= {"progress", "impact"}


def test_words_without_a_key_are_not_rated_until_a_preset_is_chosen() -> None:
    rows = [["1. Front door"], ["Action", "Who", "RAG"], ["One", OWNER, "Green"], ["Two", OWNER, "A"]]
    plan = read(build_xlsx({"Plan": rows}))
    assert [(row.status, row.rag_label) for row in plan.actions] == [
        (Status.NOT_RATED, "Green"),
        (Status.NOT_RATED, "A"),
    ]
    brag = next(rows for name, rows in PRESETS.items() if name.startswith("BRAG"))
    rated = read(build_xlsx({"Plan": rows}), decided=brag)
    assert [(row.status, row.rag_label) for row in rated.actions] == [
        (Status.ON_TRACK, "On track"),
        (Status.AT_RISK, "At risk"),
    ]


def test_a_word_that_says_its_meaning_needs_no_key() -> None:
    rows = [
        ["1. Front door"],
        ["Action", "Who", "Status"],
        ["One", OWNER, "Complete"],
        ["Two", OWNER, "Off track"],
    ]
    plan = read(build_xlsx({"Plan": rows}))
    assert [row.status for row in plan.actions] == [Status.COMPLETE, Status.DELAYED]


def test_a_colour_that_contradicts_its_word_is_reported_and_the_word_is_kept() -> None:
    rows = [
        ["1. Front door"],
        ["Action", "Who", "RAG"],
        ["One", OWNER, "Delayed"],
        [],
        ["RAG key"],
        ["Completed"],
        ["Delayed"],
    ]
    plan = read(build_xlsx({"Plan": rows}, fills={"C3": GREEN, "A6": GREEN, "A7": RED}))
    assert plan.actions[0].status is Status.DELAYED
    assert found(plan, "rag-contradicts") == [("C3", "“Delayed” on green (#00B050), which is “Completed”")]


def test_a_colour_the_key_does_not_explain_is_not_rated_and_says_so() -> None:
    rows = [["1. Front door"], ["Action", "Who", "RAG"], ["One", OWNER, None], [], ["RAG key"], ["Completed"]]
    plan = read(build_xlsx({"Plan": rows}, fills={"C3": "7030A0", "A6": GREEN}))
    assert plan.actions[0].status is Status.NOT_RATED
    assert plan.actions[0].rag_as_seen == "purple (#7030A0)"
    assert found(plan, "rag-colour-unknown") == [("C3", "1 action rated purple (#7030A0)")]


def test_a_heading_over_two_rows_is_read_as_one() -> None:
    rows = [
        ["1. Front door"],
        ["Action", "Lead", "Timescale", None, "RAG"],
        [None, None, "Due date", "Revised due date", None],
        ["Recruit", OWNER, "31/03/27", "30/06/27", "Complete"],
    ]
    plan = read(build_xlsx({"Plan": rows}, merges=("C2:D2", "A2:A3", "B2:B3", "E2:E3")))
    only = plan.actions[0]
    assert (only.due_text, only.revised_due_text, only.due_date) == (
        "31/03/27",
        "30/06/27",
        date(2027, 6, 30),
    )


def test_an_area_row_inside_a_table_begins_a_new_area() -> None:
    rows = [
        ["Action", "Lead", "Due date", "RAG"],
        ["1. Front door"],
        ["Recruit", OWNER, "31/03/27", None],
        ["2. Oversight"],
        ["Supervise", OWNER, "31/03/27", None],
    ]
    plan = read(build_xlsx({"Plan": rows}, merges=("A2:D2", "A4:D4")))
    assert [(row.area_number, row.text) for row in plan.actions] == [("1", "Recruit"), ("2", "Supervise")]


def test_headings_repeated_after_a_page_break_keep_the_area() -> None:
    rows = [["1. Front door"], list(HEADINGS), action("One", "O"), list(HEADINGS), action("Two", "O")]
    plan = read(build_xlsx({"Plan": rows}))
    assert [(row.area_number, row.text) for row in plan.actions] == [("1", "One"), ("1", "Two")]


def test_nothing_that_stands_in_the_sheet_is_dropped_in_silence() -> None:
    rows = [
        ["1. Front door"],
        ["Action", "Lead", "Due date", "RAG", "Budget code"],
        ["Recruit", OWNER, "31/03/27", None, "B-17"],
        [None, "Someone else", None, None, None],
        [],
        ["Signed off by the board"],
    ]
    plan = read(build_xlsx({"Plan": rows}, comments={"A3": "Ask Priya"}))
    assert found(plan, "column-not-loaded") == [("E3", "“Budget code”, 1 cell")]
    assert found(plan, "row-without-action") == [("B4", "Someone else")]
    assert found(plan, "text-not-loaded") == [("A6", "Signed off by the board")]
    assert found(plan, "comment-not-loaded") == [("A3", "Ask Priya")]


def test_a_second_column_of_progress_is_loaded_under_its_heading() -> None:
    rows = [
        ["1. Front door"],
        ["Action", "Lead", "Progress", "Comments", "RAG"],
        ["Recruit", OWNER, "Two in post", "Board asked why", None],
    ]
    plan = read(build_xlsx({"Plan": rows}))
    assert plan.actions[0].progress == "Two in post\nComments: Board asked why"
    assert found(plan, "heading-joined") == [("D2", "Comments")]


def test_a_heading_by_close_spelling_is_used_and_reported() -> None:
    rows = [["1. Front door"], ["Action", "Responisble", "Due date"], ["Recruit", OWNER, "31/03/27"]]
    plan = read(build_xlsx({"Plan": rows}))
    assert [(p.name, p.post) for p in plan.actions[0].people] == [
        ("Priya Sample", "Head of Service – Front Door")
    ]
    assert found(plan, "heading-close") == [("B2", "“Responisble” as responsible")]


def test_an_action_merged_over_rows_keeps_every_line_of_progress() -> None:
    rows = [
        ["1. Front door"],
        ["Action", "Lead", "Due date", "Progress", "RAG"],
        ["Recruit", OWNER, "31/03/27", "May: advertised", None],
        [None, None, "30/06/27", "June: two appointed", None],
    ]
    plan = read(build_xlsx({"Plan": rows}, merges=("A3:A4", "B3:B4")))
    assert len(plan.actions) == 1
    assert plan.actions[0].progress == "May: advertised\nJune: two appointed"
    assert found(plan, "merged-row-differs") == [("C4", "30/06/27")]


def test_hidden_sheets_are_named_and_hidden_rows_are_loaded_and_named() -> None:
    rows = [["1. Front door"], list(HEADINGS), action("One", "O"), action("Two", "O")]
    content = build_xlsx({"Plan": rows, "Old": rows}, hidden=("Old",), hidden_rows={"Plan": (4,)})
    plan = read(content)
    assert len(plan.actions) == 2
    assert found(plan, "sheet-hidden") == [("Old", "Old")] or found(plan, "sheet-hidden") == [("", "Old")]
    assert found(plan, "rows-hidden") == [("4:4", "1 rows")]


def test_dates_as_written_stay_beside_what_was_understood() -> None:
    dates = ["Review 30/09/27", "Start Oct 26 and review every 6 weeks", "Ongoing", "when funds allow", None]
    rows = [
        ["1. Front door"],
        list(HEADINGS),
        *(action(f"Action {n}", "O", due) for n, due in enumerate(dates)),
    ]
    plan = read(build_xlsx({"Plan": rows}))
    assert [(row.due_text, row.due.kind, row.due_date) for row in plan.actions] == [
        ("Review 30/09/27", DueKind.REVIEW, date(2027, 9, 30)),
        ("Start Oct 26 and review every 6 weeks", DueKind.RECURRING, date(2026, 10, 1)),
        ("Ongoing", DueKind.NONE, None),
        ("when funds allow", DueKind.UNCLEAR, None),
        ("", DueKind.NONE, None),
    ]
    assert [cell for cell, _ in found(plan, "due-unclear")] == ["D6"]


def test_a_year_that_is_out_of_line_is_flagged_at_its_own_cell_and_kept() -> None:
    dates = ["31/01/27", "28/02/27", "28/02/28", "31/03/27"]
    rows = [
        ["1. Front door"],
        list(HEADINGS),
        *(action(f"Action {n}", "O", due) for n, due in enumerate(dates)),
    ]
    plan = read(build_xlsx({"Plan": rows}))
    assert found(plan, "due-a-year-off") == [
        ("D5", "“28/02/28”, while its neighbours fall around February 2027")
    ]
    assert plan.actions[2].due_date == date(2028, 2, 28)


def test_the_same_plan_reads_the_same_from_ods_and_csv() -> None:
    rows = [
        ["Area", "Outcome", "Action", "Owner", "Deadline", "Progress", "RAG"],
        ["1. Front door", "Sooner", "Recruit", OWNER, "31/03/27", "Begun", "Complete"],
        ["1. Front door", "Sooner", "Train", OWNER, "30/06/27", "=SUM(1)", "Delayed"],
    ]
    from_csv = read(build_csv(rows), "plan.csv")
    from_ods = read(build_ods({"plan": rows}), "plan.ods")
    assert [row.text for row in from_csv.actions] == ["Recruit", "Train"]
    assert from_csv.actions[1].progress == "=SUM(1)"
    assert from_ods.actions == from_csv.actions


def test_a_workbook_without_an_action_table_says_so() -> None:
    plan = read(build_xlsx({"Budget": [["Item", "Cost"], ["Chairs", 4]]}))
    assert "no-action-table" in codes(plan)
    assert plan.actions == []


def test_headings_without_any_action_say_so() -> None:
    assert "nothing-to-load" in codes(read(build_xlsx({"Plan": [["1. Front door"], list(HEADINGS)]})))


def test_cells_with_errors_and_formulas_never_calculated_are_named() -> None:
    rows = [["1. Front door"], list(HEADINGS), ["O", "One", OWNER, "=A1", "Begun", None, None]]
    plan = read(build_xlsx({"Plan": rows}))
    assert found(plan, "formula-no-value") == [("D3", "Due Date")]


def test_a_key_beside_the_table_takes_nothing_from_its_rows() -> None:
    rows = [
        ["Sampleshire's plan"],
        ["1. Front door"],
        list(HEADINGS),
        [*action("One", "Sooner"), None, "RAG key"],
        [*action("Two", "Sooner"), None, "Completed"],
        [*action("Three", "Sooner"), None, "Delayed"],
        action("Four", "Sooner"),
    ]
    plan = read(build_xlsx({"Plan": rows}, fills={"I5": GREEN, "I6": RED, "G4": RED}))
    assert [row.text for row in plan.actions] == ["One", "Two", "Three", "Four"]
    assert [(row.seen, row.label) for row in plan.key] == [
        ("fill:00B050", "Completed"),
        ("fill:FF0000", "Delayed"),
    ]
    assert plan.actions[0].status is Status.DELAYED
    assert "column-not-loaded" not in codes(plan)


def test_a_key_beside_the_title_leaves_the_title() -> None:
    rows = [
        ["Sampleshire's plan", *[None] * 7, "RAG key"],
        [*[None] * 8, "Completed"],
        ["1. Front door"],
        list(HEADINGS),
        action("One", "Sooner"),
    ]
    plan = read(build_xlsx({"Plan": rows}, fills={"I2": GREEN}))
    assert plan.title == "Sampleshire's plan"
    assert [row.label for row in plan.key] == ["Completed"]
    assert "key-label-unknown" not in codes(plan)


def test_a_cell_that_says_key_is_a_cell_like_others() -> None:
    rows = [[*HEADINGS, "Type"], [*action("One", "Sooner"), "Key"], [*action("Two", "Sooner"), "Other"]]
    plan = read(build_xlsx({"Plan": rows}))
    assert [row.text for row in plan.actions] == ["One", "Two"]
    assert found(plan, "column-not-loaded") == [("H2:H3", "“Type”, 2 cells")]


def test_an_area_row_may_have_its_number_in_a_cell_of_its_own() -> None:
    rows = [
        ["No.", *HEADINGS],
        ["1", "Front door"],
        ["1.1", *action("One", "Sooner")],
        ["2", "Oversight"],
        ["2.1", *action("Two", "Sooner")],
    ]
    plan = read(build_xlsx({"Plan": rows}, merges=("B2:H2", "B4:H4")))
    assert [(row.area_number, row.area, row.text) for row in plan.actions] == [
        ("1", "Front door", "One"),
        ("2", "Oversight", "Two"),
    ]
    assert "area-from-sheet" not in codes(plan)


def test_the_further_rows_of_a_merged_action_lose_nothing_in_silence() -> None:
    rows = [
        ["Ref", "Action", "Lead", "Due date", "Progress", "Update", "RAG"],
        ["1.1", "Recruit", OWNER, "31/03/27", "May: begun", "Board asked", None],
        ["1.2", None, None, None, None, "Board content", None],
        ["1.3", None, OWNER, "31/03/27", "Nobody's progress", None, None],
        ["1.4", None, None, None, "Nobody's either", None, None],
    ]
    plan = read(build_xlsx({"Plan": rows}, merges=("B2:B3", "B4:B5"), fills={"G3": RED}))
    assert [row.progress for row in plan.actions] == ["May: begun\nUpdate: Board asked\nBoard content"]
    assert found(plan, "merged-row-differs") == [("A3", "1.2"), ("G3", "red (#FF0000)")]
    assert [cell for cell, _ in found(plan, "row-without-action")] == ["A4", "A5"]


def test_an_exception_row_takes_nothing_away_and_no_original_date_for_a_revised_one() -> None:
    rows = [
        [*HEADINGS, "Reason for delay", "Revised due date"],
        [*action("One", "Sooner"), "Staff left", "30/06/27"],
        [*action("Two", "Sooner"), None, None],
        [],
        ["Action", "Reason for delay", "Mitigation", "Responsible officer", "Due date", "Revised due date"],
        ["One", None, "Hire", "Priya Sample", "31/03/27", None],
        ["Two", "First reason", None, None, None, "31/07/27"],
        ["Two", "Second reason", None, None, None, "31/08/27"],
    ]
    plan = read(build_xlsx({"Plan": rows}))
    one, two = plan.actions
    assert (one.reason_for_delay, one.mitigation, one.revised_due_text) == ("Staff left", "Hire", "30/06/27")
    assert one.due_date == date(2027, 6, 30)
    assert (two.reason_for_delay, two.due_date) == ("First reason", date(2027, 7, 31))
    assert found(plan, "exception-twice") == [("A8", "Two | Second reason | 31/08/27")]


def test_an_exception_rows_ref_says_which_of_two_like_actions_is_meant() -> None:
    rows = [
        ["Ref", *HEADINGS],
        ["1.1", *action("Train", "Sooner")],
        ["2.1", *action("Train", "Known")],
        [],
        ["Ref", "Action", "Reason for delay", "Mitigation"],
        ["2.1", "Train", "No rooms", "Train at home"],
    ]
    plan = read(build_xlsx({"Plan": rows}))
    assert [row.reason_for_delay for row in plan.actions] == ["", "No rooms"]


def test_the_edition_and_its_day_are_no_area() -> None:
    rows = [
        ["Sampleshire's plan"],
        ["Version 3"],
        ["12 December 2026"],
        list(HEADINGS),
        action("One", "Sooner"),
    ]
    plan = read(build_xlsx({"Plan": rows}, merges=("A1:G1", "A2:G2", "A3:G3")))
    assert [(row.area_number, row.area) for row in plan.actions] == [("", "Sampleshire's plan")]
    assert plan.named_day == date(2026, 12, 12)


def test_the_next_number_alone_in_a_row_begins_an_area_without_a_gap_or_a_merge() -> None:
    rows = [
        ["1. Front door"],
        list(HEADINGS),
        action("One", "Sooner"),
        ["2. Oversight"],
        action("Two", "Known"),
    ]
    plan = read(build_csv(rows), "plan.csv")
    assert [(row.area_number, row.area) for row in plan.actions] == [("1", "Front door"), ("2", "Oversight")]


@pytest.mark.parametrize("name", ["Sheet1", "Sheet 1 - Table 1", "Table 1"])
def test_a_name_that_a_program_gave_names_no_area(name: str) -> None:
    plan = read(build_xlsx({name: [list(HEADINGS), action("Recruit four social workers", "Seen sooner")]}))
    assert {(action.area_number, action.area) for action in plan.actions} == {("", "No area given")}
    assert [code for code in codes(plan) if code.startswith("area-")] == ["area-missing"]
