"""What is left of a view when areas are chosen, and the pack's file name."""

from dataclasses import replace
from datetime import UTC, datetime

from data_model.board.movement import in_area
from data_model.board.rows import FollowUpKind, Moment
from data_model.plan.statuses import Status
from exports.pack.pack_choices import (
    PackChoices,
    by_exception,
    chosen_view,
    in_exception_table,
    measures_of_area,
    moment_of,
    pack_name,
)
from tests.pack_views import (
    AS_AT,
    NOW,
    action,
    assessed,
    board_view,
    follow_up,
    meeting,
    moved,
    series,
    what_changed,
)


def test_without_a_choice_the_view_stays_as_it_is() -> None:
    view = board_view()
    assert chosen_view(view, PackChoices()) is view


def test_figures_are_counted_afresh_from_the_areas_chosen() -> None:
    base = board_view()
    of_two = replace(
        base,
        actions=(
            *base.actions,
            action(11, 2, Status.ON_TRACK, people=(), due_date=None),
            action(12, 2, Status.ON_TRACK, due_date=None, due_kind="review"),
        ),
    )
    figures = chosen_view(of_two, PackChoices(areas=(2,))).headlines
    assert (figures.actions, figures.overdue, figures.due_soon, figures.not_rated) == (5, 1, 0, 1)
    assert (figures.nobody_responsible, figures.no_due_date) == (1, 1)
    assert [(row.status, row.count) for row in figures.statuses] == [
        (Status.COMPLETE, 1),
        (Status.ON_TRACK, 1),
        (Status.AT_RISK, 1),
        (Status.DELAYED, 1),
        (Status.NOT_RATED, 1),
    ]


def test_everything_of_another_area_goes_and_what_no_area_can_be_told_of_stays() -> None:
    view = replace(
        board_view(),
        assessments=assessed(
            series(1, "Open contacts", [1], 1),
            series(2, "Caseload", [1], 1),
            series(3, "Audits", [1], 2),
        ),
        follow_ups=(
            follow_up(1, FollowUpKind.DECISION, "About nothing"),
            follow_up(2, FollowUpKind.DECISION, "About area 1", area_id=1),
            follow_up(3, FollowUpKind.DECISION, "About an action of area 2", area_id=1, action_id=7),
        ),
    )
    cut = chosen_view(view, PackChoices(areas=(2,)))
    assert {detail.row.area_id for detail in cut.actions} == {2}
    # Measure 1 is of area 1 and linked to action 6, which is of area 2.
    assert [one.measure.id for one in cut.series] == [1, 3]
    assert (cut.measure_links, [pair[0] for pair in cut.milestones]) == (((1, 6),), [1])
    assert [row.id for row in cut.follow_ups] == [1, 3]
    assert (cut.evidence, cut.challenges) == ((), ())
    assert [row.action_id for row in cut.checks] == [6]
    assert (cut.visits, cut.sources) == (view.visits, view.sources)
    assert cut.changed is not None
    assert [one.id for one in cut.changed.added] == [7]
    assert (cut.changed.worsened, cut.changed.flow) == ((), ())
    assert [row.id for row in cut.changed.measures] == [1]


def test_what_changed_in_an_area_has_its_actions_alone() -> None:
    both = what_changed(
        slipped=(moved(1, 1, Status.AT_RISK, Status.AT_RISK), moved(6, 2, None, Status.AT_RISK))
    )
    cut = in_area(both, 2)
    assert ([one.id for one in cut.slipped], cut.measures) == ([6], ())


def test_by_exception_are_delayed_at_risk_and_overdue_actions() -> None:
    late = action(1, 1, Status.ON_TRACK, days_overdue=1)
    rest = [action(number, 1, status) for number, status in enumerate(Status, 2)]
    assert [one.row.status for one in by_exception([late, *rest])] == [
        Status.ON_TRACK,
        Status.AT_RISK,
        Status.DELAYED,
    ]


def test_the_exception_table_has_delayed_actions_and_open_ones_with_a_reason() -> None:
    with_reason = [
        action(number, 1, status, reason_for_delay="A vacancy") for number, status in enumerate(Status)
    ]
    assert [one.row.status for one in in_exception_table(with_reason)] == [
        Status.ON_TRACK,
        Status.AT_RISK,
        Status.DELAYED,
        Status.NOT_STARTED,
        Status.NOT_RATED,
    ]
    mitigated = action(1, 1, Status.AT_RISK, mitigation=" Cover ")
    blank = action(2, 1, Status.AT_RISK, reason_for_delay=" ")
    assert in_exception_table([mitigated, blank]) == [mitigated]


def test_measures_belong_to_their_own_area_and_to_those_of_their_actions() -> None:
    assert (measures_of_area(board_view(), 1), measures_of_area(board_view(), 2)) == ({1, 2}, {1})


def test_the_file_is_named_by_plan_and_meeting_so_that_every_computer_can_store_it() -> None:
    assert pack_name(board_view()) == "Nottingshire improvement plan - board pack 2022-12-14"
    odd = replace(board_view(meeting=None), plan=replace(board_view().plan, name=' a/b:\x00"c" .'))
    assert pack_name(odd) == "a b c - board pack 2022-12-12"
    turned = replace(odd, plan=replace(odd.plan, name="a\u202eb\x85c\x7f"))
    assert pack_name(turned) == "a b c - board pack 2022-12-12"
    assert pack_name(replace(odd, plan=replace(odd.plan, name="..."))) == "Plan - board pack 2022-12-12"


def test_a_pack_is_dated_by_its_freezing_else_by_what_it_knew_else_by_its_day() -> None:
    frozen = datetime(2022, 12, 14, 8, tzinfo=UTC)
    assert moment_of(board_view(meeting=meeting(frozen_at=frozen))) == frozen
    assert moment_of(board_view(meeting=meeting(frozen_at=None))) == NOW
    assert moment_of(board_view(meeting=None, moment=Moment(AS_AT))) == datetime(2022, 12, 12, tzinfo=UTC)
