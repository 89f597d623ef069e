"""Columns judged as wholes: over time, two of a kind, priorities, dates, and what a person decides."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_model.plan.import_choices import (
    KEPT_BESIDE,
    LEFT_OUT,
    ChoiceKind,
    ImportChoice,
    ImportQuestion,
    earlier,
    month_of,
    months_before,
)
from data_model.plan.statuses import Status
from loaders.files.raw_workbook import Merge, RawCell, RawSheet, RawWorkbook
from loaders.plan.headings import normalise_heading
from loaders.plan.read_plan import UnderstoodPlan, understand


def sheet(rows: Sequence[Sequence[object]], name: str = "Plan") -> RawSheet:
    """Make a sheet of values; a cell that is a RawCell is taken as it is."""
    cells = {
        row: {
            column: value if isinstance(value, RawCell) else RawCell(value)  # type: ignore[arg-type]
            for column, value in enumerate(values, start=1)
            if value is not None
        }
        for row, values in enumerate(rows, start=1)
    }
    return RawSheet(name, {row: there for row, there in cells.items() if there})


def choose(heading: str, meaning: str, kind: ChoiceKind = ChoiceKind.COLUMN) -> ImportChoice:
    about = normalise_heading(heading)
    return ImportChoice(kind, about, heading, meaning, "Hester Dunmore", datetime(2026, 1, 5, tzinfo=UTC))


def read(rows: Sequence[Sequence[object]], *choices: ImportChoice) -> UnderstoodPlan:
    return understand(RawWorkbook("plan.xlsx", (sheet(rows),)), (), choices)


def question(plan: UnderstoodPlan, heading: str) -> ImportQuestion:
    return next(one for one in plan.questions if one.written == heading)


def codes(plan: UnderstoodPlan) -> list[str]:
    return [issue.type.code for issue in plan.issues]


HEADINGS = ["Ref", "Theme", "Action", "Lead", "Due date", "Progress", "RAG"]


def row(ref: str, text: str, *more: object) -> list[object]:
    return [ref, "Front door", text, "Priya Sample", "31/03/27", "Begun", "On track", *more]


def test_an_unknown_heading_is_asked_about_with_samples_and_is_not_loaded_until_then() -> None:
    plan = read([[*HEADINGS, "Moon phase"], row("1", "Recruit", "Waxing"), row("2", "Train", "Full")])
    asked = question(plan, "Moon phase")
    assert (asked.asks, asked.read_as, asked.samples, asked.cell) == (True, "", ("Waxing", "Full"), "H1")
    assert not asked.must_answer
    assert codes(plan) == ["column-not-loaded"]


def test_a_column_kept_beside_stands_under_its_heading() -> None:
    rows = [[*HEADINGS, "Moon phase"], row("1", "Recruit", "Waxing"), row("2", "Train")]
    plan = read(rows, choose("Moon phase", KEPT_BESIDE))
    assert [action.other for action in plan.actions] == ["Moon phase: Waxing", ""]
    assert "other" not in plan.actions[1].absent
    assert codes(plan) == []


def test_a_column_left_out_by_decision_is_named_once() -> None:
    rows = [[*HEADINGS, "Moon phase"], row("1", "Recruit", "Waxing")]
    plan = read(rows, choose("Moon phase", LEFT_OUT))
    assert plan.actions[0].other == ""
    assert codes(plan) == ["column-left-out"]


def test_a_choice_gives_an_unknown_heading_its_meaning_and_is_not_asked_again() -> None:
    rows = [[*HEADINGS[:-2], "Moon phase", "RAG"], row("1", "Recruit")]
    plan = read(rows, choose("Moon phase", "progress"))
    assert plan.actions[0].progress == "Begun"
    assert not any(one.asks for one in plan.questions)


def test_a_table_whose_action_no_heading_names_is_offered_and_its_headings_are_listed() -> None:
    rows = [
        ["Ref", "Promise to children", "Lead", "Due date"],
        ["1", "Recruit four social workers to the front door", "Priya Sample", "31/03/27"],
        ["2", "Write guidance for the triage of contacts", "Priya Sample", "31/03/27"],
    ]
    plan = read(rows)
    (asked,) = [one for one in plan.questions if one.must_answer]
    assert (asked.written, asked.options[0]) == ("Promise to children", "action")
    assert "“Promise to children”" in next(
        issue.seen for issue in plan.issues if issue.type.code == "no-action-table"
    )
    told = read(rows, choose("Promise to children", "action"))
    assert [action.ref for action in told.actions] == ["1", "2"]


def test_levels_under_priority_are_no_area_and_stay_beside() -> None:
    rows = [["Priority", *HEADINGS], ["High", *row("1", "Recruit")], ["Low", *row("2", "Train")]]
    plan = read(rows)
    assert [(action.area, action.other) for action in plan.actions] == [
        ("Front door", "Priority: High"),
        ("Front door", "Priority: Low"),
    ]


def test_per_cent_complete_is_kept_and_is_no_status() -> None:
    rows = [[*HEADINGS, "% complete"], row("1", "Recruit", RawCell(1.0, is_percent=True, shown="100%"))]
    plan = read(rows)
    assert (plan.actions[0].other, plan.actions[0].status) == ("% complete: 100%", Status.ON_TRACK)


def test_the_current_rating_counts_and_the_forecast_is_kept() -> None:
    rows = [
        ["Action", "Lead", "Due date", "Previous RAG", "Current RAG", "Forecast RAG"],
        ["Recruit", "Priya Sample", "31/03/27", "Delayed", "On track", "Complete"],
        ["Train", "Priya Sample", "31/03/27", "On track", "Delayed", "On track"],
    ]
    first, second = read(rows).actions
    assert (first.status, second.status) == (Status.ON_TRACK, Status.DELAYED)
    assert first.other == "Previous RAG: Delayed\nForecast RAG: Complete"


def test_a_rating_under_a_heading_of_two_rows_is_no_forecast_date() -> None:
    rows = [
        ["Action", "Lead", "Due date", "RAG", None],
        [None, None, None, "Current", "Forecast"],
        ["Recruit", "Priya Sample", "31/03/27", "On track", "Complete"],
    ]
    merged = sheet(rows)
    plan = understand(RawWorkbook("plan.xlsx", (merged,)))
    assert (plan.actions[0].status, plan.actions[0].revised_due_text) == (Status.ON_TRACK, "")


UPDATES = [
    ["Action", "Lead", "Due date", "RAG", "Update Jan 24", "Update Feb 24"],
    ["Recruit", "Priya Sample", "31/03/27", "On track", "Advert placed", "Two appointed"],
    ["Train", "Priya Sample", "31/03/27", "On track", "Dates booked", None],
]


def test_of_monthly_updates_the_newest_that_is_filled_is_the_progress() -> None:
    plan = read(UPDATES)
    assert [action.progress for action in plan.actions] == ["Two appointed", "Dates booked"]
    assert plan.actions[0].other == "Update Jan 24: Advert placed"
    assert question(plan, "Update Jan 24").options[0] == "earlier:2024-01"


def test_an_older_column_given_to_its_month_is_said_of_that_month() -> None:
    plan = read(UPDATES, choose("Update Jan 24", earlier(date(2024, 1, 1))))
    assert {key: one.said for key, one in plan.earlier.items()} == {
        (0, date(2024, 1, 1)): {"progress": "Advert placed"},
        (1, date(2024, 1, 1)): {"progress": "Dates booked"},
    }
    assert [(one.as_at, one.cell) for one in plan.earlier.values()] == [
        (date(2024, 1, 31), "E2"),
        (date(2024, 1, 31), "E3"),
    ]
    # It stays the newest that is known where the column of now is empty.
    assert [action.progress for action in plan.actions] == ["Two appointed", "Dates booked"]
    assert [action.other for action in plan.actions] == ["", ""]


def test_a_rating_and_the_words_of_one_month_are_one_statement() -> None:
    rows = [
        ["Action", "Lead", "Due date", "RAG Jan 24", "Progress Jan 24", "Impact Jan 24", "RAG Feb 24"],
        ["Recruit", "Priya Sample", "31/03/27", "Delayed", "Advert placed", "None yet", "On track"],
    ]
    month = earlier(date(2024, 1, 1))
    named = ("RAG Jan 24", "Progress Jan 24", "Impact Jan 24")
    plan = read(rows, *(choose(heading, month) for heading in named))
    ((place, said),) = plan.earlier.items()
    assert (place, dict(said.said)) == (
        (0, date(2024, 1, 1)),
        {
            "status": "delayed",
            "rag_label": "Delayed",
            "rag_as_seen": "Delayed",
            "progress": "Advert placed",
            "impact": "None yet",
        },
    )


def test_further_rows_of_an_action_go_on_with_its_earlier_statement() -> None:
    rows = [
        ["Ref", "Action", "Lead", "Due date", "RAG", "Update Jan 24", "Update Feb 24"],
        ["1", "Recruit", "Priya Sample", "31/03/27", "On track", "Advert placed", "Two appointed"],
        [None, "and keep them", None, None, None, "in the paper", None],
    ]
    plan = read(rows, choose("Update Jan 24", earlier(date(2024, 1, 1))))
    assert plan.earlier[0, date(2024, 1, 1)].said == {"progress": "Advert placed\nin the paper"}


def test_a_column_without_a_year_is_given_to_a_month_and_asked_about_with_every_file() -> None:
    rows = [
        [*one[:4], *heads]
        for one, heads in zip(
            UPDATES, (["Previous update", "Current update"], *[one[4:] for one in UPDATES[1:]]), strict=True
        )
    ]
    assert question(read(rows), "Previous update").undated_month == 0
    assert question(read(rows), "Current update").undated_month is None
    given = read(rows, choose("Previous update", earlier(date(2024, 1, 1))))
    asked = question(given, "Previous update")
    assert (asked.read_as, asked.asks) == ("earlier:2024-01", True)
    apart = [
        [*one[:4], *heads]
        for one, heads in zip(
            rows, (["Update Jan", "Update Feb"], *[one[4:] for one in rows[1:]]), strict=True
        )
    ]
    assert question(read(apart), "Update Jan").undated_month == 1


def test_an_undated_column_may_be_of_the_months_before_the_file() -> None:
    assert months_before(date(2024, 3, 15), 0)[:2] == ("earlier:2024-02", "earlier:2024-01")
    assert len(months_before(date(2024, 3, 15), 0)) == 12
    assert months_before(date(2024, 3, 15), 3) == ("earlier:2023-03", "earlier:2022-03", "earlier:2021-03")
    assert months_before(date(2024, 3, 15), 2)[0] == "earlier:2024-02"


def test_quarters_without_a_year_follow_one_another_over_the_turn_of_the_year() -> None:
    rows = [
        ["Action", "Lead", "Due date", "RAG Q3", "RAG Q4", "RAG Q1"],
        ["Recruit", "Priya Sample", "31/03/27", "Delayed", "Delayed", "On track"],
    ]
    assert read(rows).actions[0].status is Status.ON_TRACK


def test_a_month_is_read_from_its_meaning_and_from_nothing_else() -> None:
    assert month_of("earlier:2024-01") == date(2024, 1, 1)
    assert [month_of(one) for one in ("earlier:2024-13", "action", "2024-01")] == [None, None, None]


def test_months_without_a_year_follow_one_another_as_the_columns_do() -> None:
    rows = [
        ["Action", "Lead", "Due date", "RAG Nov", "RAG Dec", "RAG Jan"],
        ["Recruit", "Priya Sample", "31/03/27", "Delayed", "Delayed", "On track"],
    ]
    assert read(rows).actions[0].status is Status.ON_TRACK
    backwards = [[*one[:3], *reversed(one[3:])] for one in rows]
    assert read(backwards).actions[0].status is Status.ON_TRACK


def test_two_ratings_are_asked_about_and_the_other_is_kept() -> None:
    rows = [
        ["Action", "Lead", "Due date", "Delivery RAG", "Overall RAG"],
        ["Recruit", "Priya Sample", "31/03/27", "On track", "Delayed"],
    ]
    plan = read(rows)
    assert {one.written for one in plan.questions if one.asks} == {"Delivery RAG", "Overall RAG"}
    assert (plan.actions[0].status, plan.actions[0].other) == (Status.ON_TRACK, "Overall RAG: Delayed")
    other = read(rows, choose("Overall RAG", "rag"))
    assert other.actions[0].status is Status.DELAYED


def test_words_of_a_rating_make_a_column_one_whatever_its_heading_says() -> None:
    rows = [
        ["Action", "Lead", "Due date", "Where it stands"],
        ["Recruit", "Priya Sample", "31/03/27", "On track"],
        ["Train", "Priya Sample", "31/03/27", "Completed"],
    ]
    plan = read(rows)
    assert [action.status for action in plan.actions] == [Status.ON_TRACK, Status.COMPLETE]
    assert question(plan, "Where it stands").asks


@pytest.mark.parametrize(
    ("cells", "is_rating"),
    [
        (("a", "b"), False),  # may be grades or stages
        (("y", "y"), False),
        (("G", "G"), False),
        (("A", "B", "C", "A"), False),
        (("G", "A"), True),
        (("r", "g", "b"), True),
        (("Green", "Amber"), True),
        (("●", "▲"), True),
        (("On track", "Completed"), True),
    ],
)
def test_progress_is_a_rating_only_where_its_cells_plainly_are(
    cells: tuple[str, ...], is_rating: bool
) -> None:
    rows = [["Action", "Lead", "Due date", "Progress"]]
    plan = read(
        [*rows, *([f"Action {at}", "Priya Sample", "31/03/27", text] for at, text in enumerate(cells))]
    )
    read_as = "rag" if is_rating else "progress"
    assert question(plan, "Progress").read_as == read_as
    assert [action.progress for action in plan.actions] == [("" if is_rating else text) for text in cells]


def test_letters_under_progress_that_may_be_ratings_are_asked_about() -> None:
    rows = [["Action", "Lead", "Due date", "Progress"]]
    plan = read([*rows, *([f"Action {at}", "Priya Sample", "31/03/27", "G"] for at in range(2))])
    assert question(plan, "Progress").asks
    told = read(
        [*rows, *([f"Action {at}", "Priya Sample", "31/03/27", "G"] for at in range(2))],
        choose("Progress", "rag"),
    )
    assert question(told, "Progress").read_as == "rag"


def test_a_start_is_no_deadline_and_a_completion_beside_a_target_is_when_it_was_done() -> None:
    rows = [
        ["Action", "Lead", "Start date", "Target date", "Completion date", "RAG"],
        ["Recruit", "Priya Sample", "01/04/26", "31/03/27", "12/02/27", "Completed"],
    ]
    (action,) = read(rows).actions
    assert action.due.date == date(2027, 3, 31)
    assert action.other == "Start date: 01/04/26\nCompletion date: 12/02/27"


def test_a_date_beside_the_original_one_is_the_one_that_holds() -> None:
    rows = [
        ["Action", "Lead", "Original due date", "Due date", "RAG"],
        ["Recruit", "Priya Sample", "31/03/26", "30/09/26", "On track"],
    ]
    (action,) = read(rows).actions
    assert (action.due_text, action.revised_due_text) == ("31/03/26", "30/09/26")
    assert action.due.date == date(2026, 9, 30)


def test_an_agency_beside_an_officer_is_no_officer() -> None:
    rows = [
        ["Action", "Lead agency", "Lead officer", "Due date", "RAG"],
        ["Recruit", "Police", "Priya Sample", "31/03/27", "On track"],
    ]
    (action,) = read(rows).actions
    assert (action.responsible, action.other) == ("Priya Sample", "Lead agency: Police")


def test_a_hidden_column_never_beats_a_visible_one() -> None:
    rows = [
        ["Action", "Lead", "Due date", "Deadline", "RAG"],
        ["Recruit", "Priya Sample", "01/01/20", "31/03/27", "On track"],
    ]
    hidden = sheet(rows)
    plan = understand(
        RawWorkbook("plan.xlsx", (RawSheet("Plan", hidden.rows, hidden_columns=frozenset((3,))),))
    )
    assert plan.actions[0].due.date == date(2027, 3, 31)


def test_a_date_that_is_only_month_first_makes_the_others_of_its_column_doubtful() -> None:
    dates = ["03/31/2026", "03/04/2026", "05/05/2026"]
    plan = read([HEADINGS, *([*row(str(at), f"Action {at}")[:4], day] for at, day in enumerate(dates))])
    assert [action.due.date for action in plan.actions] == [date(2026, 3, 31), None, date(2026, 5, 5)]
    assert codes(plan).count("due-unclear") == 1


def test_real_dates_up_to_the_twelfth_beside_later_texts_are_one_note() -> None:
    dates: list[object] = [date(2026, 4, 3), date(2026, 6, 5), "25/03/2026"]
    plan = read([HEADINGS, *([*row(str(at), f"Action {at}")[:4], day] for at, day in enumerate(dates))])
    assert codes(plan).count("dates-swapped") == 1


def test_eleven_at_night_in_universal_time_is_the_next_day() -> None:
    plan = read([HEADINGS, [*row("1", "Recruit")[:4], "2026-03-30T23:00:00Z"]])
    assert plan.actions[0].due.date == date(2026, 3, 31)
    assert "due-doubt" in codes(plan)


def test_a_ref_that_became_a_date_is_named_and_not_used() -> None:
    plan = read([HEADINGS, [date(2026, 10, 1), *row("1", "Recruit")[1:]]])
    assert (plan.actions[0].ref, codes(plan)) == ("", ["ref-is-date"])


def test_a_ref_is_the_text_that_is_shown() -> None:
    shown = [RawCell(1.1, shown="1.10"), RawCell(7, shown="007")]
    plan = read([HEADINGS, *([ref, *row("", f"Action {at}")[1:]] for at, ref in enumerate(shown))])
    assert [action.ref for action in plan.actions] == ["1.10", "007"]


def test_an_address_stays_with_the_words_of_progress() -> None:
    cell = RawCell("Report", link="https://example.gov.uk/report")
    plan = read([HEADINGS, [*row("1", "Recruit")[:5], cell, "On track"]])
    assert plan.actions[0].progress == "Report (https://example.gov.uk/report)"


KNOWN = ("Ref", "Theme", "Action", "Lead", "Due date", "Progress", "RAG", "Impact")
UNKNOWN = ("Moon phase", "Ward", "Note A", "% complete", "Priority", "Update Jan 24", "Update Feb 24")
MEANINGS = st.sampled_from(["progress", "impact", KEPT_BESIDE, LEFT_OUT, "earlier:2024-01", "measure"])


@st.composite
def tables(draw: st.DrawFn) -> list[list[object]]:
    """Draw a table of actions with its columns in any order and some that nobody knows."""
    headings = draw(
        st.permutations([*KNOWN, *draw(st.lists(st.sampled_from(UNKNOWN), max_size=3, unique=True))])
    )
    rows: list[list[object]] = [list(headings)]
    for number in range(draw(st.integers(1, 4))):
        rows.append([f"{heading} {number}" if draw(st.booleans()) else None for heading in headings])
        rows[-1][headings.index("Action")] = f"Do thing {number}"
    return rows


def said(plan: UnderstoodPlan) -> str:
    """Put all that a plan loaded or named into one text."""
    parts = [str(getattr(action, name)) for action in plan.actions for name in action.__dataclass_fields__]
    parts += [text for one in plan.earlier.values() for text in one.said.values()]
    parts += [part for area in plan.areas for part in area]
    parts += [issue.seen for issue in plan.issues]
    return "\n".join(parts)


@settings(max_examples=150, deadline=None)
@given(tables(), st.data())
def test_whatever_is_chosen_every_text_is_loaded_or_its_column_is_named(
    rows: list[list[object]], data: st.DataObject
) -> None:
    heading = data.draw(st.sampled_from([str(one) for one in rows[0] if one not in ("Action",)]))
    choices = (choose(heading, data.draw(MEANINGS)),)
    plan = read(rows, *choices)
    told = said(plan)
    named = [issue.seen for issue in plan.issues if issue.type.code.startswith(("column-", "heading-"))]
    for values in rows[1:]:
        for at, text in enumerate(values):
            column_named = any(f"“{rows[0][at]}”" in seen or seen == rows[0][at] for seen in named)
            assert text is None or str(text) in told or column_named, (rows[0][at], text)


@settings(max_examples=100, deadline=None)
@given(tables(), st.data())
def test_a_choice_applied_twice_changes_nothing_and_touches_no_column_that_it_does_not_name(
    rows: list[list[object]], data: st.DataObject
) -> None:
    # "Priority" wants to be the area, as "Theme" does; a choice for the one frees the meaning for the other.
    unknown = [str(one) for one in rows[0] if one not in (*KNOWN, "Priority")]
    if not unknown:
        return
    choice = choose(data.draw(st.sampled_from(unknown)), data.draw(st.sampled_from([KEPT_BESIDE, LEFT_OUT])))
    before, once, twice = read(rows), read(rows, choice), read(rows, choice, choice)
    assert once == twice
    meant = {one.about: one.read_as for one in before.questions}
    over_time = {normalise_heading(one) for one in ("Update Jan 24", "Update Feb 24", "Progress")}
    for one in once.questions:
        if one.about != choice.about and not (choice.about in over_time and one.about in over_time):
            assert one.read_as == meant[one.about], one.about


@pytest.mark.parametrize("heading", ["DueDate", "DUE DATE", "Due_Date"])
def test_a_heading_of_a_list_on_the_web_is_known(heading: str) -> None:
    assert normalise_heading(heading) == "due date"


def test_the_export_of_a_planning_tool_is_known_by_its_columns() -> None:
    asana = [
        ["Task ID", "Created At", "Name", "Section/Column", "Assignee", "Due Date", "Notes"],
        ["120", "2026-01-01", "Recruit", "Front door", "Priya Sample", "2026-03-31", "Begun"],
    ]
    (action,) = read(asana).actions
    assert (action.text, action.area, action.progress) == ("Recruit", "Front door", "Begun")
    completed = [[*asana[0], "Completed At"], [*asana[1], "2026-03-04"], ["121", *asana[1][1:], None]]
    done, still_open = read(completed).actions
    assert (done.status, done.rag_as_seen) == (Status.COMPLETE, "Completed At 2026-03-04")
    assert "rag" not in done.absent
    assert "rag" in still_open.absent
    planner = [
        ["Task Name", "Bucket Name", "Progress", "Priority", "Assigned To", "Due date"],
        ["Recruit", "Front door", "Completed", "Urgent", "Priya Sample", "31/03/2026"],
    ]
    (action,) = read(planner).actions
    assert (action.status, action.other, action.progress) == (Status.COMPLETE, "Priority: Urgent", "")


def test_dates_under_one_wide_heading_are_told_apart() -> None:
    merges = (Merge(1, 3, 1, 5),)
    rows = [["#", "Action", "Dates"], [None, None, "Start", "Due", "Revised"]]
    rows.append([1, "Recruit", "01/02/2027", "31/03/2027", "30/06/2027"])
    raw = replace(sheet(rows), merges=merges)
    (action,) = understand(RawWorkbook("plan.xlsx", (raw,))).actions
    assert (action.ref, action.due_text, action.revised_due_text) == ("1", "31/03/2027", "30/06/2027")
    assert action.other == "Start date: 01/02/2027"


def test_who_takes_a_step_and_when_is_kept_with_the_steps() -> None:
    headings = ["Ref", "Action", "Key steps", "Step lead", "Step date", "Lead", "Due date"]
    (action,) = read(
        [headings, ["1", "Recruit", "Advertise", "Bo", "May", "Priya Sample", "31/03/27"]]
    ).actions
    assert action.other == "Key steps: Advertise\nStep lead: Bo\nStep date: May"


def test_what_was_before_is_kept_beside_what_is() -> None:
    heads = ["Previous ref", "Ref", "Action", "Old lead", "Lead", "Previous due date", "Due date", "RAG"]
    cells = ["7", "1.1", "Recruit", "Ola Brett", "Priya Sample", "31/03/25", "31/03/27", "On track"]
    plan = read([heads, cells])
    action = plan.actions[0]
    assert (action.ref, action.responsible, action.due_text) == ("1.1", "Priya Sample", "31/03/27")
    assert action.other == "Previous ref: 7\nOld lead: Ola Brett\nPrevious due date: 31/03/25"


def test_marks_under_months_are_a_timeline_and_no_progress() -> None:
    plan = read(
        [
            [*HEADINGS[:5], "RAG", "Apr-26", "May-26"],
            ["1", "Front door", "Recruit", "Priya Sample", "31/03/27", "On track", "x", "x"],
        ]
    )
    assert (plan.actions[0].progress, plan.actions[0].other) == ("", "Apr-26: x\nMay-26: x")
    assert question(plan, "May-26").asks


def test_a_blank_rating_is_not_filled_by_the_one_before_where_the_key_says_what_blank_means() -> None:
    heads = ["Ref", "Theme", "Action", "Lead", "Due date", "RAG last month", "RAG this month"]
    row = ["1", "Front door", "Recruit", "Priya Sample", "31/03/27", "On track", None]
    later = ["2", "Front door", "Train", "Priya Sample", "31/03/27", "On track", "Delayed"]
    key = [[], ["RAG key"], [RawCell(None, "00B050"), "On track"], ["No colour", "Not started"]]
    assert [one.status for one in read([heads, row, later, *key]).actions] == [
        Status.NOT_RATED,
        Status.DELAYED,
    ]
    plan = read([heads, row, later])
    assert [one.status for one in plan.actions] == [Status.ON_TRACK, Status.DELAYED]
    assert [issue.cell for issue in plan.issues if issue.type.code == "rag-before-stands"] == ["F2"]


def test_dates_of_a_planning_tool_have_one_order() -> None:
    heads = ["Task ID", "Task Name", "Bucket Name", "Progress", "Priority", "Assigned To", "Due date"]
    rows = [
        ["a1", "Recruit", "Front door", "Completed", "Medium", "Priya Sample", due]
        for due in ("04/17/2026", "09/08/2026")
    ]
    exported = read([heads, *rows])
    assert [one.due.date for one in exported.actions] == [date(2026, 4, 17), date(2026, 9, 8)]
    typed = read(
        [
            HEADINGS,
            row("1", "Recruit"),
            row("2", "Train")[:4] + ["04/17/2026"],
            row("3", "Audit")[:4] + ["09/08/2026"],
        ]
    )
    assert typed.actions[2].due.date is None


def test_a_wide_heading_spans_blank_cells_without_a_merge() -> None:
    heads = ["Ref", "Theme", "Action", "Lead", "Timescales", None, "RAG 2025/26", None, None, "Comments"]
    below = [None, None, None, None, "Start", "End", "Q1", "Q2", "Q3", None]
    cells = [
        "1",
        "Front door",
        "Recruit",
        "Priya Sample",
        "01/04/25",
        "31/03/27",
        "On track",
        "Delayed",
        None,
    ]
    plan = read([heads, below, [*cells, "Begun"], ["2", *cells[1:], "Begun"]])
    action = plan.actions[0]
    assert (action.due_text, action.status, action.progress) == ("31/03/27", Status.DELAYED, "Begun")
    assert action.other == "Start date: 01/04/25\nRAG 2025/26 Q1: On track"


def test_letters_of_colours_under_months_are_ratings_and_no_timeline() -> None:
    heads = [*HEADINGS[:5], "Apr-26", "May-26"]
    cells = ["Front door", "Recruit", "Priya Sample", "31/03/27"]
    plan = read([heads, ["1", *cells, "G", "R"], ["2", *cells, "G", "A"]])
    assert [one.rag_as_seen for one in plan.actions] == ["R", "A"]


def test_a_second_row_of_headings_stands_under_names_of_groups() -> None:
    groups = ["Action", None, None, "Ownership", None, "Dates", None, "Delivery", None, "Narrative"]
    heads = [
        "No.",
        "Objective",
        "Description",
        "Lead",
        "Support",
        "Original",
        "Revised",
        "Last BRAG",
        "BRAG",
        "Update",
    ]
    cells = [
        "1.1",
        "Seen sooner",
        "Recruit",
        "Priya Sample",
        "Ola Brett",
        "31/03/27",
        None,
        "Delayed",
        "On track",
    ]
    action = read(
        [["Priority 1: Front door"], groups, heads, [*cells, "Begun"], ["1.2", *cells[1:], "Begun"]]
    ).actions[0]
    assert (action.ref, action.outcome, action.text, action.responsible) == (
        "1.1",
        "Seen sooner",
        "Recruit",
        "Priya Sample",
    )
    assert (action.due_text, action.status, action.progress) == ("31/03/27", Status.ON_TRACK, "Begun")
    assert action.other == "Support: Ola Brett\nDelivery Last BRAG: Delayed"


def test_bars_of_one_colour_under_months_are_a_timeline_and_of_several_are_ratings() -> None:
    heads = [*HEADINGS[:5], "Progress", "Oct 26", "Nov 26"]
    cells = ["Front door", "Recruit", "Priya Sample", "31/03/27", "Begun"]
    blue, green, red = (RawCell(None, shade) for shade in ("4472C4", "00B050", "FF0000"))
    bars = read(
        [[*heads, "RAG"], ["1", *cells, blue, None, "On track"], ["2", *cells, blue, blue, "On track"]]
    )
    assert [(one.progress, one.status) for one in bars.actions] == [("Begun", Status.ON_TRACK)] * 2
    assert question(bars, "Nov 26").read_as == KEPT_BESIDE
    rated = read([heads, ["1", *cells, green, green], ["2", *cells, red, green]])
    assert [one.rag_as_seen for one in rated.actions] == ["green (#00B050)"] * 2
