"""The words in a pack's tables: due dates, movement, checks, decisions, visits and measures."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from data_model.board.movement import change_sentence
from data_model.board.movement_text import movement_text
from data_model.board.rows import FollowUpEventRow, FollowUpKind, MovedAction
from data_model.measures.measure_assessment import assess
from data_model.measures.measure_vocabulary import ReadingState
from data_model.measures.rows import PerformanceSettings
from data_model.plan.statuses import Status
from exports.formats.cells import Rated, TableColumn
from exports.pack.pack_board_tables import checks_table, follow_ups_table, visits_table
from exports.pack.pack_choices import PackChoices, chosen_view
from exports.pack.pack_measure_tables import measures_table, milestones_of, needs_a_look, readings_table
from exports.pack.pack_movement import (
    counts_table,
    due_next_table,
    moved_table,
    turned_measures_table,
)
from exports.pack.pack_tables import (
    PackTable,
    areas_table,
    due_lines,
    evidence_table,
    profile_table,
    slipped_table,
)
from exports.pack.pack_xlsx import pack_tables
from tests.pack_views import (
    ENGLAND,
    NOW,
    PUBLISHED,
    action,
    board_view,
    follow_up,
    moved,
    series,
    what_changed,
)

TABLE = PackTable(
    "T",
    "T",
    "T",
    (TableColumn("A", "a", 1), TableColumn("B", "b", 2), TableColumn("C", "c", 3)),
    ((1, 2, 3), (4, 5, 6)),
)


def test_a_table_keeps_the_columns_asked_for_in_that_order() -> None:
    cut = TABLE.only("C", "A")
    assert ([column.heading for column in cut.columns], cut.rows) == (["C", "A"], ((3, 1), (6, 4)))
    assert [column.width for column in cut.widths(7, 8).columns] == [7, 8]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"due_date": date(2023, 1, 31)}, "31 Jan 2023"),
        ({"due_precision": "month", "due_text": "End Jan 23"}, "End Jan 23"),
        ({"due_kind": "review"}, "31 Jan 2023 (review)"),
        ({"due_date": None, "due_text": " TBC "}, "TBC"),
        ({"due_date": None, "due_text": ""}, "No date"),
        ({"due_precision": "month", "revised_due_text": "End Jan 23"}, "End Jan 23"),
        ({"due_date": None, "revised_due_text": "Ongoing"}, "Ongoing"),
        ({"original_due_date": date(2022, 12, 1)}, "31 Jan 2023\nFirst agreed: 1 Dec 2022"),
        ({"days_overdue": 1}, "31 Jan 2023\n1 day overdue"),
        ({"days_overdue": 1200}, "31 Jan 2023\n1,200 days overdue"),
    ],
)
def test_a_due_date_is_a_day_or_as_written(changes: dict[str, object], words: str) -> None:
    assert due_lines(action(1, 1, Status.ON_TRACK, **changes).row) == words


@pytest.mark.parametrize(
    ("moved_action", "words"),
    [
        (moved(1, 1, Status.COMPLETE, Status.AT_RISK), "Reopened: Completed to At risk of delay."),
        (moved(1, 1, Status.ON_TRACK, Status.COMPLETE), "Completed: In progress to Completed."),
        (moved(1, 1, Status.DELAYED, Status.ON_TRACK), "Improved: Late to In progress."),
        (moved(1, 1, Status.ON_TRACK, Status.DELAYED), "Worsened: In progress to Late."),
        (moved(1, 1, Status.NOT_RATED, Status.ON_TRACK), "Rated otherwise: Not rated to In progress."),
        (moved(1, 1, None, Status.ON_TRACK), "Added to the plan."),
        (moved(1, 1, Status.ON_TRACK, None), "Taken out of the plan."),
        (
            moved(1, 1, Status.AT_RISK, Status.AT_RISK, new_due=date(2022, 12, 1)),
            "Due 1 day later: 30 Nov 2022 to 1 Dec 2022.",
        ),
        (
            moved(1, 1, Status.AT_RISK, Status.AT_RISK, old_due=date(2022, 12, 2)),
            "Due 2 days earlier: 2 Dec 2022 to 30 Nov 2022.",
        ),
        (moved(1, 1, Status.AT_RISK, Status.AT_RISK, old_due=None), ""),
    ],
)
def test_the_words_say_which_way_an_action_moved(moved_action: MovedAction, words: str) -> None:
    assert movement_text(moved_action) == words


def test_an_action_that_moved_in_several_ways_has_one_row() -> None:
    rows = moved_table(what_changed()).only("No.", "What moved", "Rating now", "Days later", "Said by").rows
    said = "Ada Invented, 1 Dec 2022: A vacancy"
    assert rows == (
        (
            "1.03",
            "Worsened: In progress to Late.\nDue 23 days later: 7 Nov 2022 to 30 Nov 2022.",
            Rated("Late", Status.DELAYED),
            23,
            said,
        ),
        ("1.01", "Completed: In progress to Completed.", Rated("Completed", Status.COMPLETE), 0, said),
        ("2.07", "Added to the plan.", Rated("In progress", Status.ON_TRACK), 0, said),
    )


def test_the_counts_name_the_actions_of_each_list() -> None:
    said = change_sentence(what_changed())
    assert "1 action was completed, 1 action worsened, " in said
    rows = {row[0]: row[1:] for row in counts_table(what_changed()).rows}
    assert (rows["Completed"], rows["Improved"]) == ((1, "1.01"), (0, ""))
    assert (rows["Worsened"], rows["Reopened after completion"]) == ((1, "1.03"), (0, ""))
    assert rows["No news, and not complete or paused"] == (1, "2.09")


def test_what_is_due_says_until_when() -> None:
    assert due_next_table(what_changed()).meaning == "Deadlines until the next meeting on 12 Jan 2023."
    assert due_next_table(what_changed(next_meeting=None)).meaning == "Deadlines of the next 31 days."


def test_slippage_counts_days_from_the_first_date_and_those_since_the_last_meeting() -> None:
    undated = action(11, 2, Status.ON_TRACK, due_date=None)
    view = replace(board_view(), actions=(*board_view().actions, undated))
    assert [row for row in profile_table(view).rows if row[1]] == [
        ("As first agreed", 8),
        ("1 to 30 days later", 2),
        ("No date to compare", 1),
    ]
    rows = slipped_table(view).only("No.", "Days later", "Of them since the last meeting").rows
    assert rows == (("1.03", 23, 23), ("2.08", 23, 0))


def test_areas_have_a_column_for_each_status_there_is() -> None:
    table = areas_table(board_view())
    assert [column.heading for column in table.columns] == [
        "Area",
        "Actions",
        "Complete",
        "On track",
        "At risk",
        "Delayed",
        "Not rated",
        "Overdue",
        "Due within 30 days",
        "Next due",
    ]
    assert table.rows[0] == ("1 Area of tests 1", 5, 1, 1, 1, 1, 1, 1, 0, date(2023, 1, 31))


def test_a_check_says_who_accepted_it_until_when_and_why() -> None:
    rows = checks_table(board_view()).only("No.", "Check", "Responsible", "Accepted").rows
    check = "Complete or on track without dated evidence of impact"
    assert rows == (
        ("1.01", check, "Ada Invented", ""),
        ("2.06", check, "", "Ada Invented, until 1 Apr 2023: The audit is in March."),
    )


def test_a_decision_says_how_it_stands() -> None:
    closed = follow_up(1, FollowUpKind.REQUEST, "Figures", closed_at=NOW, outcome="Done", events=())
    moved_on = follow_up(
        2,
        FollowUpKind.CHALLENGE,
        "Why?",
        days_overdue=0,
        action_ref="1.02",
        events=(
            FollowUpEventRow("made", "Why?", None, NOW, "A"),
            FollowUpEventRow("moved", "After the audit", None, datetime(2022, 12, 20, tzinfo=UTC), "A"),
        ),
    )
    late = follow_up(3, FollowUpKind.REQUEST, "Figures", events=(), meeting="")
    rows = follow_ups_table([closed, moved_on, late], "T").only("About", "How it stands", "Made at").rows
    assert rows == (
        ("", "Closed 13 Dec 2022: Done", "Improvement Board, 14/11/2022"),
        ("Action 1.02", "Open\n20 Dec 2022: After the audit", "Improvement Board, 14/11/2022"),
        ("", "Open, 4 days overdue", "14 Nov 2022"),
    )


def test_a_visit_says_whether_it_is_published_and_when_the_plan_is_due() -> None:
    (visit,) = board_view().visits
    never = replace(visit, will_be_published=False)
    done = replace(visit, published_on=date(2023, 3, 1), plan_due=date(2023, 6, 9), plan_due_known=False)
    rows = visits_table(replace(board_view(), visits=(visit, never, done))).only("Published", "Plan due").rows
    assert rows == (
        ("Not yet", ""),
        ("Not published", ""),
        ("1 Mar 2023", "9 Jun 2023, as far as bank holidays are known"),
    )


def test_evidence_stands_under_the_area_of_its_action_the_newest_first() -> None:
    (first,) = board_view().evidence
    newer = replace(first, id=2, dated=date(2022, 12, 9), file_name="", link="https://example.test/a")
    elsewhere = replace(first, id=3, action_id=6)
    gone = replace(first, id=4, action_id=99)
    view = replace(board_view(), evidence=(first, newer, elsewhere, gone))
    rows = evidence_table(view, 1).only("No.", "Dated", "File or link").rows
    assert rows == (
        ("1.01", date(2022, 12, 9), "https://example.test/a"),
        ("1.01", date(2022, 12, 1), "audit.pdf"),
    )
    assert len(evidence_table(view).rows) == 3


def test_a_measure_says_its_newest_figure_and_that_a_later_one_is_missing() -> None:
    whole = series(1, "Open contacts", [20, 22, 14])
    gap = replace(whole.readings[2], state=ReadingState.SUPPRESSED, value=None)
    assessments = [
        assess(whole, PerformanceSettings()),
        assess(replace(whole, readings=(*whole.readings[:2], gap), targets=()), PerformanceSettings()),
        assess(replace(whole, readings=()), PerformanceSettings()),
    ]
    rows = measures_table(assessments).only("Newest figure", "Target").rows
    assert rows == (
        ("14\nJune 2021", "15, met"),
        ("22\nMay 2021\n(the figure for June 2021: suppressed)", "No target"),
        ("No figure so far", "No target"),
    )


def test_readings_have_a_row_a_period_with_limits_and_gaps() -> None:
    whole = series(1, "Open contacts", [20, 22] * 6)
    thinned = replace(whole, readings=(whole.readings[0], *whole.readings[2:]))
    rows = readings_table([assess(whole, PerformanceSettings())]).only("Period", "Figure", "Mean").rows
    assert (len(rows), rows[1]) == (12, ("May 2021", 22, 21))
    gap = (
        readings_table([assess(thinned, PerformanceSettings())]).only("Figure", "State", "Variation").rows[1]
    )
    assert gap == (None, "no reading", "")


def test_only_milestones_within_the_figures_periods_are_numbered() -> None:
    view = board_view()
    ((_, (milestone,)), _) = view.milestones
    early = replace(milestone, dated=date(2021, 3, 31))
    view = replace(view, milestones=((1, (early, milestone)),))
    assert milestones_of(view, assess(view.series[0], view.settings)) == (milestone,)
    assert milestones_of(view, assess(replace(view.series[0], readings=()), view.settings)) == ()


def test_what_others_have_stands_beside_its_measure_and_without_any_the_sheets_are_as_before() -> None:
    view = replace(board_view(), comparisons=(ENGLAND, replace(ENGLAND, measure_id=99)))
    (table,) = (one for one in pack_tables(view) if one.name == "What others have")
    assert table.rows == (
        ("Open contacts", "England", "2021/22", 18.5, "count", date(2022, 12, 12),
         "scorecard.xlsx, Front door H4"),
    )  # fmt: skip
    assert "What others have" not in {one.name for one in pack_tables(board_view())}


def test_what_is_published_has_a_sheet_only_where_there_is_any_and_goes_with_its_measure() -> None:
    view = replace(board_view(), published=(PUBLISHED, replace(PUBLISHED, measure_id=99)))
    (table,) = (one for one in pack_tables(view) if one.name == "Published figures")
    assert [row[:8] for row in table.rows] == [
        ("Open contacts", "Contacts", "the year to March 2022", "Nottingshire", 27.2, 22.6, 20.75,
         "144th of 153"),
    ]  # fmt: skip
    assert "Published figures" not in {one.name for one in pack_tables(board_view())}
    away = chosen_view(view, PackChoices(areas=(2,)))
    kept = {one.series.measure.id for one in away.assessments}
    assert {one.measure_id for one in away.published} == {1, 99} & kept


def test_a_measure_needs_a_look_when_it_worsens_or_misses_its_target() -> None:
    worse, fine = series(1, "A", [20, 22] * 8 + [60]), series(1, "A", [12, 14] * 8)
    assert needs_a_look(assess(worse, PerformanceSettings()))
    assert not needs_a_look(assess(fine, PerformanceSettings()))


def test_a_measure_that_turned_stands_in_the_pack_in_plain_words() -> None:
    table = turned_measures_table(what_changed())
    assert (table.title, len(table.columns)) == ("Measures that changed", 4)
    assert table.rows == (
        (
            "Open contacts",
            "",
            "Its figures were within what chance explains; now better than chance explains.",
            "Open contacts fell.",
        ),
    )
