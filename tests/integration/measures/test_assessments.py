"""Measures read as a whole: worst first, as known on a day, their parts in order, and in few queries."""

from datetime import date
from functools import partial

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session, sessionmaker

from data_model.measures.changes.measure_targets import set_target
from data_model.measures.changes.measures import retire_measure
from data_model.measures.changes.performance_settings import NewTier, save_tiers
from data_model.measures.control_charts import Variation
from data_model.measures.measure_assessment import AttentionRank, target_for
from data_model.measures.measure_vocabulary import Clock, Frequency, PartKind, Period, Unit, period_of
from data_model.measures.queries.assessments import get_assessment, list_assessments, list_part_assessments
from tests.integration.cast import OFFICE
from tests.integration.measuring import (
    A_SHARE,
    IN_APRIL,
    IN_FEBRUARY,
    LATER,
    LEARNT,
    loaded,
    measure,
    reading,
)

Sessions = sessionmaker[Session]
STEADY = [20.0 + month % 3 for month in range(14)]
RISING = [*STEADY, 40.0, 41.0, 42.0, 43.0, 44.0, 45.0, 46.0]


def months(count: int) -> list[Period]:
    """The last so many months up to March 2025, oldest first."""
    last = 2025 * 12 + 2
    return [
        period_of(date(number // 12, number % 12 + 1, 1), Frequency.MONTH)
        for number in range(last - count + 1, last + 1)
    ]


def give(sessions: Sessions, plan_id: int, measure_id: int, values: list[float], **part: object) -> None:
    """Load a value a month, the last one of March 2025."""
    stated = [
        reading(measure_id, value, period, **part)
        for value, period in zip(values, months(len(values)), strict=True)
    ]
    loaded(sessions, plan_id, IN_APRIL, stated, LATER)


def test_the_worst_measure_comes_first_and_one_without_figures_last(sessions: Sessions, plan_id: int) -> None:
    empty, steady, worse, gone = (
        measure(sessions, plan_id, name) for name in ("No figures", "Steady", "Worse", "Retired")
    )
    give(sessions, plan_id, steady, STEADY)
    give(sessions, plan_id, worse, RISING)
    with sessions.begin() as session:
        retire_measure(session, gone, actor=OFFICE, recorded_at=LATER)
    with sessions() as session:
        read = list_assessments(session, plan_id, IN_APRIL)
    assert [(each.series.measure.id, each.need) for each in read] == [
        (worse, AttentionRank.CONCERN),
        (steady, AttentionRank.STEADY),
        (empty, AttentionRank.NO_FIGURES),
    ]


def test_measures_are_read_as_they_were_known_on_the_day(sessions: Sessions, plan_id: int) -> None:
    worse = measure(sessions, plan_id)
    give(sessions, plan_id, worse, RISING)
    with sessions() as session:
        (before,) = list_assessments(session, plan_id, IN_FEBRUARY)
    assert before.latest is None
    assert before.variation is Variation.TOO_FEW


def test_one_measure_brings_what_its_figures_said_before(sessions: Sessions, plan_id: int) -> None:
    one = measure(sessions, plan_id)
    give(sessions, plan_id, one, STEADY)
    loaded(sessions, plan_id, date(2025, 4, 3), [reading(one, 19.0, months(1)[0])], LATER)
    with sessions() as session:
        assessment = get_assessment(session, plan_id, one, date(2025, 4, 3))
        assert get_assessment(session, plan_id, one + 1, IN_APRIL) is None
        assert get_assessment(session, plan_id + 1, one, IN_APRIL) is None
    assert assessment is not None
    assert assessment.latest is not None
    assert assessment.latest.value == 19.0
    assert [earlier.value for earlier in assessment.latest.restated_from] == [STEADY[-1]]


def test_tiers_stand_in_their_own_order_and_teams_by_name(sessions: Sessions, plan_id: int) -> None:
    one = measure(sessions, plan_id, "Triage", A_SHARE)
    for tier in ("Amber", "Other", "Red"):
        give(sessions, plan_id, one, [90.0, 91.0], part_kind=PartKind.TIER, part=tier)
    for team in ("north", "East"):
        give(sessions, plan_id, one, [90.0, 91.0], part_kind=PartKind.TEAM, part=team)
    tiers = [NewTier(name, 4, Unit.HOURS, Clock.ELAPSED) for name in ("RED", "Amber")]
    with sessions.begin() as session:
        save_tiers(session, plan_id, tiers, actor=OFFICE, recorded_at=LEARNT)
    with sessions() as session:
        parts = list_part_assessments(session, plan_id, one, IN_APRIL)
    assert {kind: [each.series.part for each in of_kind] for kind, of_kind in parts.items()} == {
        PartKind.TIER: ["Red", "Amber", "Other"],
        PartKind.TEAM: ["East", "north"],
    }


def test_a_part_has_the_target_of_the_whole_until_its_own_first_day(sessions: Sessions, plan_id: int) -> None:
    one = measure(sessions, plan_id, "Triage", A_SHARE)
    for team in ("East", "North"):
        give(sessions, plan_id, one, [90.0, 91.0, 92.0, 93.0], part_kind=PartKind.TEAM, part=team)
    with sessions.begin() as session:
        aim = partial(
            set_target, session, one, tolerance=None, reason="Agreed", actor=OFFICE, recorded_at=LEARNT
        )
        aim(holds_from=date(2024, 1, 1), value=80.0)
        aim(holds_from=date(2025, 2, 1), value=95.0, part_kind=PartKind.TEAM, part="East")
    with sessions() as session:
        teams = list_part_assessments(session, plan_id, one, IN_APRIL)[PartKind.TEAM]
    aims = {
        each.series.part: [target_for(each.series.targets, period) for period in each.periods]
        for each in teams
    }
    values = {part: [target and target.value for target in held] for part, held in aims.items()}
    assert values == {"East": [80.0, 80.0, 95.0, 95.0], "North": [80.0] * 4}


def test_a_measure_without_parts_has_none(sessions: Sessions, plan_id: int) -> None:
    one = measure(sessions, plan_id)
    give(sessions, plan_id, one, STEADY)
    with sessions() as session:
        assert list_part_assessments(session, plan_id, one, IN_APRIL) == {}


def test_many_measures_take_as_many_queries_as_one(sessions: Sessions, plan_id: int, engine: Engine) -> None:
    def queries() -> int:
        asked: list[str] = []
        with sessions() as session:
            session.connection()

            def note(*seen: object) -> None:
                asked.append(str(seen[2]))

            event.listen(engine, "before_cursor_execute", note)
            list_assessments(session, plan_id, IN_APRIL)
            event.remove(engine, "before_cursor_execute", note)
        return len(asked)

    give(sessions, plan_id, measure(sessions, plan_id), STEADY)
    for_one = queries()
    for number in range(8):
        give(sessions, plan_id, measure(sessions, plan_id, f"Measure {number}"), STEADY)
    assert queries() == for_one <= 7
