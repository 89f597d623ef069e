"""Measures: what they mean and aim at, what they are linked to, and every past view."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from data_model.access.changes.demonstration import remove_demo
from data_model.measures.changes.measure_targets import link_actions, set_target
from data_model.measures.changes.measures import (
    NoSuchMeasure,
    change_definition,
    edit_measure,
    restore_measure,
    retire_measure,
    start_catalogue,
)
from data_model.measures.changes.milestones import (
    add_milestone,
    rebaseline,
    withdraw_milestone,
    withdraw_rebaseline,
)
from data_model.measures.changes.performance_imports import NamedMeasure, StatedTarget
from data_model.measures.changes.performance_settings import save_settings, save_tiers
from data_model.measures.measure_catalogue import CATALOGUE
from data_model.measures.measure_vocabulary import Clock, Frequency, PartKind, Unit
from data_model.measures.queries.measure_links import (
    list_linked_actions,
    list_links,
    list_measures_of_action,
    list_measures_of_area,
)
from data_model.measures.queries.measures import (
    get_measure,
    list_definitions,
    list_measure_choices,
    list_measures,
    list_names,
    list_targets,
)
from data_model.measures.queries.milestones import list_milestones, milestones_by_measure
from data_model.measures.queries.performance_settings import get_settings, list_tiers
from data_model.measures.rows import MeasureRow, MilestoneKind, PerformanceSettings
from data_model.measures.stated_measures import NewMeasure, NewTier
from data_model.plan.changes.plans import create_plan
from data_model.plan.changes.reshaping import retire_action
from data_model.plan.queries.actions import list_actions
from data_model.plan.queries.plans import list_plans
from data_model.plan.rows import ImportIssueRow
from data_model.plan.statuses import Status
from data_model.plan.tables import Action, Area, Outcome, Plan
from data_model.shared.base import Base
from data_model.shared.refusals import Refused
from tests.integration import updating
from tests.integration.cast import OFFICE, RECORDED_AT, batch, load, stated
from tests.integration.measuring import (
    A_COUNT,
    A_SHARE,
    A_TIER,
    FEBRUARY,
    IN_APRIL,
    IN_FEBRUARY,
    IN_MARCH,
    JANUARY,
    LATER,
    LEARNT,
    by_hand,
    loaded,
    measure,
    reading,
    series,
)
from tests.integration.updating import Cast, say

BY_OFFICE: dict[str, Any] = {"actor": OFFICE, "recorded_at": LEARNT}
LATER_ON: dict[str, Any] = {"actor": OFFICE, "recorded_at": LATER}
LATE = {
    "rag_label": "Late",
    "reason_for_delay": "A vacancy",
    "mitigation": "Agency cover",
    "exception_responsible": "Hal Pickering",
    "revised_due_text": "30/09/2025",
}
FIRST = datetime(2025, 1, 1, tzinfo=UTC)
BETWEEN = datetime(2025, 2, 20, tzinfo=UTC)


def listed(
    sessions: sessionmaker[Session], plan_id: int, as_at: date = IN_APRIL, **asked: Any
) -> list[MeasureRow]:
    with sessions() as session:
        return list_measures(session, plan_id, as_at, **asked)


def edit(session: Session, measure_id: int, at: datetime = LATER, **fields: Any) -> None:
    given = {"name": "Open contacts", "area_id": None, "outcome_id": None, "is_front_door": True}
    edit_measure(session, measure_id, **{**given, **fields}, actor=OFFICE, recorded_at=at)


def test_a_measure_is_read_back_with_its_definition(sessions: sessionmaker[Session], plan_id: int) -> None:
    made = measure(sessions, plan_id, "  Open   contacts ", replace(A_COUNT, source_system=" Case system"))
    (row,) = listed(sessions, plan_id)
    assert (row.id, row.name, row.position, row.is_front_door, row.retired) == (
        *(made, "Open contacts", 0, True, False),
    )
    assert (row.area_id, row.area, row.outcome_id, row.target, row.links) == (None, "", None, None, 0)
    assert (row.definition.version, row.definition.source_system) == (1, "Case system")
    assert row.definition.unit is Unit.COUNT
    assert row.definition.frequency is Frequency.MONTH
    assert (row.definition.recorded_at, row.definition.recorded_by) == (LEARNT, "Orla Finch")


def test_two_measures_cannot_have_the_same_name(sessions: sessionmaker[Session], plan_id: int) -> None:
    measure(sessions, plan_id)
    with pytest.raises(Refused, match="The plan has a measure “Open contacts”; give another name"):
        measure(sessions, plan_id, "open-contacts")
    with pytest.raises(Refused, match="Give the measure a name"):
        measure(sessions, plan_id, " . ")
    with pytest.raises(Refused, match="Say in plain words what the measure counts"):
        measure(sessions, plan_id, "Audits", replace(A_COUNT, meaning=" "))
    assert [row.name for row in listed(sessions, plan_id)] == ["Open contacts"]


def test_an_outcome_brings_its_area_and_an_area_of_another_plan_is_refused(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    with sessions.begin() as session:
        other = create_plan(session, "Other plan", False, actor=OFFICE, recorded_at=RECORDED_AT)
    load(sessions, other, batch(updating.JANUARY, [stated("Elsewhere")]))
    with sessions() as session:
        areas = {plan: area for area, plan in session.execute(select(Area.id, Area.plan_id))}
        outcome = session.scalars(select(Outcome.id).where(Outcome.area_id == areas[cast.plan_id])).one()
    measure(sessions, cast.plan_id, outcome_id=outcome)
    (row,) = listed(sessions, cast.plan_id)
    assert (row.area_id, row.area, row.outcome_id) == (
        *(areas[cast.plan_id], "1 Help at the right time", outcome),
    )
    with pytest.raises(Refused, match="The area is not one of this plan"):
        measure(sessions, cast.plan_id, "Two", area_id=areas[other])
    with pytest.raises(Refused, match="The outcome is not one of this area"):
        measure(sessions, cast.plan_id, "Two", area_id=areas[other], outcome_id=outcome)


def test_every_write_raises_the_plans_version(sessions: sessionmaker[Session], plan_id: int) -> None:
    made = measure(sessions, plan_id)
    with sessions.begin() as session:
        before = session.get_one(Plan, plan_id).version
        for write in (
            lambda: set_target(session, made, JANUARY.start, 150, None, "Agreed", **BY_OFFICE),
            lambda: link_actions(session, made, [], **BY_OFFICE),
            lambda: rebaseline(session, made, JANUARY.start, "Why", **BY_OFFICE),
            lambda: add_milestone(session, plan_id, IN_MARCH, "other", "Rota", **BY_OFFICE),
            lambda: save_tiers(session, plan_id, [A_TIER], **BY_OFFICE),
            lambda: save_settings(session, plan_id, PerformanceSettings(), **BY_OFFICE),
            lambda: retire_measure(session, made, **BY_OFFICE),
            lambda: restore_measure(session, made, **BY_OFFICE),
        ):
            write()
        after = session.scalar(select(Plan.version).where(Plan.id == plan_id))
    assert after == before + 8


def test_a_new_definition_holds_from_its_day_and_the_old_one_before_it(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    made = measure(sessions, plan_id)
    narrower = replace(
        A_COUNT, meaning="Without advice calls", holds_from=FEBRUARY.start, marks_break=True, reason="New"
    )
    with sessions.begin() as session:
        assert change_definition(session, made, narrower, **BY_OFFICE) == 2
    (before,) = listed(sessions, plan_id, JANUARY.end)
    (after,) = listed(sessions, plan_id, FEBRUARY.start)
    assert (before.definition.version, after.definition.version) == (1, 2)
    assert after.definition.meaning == "Without advice calls"
    (one,) = series(sessions, plan_id, JANUARY.end)
    assert [row.version for row in one.definitions] == [1, 2]
    assert one.breaks == (FEBRUARY.start,)
    with sessions() as session:
        assert [row.version for row in list_definitions(session, made)] == [2, 1]


def test_a_definition_from_the_same_day_replaces_the_one_before(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    made = measure(sessions, plan_id)
    with sessions.begin() as session:
        change_definition(session, made, replace(A_COUNT, meaning="Plainer", reason="Clarity"), **BY_OFFICE)
    (one,) = series(sessions, plan_id, IN_APRIL)
    assert [(row.version, row.meaning) for row in one.definitions] == [(2, "Plainer")]
    assert one.breaks == ()


def test_a_definition_is_refused_when_it_says_nothing_new_or_breaks_the_readings(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    made = measure(sessions, plan_id)
    weekly = replace(A_COUNT, frequency=Frequency.WEEK, reason="Why")
    with sessions.begin() as session:
        with pytest.raises(Refused, match="Nothing is different from the definition in force"):
            change_definition(session, made, replace(A_COUNT, reason="Why"), **BY_OFFICE)
        with pytest.raises(Refused, match="Say why the definition changes"):
            change_definition(session, made, replace(A_COUNT, meaning="Other"), **BY_OFFICE)
        with pytest.raises(NoSuchMeasure):
            change_definition(session, made + 1, weekly, **BY_OFFICE)
    by_hand(sessions, reading(made, 196), IN_FEBRUARY)
    with sessions.begin() as session:
        with pytest.raises(Refused, match="There are readings by the month: retire this measure"):
            change_definition(session, made, weekly, **BY_OFFICE)
        days = replace(A_COUNT, unit=Unit.DAYS, reason="Why")
        with pytest.raises(Refused, match="mark a break"):
            change_definition(session, made, days, **BY_OFFICE)
        assert change_definition(session, made, replace(days, marks_break=True), **BY_OFFICE) == 2


def test_renaming_keeps_the_old_name_for_workbooks_and_the_old_view(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    made = measure(sessions, cast.plan_id)
    with sessions.begin() as session:
        area = session.scalars(select(Area.id)).one()
        edit(session, made, name="Contacts that wait", area_id=area, is_front_door=False)
    (now,) = listed(sessions, cast.plan_id)
    (then,) = listed(sessions, cast.plan_id, recorded_by_moment=BETWEEN)
    assert (now.name, now.area_id, now.is_front_door) == ("Contacts that wait", area, False)
    assert (then.name, then.area_id, then.is_front_door) == ("Open contacts", None, True)
    with sessions() as session:
        assert [
            (row.written, row.measure_id, row.part_kind) for row in list_names(session, cast.plan_id)
        ] == [("Open contacts", made, PartKind.WHOLE)]
    measure(sessions, cast.plan_id, "Open contacts")
    with sessions.begin() as session, pytest.raises(Refused, match="The plan has a measure “Open contacts”"):
        edit(session, made, name="OPEN CONTACTS")


def test_saving_a_measure_as_it_is_writes_nothing(sessions: sessionmaker[Session], plan_id: int) -> None:
    made = measure(sessions, plan_id)
    with sessions.begin() as session:
        edit(session, made)
    (row,) = listed(sessions, plan_id)
    assert (row.id, row.name) == (made, "Open contacts")
    with sessions() as session:
        statements = Base.metadata.tables["measure_statement"]
        assert session.scalar(select(func.count()).select_from(statements)) == 1


def test_a_retired_measure_leaves_every_list_and_comes_back(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    made = measure(sessions, plan_id)
    by_hand(sessions, reading(made, 196), IN_FEBRUARY)
    with sessions.begin() as session:
        retire_measure(session, made, **LATER_ON)
    assert listed(sessions, plan_id) == []
    assert [row.retired for row in listed(sessions, plan_id, retired=True)] == [True]
    assert len(listed(sessions, plan_id, recorded_by_moment=BETWEEN)) == 1
    assert series(sessions, plan_id, IN_APRIL) == []
    assert [len(one.readings) for one in series(sessions, plan_id, IN_APRIL, measure_ids=[made])] == [1]
    with sessions.begin() as session:
        with pytest.raises(Refused, match="“Open contacts” is retired; restore it first"):
            set_target(session, made, JANUARY.start, 150, None, "Agreed", **LATER_ON)
        restore_measure(session, made, **LATER_ON)
        with pytest.raises(Refused, match="“Open contacts” is not retired"):
            restore_measure(session, made, **LATER_ON)
    assert [row.retired for row in listed(sessions, plan_id)] == [False]


def test_one_measure_is_found_by_its_plan_and_id(sessions: sessionmaker[Session], plan_id: int) -> None:
    made = measure(sessions, plan_id)
    with sessions() as session:
        found = get_measure(session, plan_id, made, IN_APRIL)
        assert found is not None
        assert found.name == "Open contacts"
        assert get_measure(session, plan_id + 1, made, IN_APRIL) is None
        assert get_measure(session, plan_id, made, IN_APRIL, recorded_by_moment=FIRST) is None
        assert get_measure(session, plan_id, made + 1, IN_APRIL) is None


def test_names_to_choose_from_are_those_of_measures_in_use(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    kept, gone = measure(sessions, plan_id), measure(sessions, plan_id, "Old contacts")
    with sessions.begin() as session:
        retire_measure(session, gone, **LATER_ON)
    with sessions() as session:
        assert list_measure_choices(session, plan_id) == {kept: "Open contacts"}


def test_a_target_holds_from_its_day_until_the_next_or_until_it_is_withdrawn(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    made = measure(sessions, plan_id)
    with sessions.begin() as session:
        set_target(session, made, JANUARY.start, 200, 20, "First", **BY_OFFICE)
        set_target(session, made, FEBRUARY.start, 150, None, " Second\n agreed", **LATER_ON)
        set_target(session, made, IN_APRIL, None, 5, "No longer", **LATER_ON)
    days = (date(2024, 12, 31), JANUARY.start, FEBRUARY.start, IN_APRIL)
    found = [listed(sessions, plan_id, day)[0].target for day in days]
    assert [row and (row.value, row.tolerance, row.reason) for row in found] == [
        *(None, (200, 20, "First"), (150, None, "Second agreed"), None),
    ]
    (one,) = series(sessions, plan_id, IN_APRIL)
    assert [(row.holds_from, row.value) for row in one.targets] == [
        *((JANUARY.start, 200), (FEBRUARY.start, 150), (IN_APRIL, None)),
    ]
    (then,) = series(sessions, plan_id, IN_APRIL, recorded_by_moment=BETWEEN)
    assert [row.value for row in then.targets] == [200]
    with sessions() as session:
        assert [row.value for row in list_targets(session, made)] == [None, 150, 200]


def test_a_target_from_the_same_day_replaces_the_one_before(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    made = measure(sessions, plan_id)
    with sessions.begin() as session:
        set_target(session, made, JANUARY.start, 200, None, "Slip", **BY_OFFICE)
        set_target(session, made, JANUARY.start, 150, None, "Put right", **BY_OFFICE)
    (one,) = series(sessions, plan_id, IN_APRIL)
    assert [row.value for row in one.targets] == [150]


def test_a_target_that_makes_no_sense_is_refused(sessions: sessionmaker[Session], plan_id: int) -> None:
    made = measure(sessions, plan_id, definition=A_SHARE)
    with sessions.begin() as session:
        for value, tolerance, reason, why in (
            (101, None, "Agreed", "at most 100"),
            (-1, None, "Agreed", "numbers from 0 up"),
            (90, float("nan"), "Agreed", "numbers from 0 up"),
            (90, None, " ", "Say why the target is set"),
            (None, None, " ", "Say why the target is withdrawn"),
            (None, None, "Agreed", "There is no target from that day on that could be withdrawn"),
        ):
            with pytest.raises(Refused, match=why):
                set_target(session, made, JANUARY.start, value, tolerance, reason, **BY_OFFICE)
        with pytest.raises(Refused, match="Name the tier or the team"):
            set_target(session, made, JANUARY.start, 9, None, "A", part_kind=PartKind.TIER, **BY_OFFICE)
    assert listed(sessions, plan_id)[0].target is None


def test_a_part_has_its_own_target_or_that_of_the_whole(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    made = measure(sessions, plan_id, definition=A_SHARE)
    tiers = [reading(made, 90, part_kind=PartKind.TIER, part=part) for part in ("Red", "Amber")]
    loaded(sessions, plan_id, IN_FEBRUARY, tiers)
    with sessions.begin() as session:
        set_target(session, made, JANUARY.start, 95, None, "All", **BY_OFFICE)
        set_target(
            session, made, JANUARY.start, 100, None, "Red", part_kind=PartKind.TIER, part="Red", **BY_OFFICE
        )
    parts = series(sessions, plan_id, IN_APRIL, parts=True)
    assert [(one.part_kind, one.part, [row.value for row in one.targets]) for one in parts] == [
        *((PartKind.TIER, "Amber", [95]), (PartKind.TIER, "Red", [100])),
    ]
    target = listed(sessions, plan_id)[0].target
    assert target is not None
    assert (target.value, target.part) == (95, "")


def test_linked_actions_are_shown_as_they_stood_on_the_day(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    made = measure(sessions, cast.plan_id)
    with sessions.begin() as session:
        link_actions(session, made, [cast.mine, cast.hers], **BY_OFFICE)
    say(sessions, cast.mine, OFFICE, updating.MARCH, **LATE)
    for day in (updating.FIRST, updating.JANUARY, updating.MARCH, updating.APRIL):
        with sessions() as session:
            linked = list_linked_actions(session, cast.plan_id, made, day)
            actions = {row.id: row for row in list_actions(session, cast.plan_id, day)}
        expected = [actions[one] for one in (cast.mine, cast.hers) if one in actions]
        assert [(row.id, row.ref, row.text, row.status, row.rag_label, row.due_date) for row in linked] == [
            (row.id, row.ref, row.text, row.status, row.rag_label, row.due_date) for row in expected
        ]
        assert listed(sessions, cast.plan_id, day)[0].links == len(expected)
    assert [row.status for row in linked] == [Status.DELAYED, Status.ON_TRACK]


def test_an_action_is_completed_on_the_first_day_of_the_stretch_that_lasts(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    made = measure(sessions, cast.plan_id)
    with sessions.begin() as session:
        link_actions(session, made, [cast.mine], **BY_OFFICE)
    stretch = [Status.COMPLETE, Status.DELAYED, Status.COMPLETE, Status.EMBEDDED]
    days = [date(2025, month, 1) for month in (2, 3, 4, 5)]
    for day, status in zip(days, stretch, strict=True):
        action = stated("Train every social worker", status=status)
        load(sessions, cast.plan_id, batch(day, changed=[(cast.mine, action)]))

    def completed(as_at: date) -> date | None:
        with sessions() as session:
            return list_linked_actions(session, cast.plan_id, made, as_at)[0].completed_on

    assert [completed(day) for day in (updating.JANUARY, *days)] == [None, days[0], None, days[2], days[2]]


def test_links_are_the_whole_set_and_their_past_stays(sessions: sessionmaker[Session], cast: Cast) -> None:
    made = measure(sessions, cast.plan_id)
    with sessions.begin() as session:
        link_actions(session, made, [cast.mine, cast.hers], **BY_OFFICE)
        link_actions(session, made, [cast.hers, cast.nobodys], **LATER_ON)
    with sessions() as session:
        now = list_links(session, cast.plan_id, IN_APRIL)
        then = list_links(session, cast.plan_id, IN_APRIL, recorded_by_moment=RECORDED_AT)
        assert [row.id for row in now[made]] == [cast.hers, cast.nobodys]
        assert [row.id for row in then[made]] == [cast.mine, cast.hers]
        assert list_measures_of_action(session, cast.plan_id, cast.mine) == []
        assert list_measures_of_action(session, cast.plan_id, cast.hers) == [made]
        assert list_links(session, cast.plan_id, IN_APRIL, []) == {}
    assert listed(sessions, cast.plan_id)[0].links == 2
    assert listed(sessions, cast.plan_id, recorded_by_moment=RECORDED_AT)[0].links == 2
    assert listed(sessions, cast.plan_id, recorded_by_moment=BETWEEN)[0].links == 0  # no action known yet


def test_what_a_linked_action_said_later_is_left_out_of_a_frozen_view(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    made = measure(sessions, cast.plan_id)
    with sessions.begin() as session:
        link_actions(session, made, [cast.mine], **BY_OFFICE)
    say(sessions, cast.mine, OFFICE, IN_FEBRUARY, **LATE)
    with sessions() as session:
        (now,) = list_linked_actions(session, cast.plan_id, made, IN_FEBRUARY)
        (then,) = list_linked_actions(
            session, cast.plan_id, made, IN_FEBRUARY, recorded_by_moment=RECORDED_AT
        )
    assert (now.status, then.status) == (Status.DELAYED, Status.ON_TRACK)


def test_a_retired_action_is_no_longer_linked_and_cannot_be_linked_anew(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    made = measure(sessions, cast.plan_id)
    with sessions.begin() as session:
        link_actions(session, made, [cast.mine], **BY_OFFICE)
        retire_action(
            session, cast.mine, "Done", actor=OFFICE, as_at=IN_MARCH, recorded_at=LATER, base_version=1
        )
    assert [listed(sessions, cast.plan_id, day)[0].links for day in (IN_FEBRUARY, IN_MARCH)] == [1, 0]
    with sessions.begin() as session:
        assert list_linked_actions(session, cast.plan_id, made, IN_MARCH) == []
        link_actions(session, made, [cast.mine, cast.hers], **LATER_ON)
        link_actions(session, made, [cast.hers], **LATER_ON)
        with pytest.raises(Refused, match="retired or not of this plan"):
            link_actions(session, made, [cast.mine], **LATER_ON)


def test_the_measures_of_an_area_are_its_own_those_of_its_outcomes_and_of_its_actions(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    load(sessions, cast.plan_id, batch(updating.JANUARY, [stated("Far", area_number="2", area="Elsewhere")]))
    with sessions() as session:
        areas = {number: area for area, number in session.execute(select(Area.id, Area.number))}
        outcome = session.scalars(select(Outcome.id).where(Outcome.area_id == areas["1"])).one()
    direct = measure(sessions, cast.plan_id, "Direct", area_id=areas["1"])
    by_outcome = measure(sessions, cast.plan_id, "By outcome", outcome_id=outcome)
    through = measure(sessions, cast.plan_id, "Through actions", area_id=areas["2"])
    measure(sessions, cast.plan_id, "Nowhere")
    gone = measure(sessions, cast.plan_id, "Gone", area_id=areas["1"])
    with sessions.begin() as session:
        link_actions(session, through, [cast.mine], **BY_OFFICE)
        retire_measure(session, gone, **BY_OFFICE)
    with sessions() as session:
        assert list_measures_of_area(session, cast.plan_id, areas["1"]) == [direct, by_outcome, through]
        assert list_measures_of_area(session, cast.plan_id, areas["2"]) == [through]


def test_limits_begin_anew_with_a_rebaseline_until_it_is_withdrawn(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    made = measure(sessions, plan_id)
    with sessions.begin() as session:
        with pytest.raises(Refused, match="Say why the limits are to be worked out afresh"):
            rebaseline(session, made, FEBRUARY.start, " ", **BY_OFFICE)
        one = rebaseline(session, made, FEBRUARY.start, "New case system", **BY_OFFICE)
        with pytest.raises(Refused, match="from this period already"):
            rebaseline(session, made, FEBRUARY.start, "Again", **BY_OFFICE)
    assert series(sessions, plan_id, IN_APRIL)[0].breaks == (FEBRUARY.start,)
    with sessions.begin() as session:
        withdraw_rebaseline(session, one, **LATER_ON)
        with pytest.raises(Refused, match="was withdrawn before"):
            withdraw_rebaseline(session, one, **LATER_ON)
        with pytest.raises(NoSuchMeasure):
            withdraw_rebaseline(session, one + 1, **LATER_ON)
    assert series(sessions, plan_id, IN_APRIL)[0].breaks == ()
    (then,) = series(sessions, plan_id, IN_APRIL, recorded_by_moment=BETWEEN)
    assert [(row.id, row.reason, row.recorded_by) for row in then.rebaselines] == [
        (one, "New case system", "Orla Finch")
    ]


def test_milestones_belong_to_a_measure_its_area_its_actions_or_to_all(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    load(sessions, cast.plan_id, batch(updating.JANUARY, [stated("Far", area_number="2", area="Elsewhere")]))
    with sessions() as session:
        areas = {number: area for area, number in session.execute(select(Area.id, Area.number))}
    made = measure(sessions, cast.plan_id, area_id=areas["1"])
    other = measure(sessions, cast.plan_id, "Other")
    with sessions.begin() as session:
        link_actions(session, made, [cast.mine], **BY_OFFICE)
        for month, words, about in (
            (1, "Of this measure", {"measure_id": made}),
            (2, "Of the other", {"measure_id": other, "area_id": areas["1"]}),
            (3, "Of the area", {"area_id": areas["1"]}),
            (4, "Of another area", {"area_id": areas["2"]}),
            (5, "Of its action", {"action_id": cast.mine}),
            (6, "Of another action", {"action_id": cast.hers}),
            (7, "Of the plan", {}),
            (8, "Not yet", {}),
        ):
            day = date(2024, month, 1) if month < 8 else date(2025, 8, 1)
            kind = MilestoneKind.SYSTEM_CHANGED
            add_milestone(session, cast.plan_id, day, kind, words, **about, **BY_OFFICE)
    with sessions() as session:
        of_made = list_milestones(session, cast.plan_id, made, IN_APRIL)
        of_other = list_milestones(session, cast.plan_id, other, IN_APRIL)
        every = list_milestones(session, cast.plan_id, None, IN_APRIL)
        by_measure = milestones_by_measure(session, cast.plan_id, IN_APRIL)
    assert [row.words for row in of_made] == [
        "Of this measure",
        "Of the area",
        "Of its action",
        "Of the plan",
    ]
    assert [row.words for row in of_other] == ["Of the other", "Of the plan"]
    assert len(every) == 7
    assert by_measure == {made: of_made, other: of_other}
    assert (of_made[0].dated, of_made[0].kind, of_made[0].recorded_by) == (
        *(date(2024, 1, 1), "system changed", "Orla Finch"),
    )


def test_a_completed_action_is_a_milestone_of_the_measures_it_is_linked_to(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    made = measure(sessions, cast.plan_id)
    with sessions.begin() as session:
        link_actions(session, made, [cast.mine, cast.hers], **BY_OFFICE)
    done = stated("Train every social worker", status=Status.COMPLETE, ref="1.1")
    load(sessions, cast.plan_id, batch(IN_MARCH, changed=[(cast.mine, done)]))
    with sessions() as session:
        assert list_milestones(session, cast.plan_id, made, IN_FEBRUARY) == []
        (one,) = list_milestones(session, cast.plan_id, made, IN_MARCH)
    assert (one.id, one.dated, one.kind, one.action_id) == (None, IN_MARCH, "action completed", cast.mine)
    assert one.words == "1.1 Train every social worker"


def test_a_milestone_is_refused_without_words_or_with_anything_of_another_plan(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    with sessions.begin() as session:
        other = create_plan(session, "Other plan", False, actor=OFFICE, recorded_at=RECORDED_AT)
        for plan_id, kind, words, about, why in (
            (cast.plan_id, "other", " ", {}, "Say in a few words what happened"),
            (cast.plan_id, "party", "A party", {}, "Choose one of: post filled, policy introduced"),
            (cast.plan_id, "action completed", "Done", {}, "told by the action itself"),
            (other, "other", "Rota", {"action_id": cast.mine}, "of its own plan"),
            (other, "other", "Rota", {"measure_id": 99}, "of its own plan"),
        ):
            with pytest.raises(Refused, match=why):
                add_milestone(session, plan_id, IN_MARCH, kind, words, **about, **BY_OFFICE)


def test_a_withdrawn_milestone_is_gone_now_and_there_in_the_view_of_before(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    with sessions.begin() as session:
        one = add_milestone(session, plan_id, IN_FEBRUARY, "post filled", "A lead", **BY_OFFICE)
        withdraw_milestone(session, one, **LATER_ON)
        with pytest.raises(Refused, match="was withdrawn before"):
            withdraw_milestone(session, one, **LATER_ON)
        with pytest.raises(NoSuchMeasure):
            withdraw_milestone(session, one + 1, **LATER_ON)
    with sessions() as session:
        assert list_milestones(session, plan_id, None, IN_APRIL) == []
        then = list_milestones(session, plan_id, None, IN_APRIL, recorded_by_moment=BETWEEN)
    assert [row.id for row in then] == [one]


def test_tiers_hold_from_their_day_in_the_order_given(sessions: sessionmaker[Session], plan_id: int) -> None:
    amber = NewTier("Amber", 1, Unit.WORKING_DAYS, Clock.WORKING_DAYS)
    with sessions.begin() as session:
        save_tiers(session, plan_id, [A_TIER, amber], **BY_OFFICE)
        save_tiers(session, plan_id, [A_TIER, amber], **LATER_ON)
        quicker = replace(A_TIER, limit=2, holds_from=FEBRUARY.start)
        save_tiers(session, plan_id, [quicker, replace(amber, limit=None, holds_from=IN_APRIL)], **LATER_ON)

    def tiers(on: date, moment: datetime | None = None) -> list[tuple[str, float, datetime]]:
        with sessions() as session:
            found = list_tiers(session, plan_id, on, recorded_by_moment=moment)
        return [(row.name, row.limit, row.recorded_at) for row in found]

    assert tiers(JANUARY.end) == [("Red", 4, LEARNT), ("Amber", 1, LEARNT)]
    assert tiers(FEBRUARY.start) == [("Red", 2, LATER), ("Amber", 1, LEARNT)]
    assert tiers(IN_APRIL) == [("Red", 2, LATER)]
    assert tiers(IN_APRIL, BETWEEN) == [("Red", 4, LEARNT), ("Amber", 1, LEARNT)]


def test_tiers_that_nothing_can_be_counted_by_are_refused(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    with sessions.begin() as session:
        for tiers, why in (
            ([A_TIER, replace(A_TIER, name="red")], "a name of its own"),
            ([replace(A_TIER, name=" ")], "a name of its own"),
            ([replace(A_TIER, limit=0)], "has to be above 0"),
            ([replace(A_TIER, clock=Clock.WORKING_DAYS)], "hours are counted as they elapse"),
            ([replace(A_TIER, unit=Unit.COUNT)], "hours are counted as they elapse"),
        ):
            with pytest.raises(Refused, match=why):
                save_tiers(session, plan_id, tiers, **BY_OFFICE)
        assert list_tiers(session, plan_id, IN_APRIL) == []


def test_settings_are_those_saved_last_or_the_ones_that_come_with_it(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    saved = PerformanceSettings(
        trend_length=6,
        run_length=8,
        screening=False,
        opens=480,
        closes=1200,
        service_days=(5, 0, 1),
        open_longer_than=6,
        open_longer_unit=Unit.DAYS,
    )
    with sessions.begin() as session:
        assert get_settings(session, plan_id) == PerformanceSettings()
        save_settings(session, plan_id, PerformanceSettings(run_length=6), **BY_OFFICE)
        save_settings(session, plan_id, saved, **LATER_ON)
    with sessions() as session:
        assert get_settings(session, plan_id) == replace(
            saved, service_days=(0, 1, 5), recorded_by="Orla Finch", recorded_at=LATER
        )
        assert get_settings(session, plan_id, recorded_by_moment=BETWEEN).run_length == 6


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"trend_length": 5}, "6, 7 or 8 points"),
        ({"run_length": 9}, "6, 7 or 8 points"),
        ({"opens": 600, "closes": 600}, "has to close after it opens"),
        ({"closes": 1441}, "has to close after it opens"),
        ({"service_days": ()}, "at least one day"),
        ({"service_days": (7,)}, "at least one day"),
        ({"open_longer_than": 0}, "at least 1"),
        ({"open_longer_unit": Unit.HOURS}, "at least 1"),
    ],
)
def test_settings_that_nothing_can_be_counted_by_are_refused(
    sessions: sessionmaker[Session], plan_id: int, wrong: dict[str, Any], why: str
) -> None:
    with sessions.begin() as session:
        with pytest.raises(Refused, match=why):
            save_settings(session, plan_id, PerformanceSettings(**wrong), **BY_OFFICE)
        assert get_settings(session, plan_id).recorded_at is None


def test_the_catalogue_adds_what_the_plan_lacks_and_only_once(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    own = measure(sessions, plan_id, "Re-referral rate", A_SHARE)
    with sessions.begin() as session:
        retire_measure(session, own, **BY_OFFICE)
        assert start_catalogue(session, plan_id, **BY_OFFICE) == 18
        assert start_catalogue(session, plan_id, **BY_OFFICE) == 0
    rows = {row.name: row for row in listed(sessions, plan_id)}
    assert list(rows) == [entry.name for entry in CATALOGUE if entry.code != "re_referrals"]
    weekly = rows["No-further-action decisions reviewed"]
    assert weekly.definition.frequency is Frequency.WEEK
    assert weekly.target is not None
    assert (weekly.target.value, weekly.target.reason) == (30, "The usual target")
    triage = rows["Triage within the tier’s time"]
    assert triage.target is None
    with sessions() as session:
        (target,) = list_targets(session, triage.id)
    assert (target.value, target.part_kind, target.part) == (100, PartKind.TIER, "Red")


def test_a_renamed_measure_of_the_catalogue_is_not_added_again(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    with sessions.begin() as session:
        assert start_catalogue(session, plan_id, **BY_OFFICE) == 19
        listing = list_measures(session, plan_id, IN_APRIL)
        (caseload,) = [row for row in listing if row.name == "Average caseload"]
        edit(session, caseload.id, name="Children for each worker")
        assert start_catalogue(session, plan_id, **LATER_ON) == 0


def fill_every_table(sessions: sessionmaker[Session], cast: Cast) -> int:
    """Put something into every table of performance; return the measure."""
    with sessions.begin() as session:
        area = session.scalars(select(Area.id)).one()
        outcome = session.scalars(select(Outcome.id)).one()
    made = measure(sessions, cast.plan_id, outcome_id=outcome)
    loaded(
        sessions,
        cast.plan_id,
        IN_FEBRUARY,
        [reading(made, 196)],
        targets=[StatedTarget(made, JANUARY.start, 150, "Figures", "B2")],
        names=[NamedMeasure("Contacts waiting", made)],
        issues=[ImportIssueRow("code", "Title", "note", "Figures", "B2", "x", "Look")],
    )
    with sessions.begin() as session:
        link_actions(session, made, [cast.mine], **BY_OFFICE)
        rebaseline(session, made, FEBRUARY.start, "Why", **BY_OFFICE)
        for about in ({"measure_id": made}, {"area_id": area}, {"action_id": cast.mine}):
            add_milestone(session, cast.plan_id, IN_MARCH, "other", "Rota", **about, **BY_OFFICE)
        save_tiers(session, cast.plan_id, [A_TIER], **BY_OFFICE)
        save_settings(session, cast.plan_id, PerformanceSettings(), **BY_OFFICE)
    return made


def counts(sessions: sessionmaker[Session]) -> dict[str, int]:
    with sessions() as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }


def test_removing_the_demonstration_takes_every_row_of_performance_with_it(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    fill_every_table(sessions, cast)
    filled = counts(sessions)
    of_performance = [
        *("measure", "measure_statement", "measure_definition", "measure_target", "measure_link"),
        *("measure_name", "reading", "rebaseline", "milestone", "tier", "performance_settings"),
        *("performance_import", "performance_import_issue"),
    ]
    assert all(filled[name] for name in of_performance)
    with sessions.begin() as session:
        session.get_one(Plan, cast.plan_id).is_demo = True
    with sessions.begin() as session:
        remove_demo(session, actor=OFFICE)
    assert {name: count for name, count in counts(sessions).items() if count} == {}
    with sessions() as session:
        assert list_plans(session) == []


def test_a_deleted_action_or_area_leaves_the_measure_and_its_readings(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    fill_every_table(sessions, cast)
    with sessions.begin() as session:
        session.delete(session.get_one(Action, cast.mine))
    after = counts(sessions)
    assert (after["measure_link"], after["milestone"], after["reading"]) == (0, 2, 1)
    with sessions.begin() as session:
        session.delete(session.scalars(select(Area)).one())
    after = counts(sessions)
    assert (after["milestone"], after["measure"], after["reading"]) == (1, 1, 1)
    (row,) = listed(sessions, cast.plan_id)
    assert (row.name, row.area_id, row.area, row.outcome_id) == ("Open contacts", None, "", None)


def test_new_measures_of_a_file_stand_behind_those_of_the_plan(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    measure(sessions, cast.plan_id)
    new = [NewMeasure("First", A_COUNT), NewMeasure("Second", A_SHARE, is_front_door=False)]
    loaded(sessions, cast.plan_id, IN_FEBRUARY, [reading(-2, 95), reading(-1, 7)], new_measures=new)
    assert [
        (one.measure.name, [row.value for row in one.readings])
        for one in series(sessions, cast.plan_id, IN_APRIL)
    ] == [("Open contacts", []), ("First", [7]), ("Second", [95])]
