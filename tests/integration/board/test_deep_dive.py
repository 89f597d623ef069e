"""Everything on one area for a challenge panel, and how far the ratings of each area can be believed."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.board.changes.checks import answer_check, withdraw_answer
from data_model.board.changes.follow_ups import NewFollowUp, add_follow_up
from data_model.board.confidence import AreaConfidence
from data_model.board.queries.board_view import list_evidence_at
from data_model.board.queries.check_facts import read_people, select_among
from data_model.board.queries.check_history import read_stories
from data_model.board.queries.checks import list_checks, list_checks_of_area
from data_model.board.queries.confidence import list_confidence
from data_model.board.queries.deep_dive import DeepDive, get_deep_dive
from data_model.board.rows import FollowUpKind, Moment
from data_model.measures.changes.measure_targets import link_actions
from data_model.measures.queries.assessments import list_assessments
from data_model.plan.changes.evidence import NewEvidence, add_evidence, withdraw_evidence
from data_model.plan.queries.actions import list_actions
from data_model.plan.queries.overview import list_areas
from data_model.plan.queries.plans import get_plan_state
from data_model.plan.rows_updates import EvidenceKind
from data_model.plan.statuses import Status
from tests.integration.cast import HAL, IVY, OFFICE, batch, due_on, load, stated
from tests.integration.measuring import loaded, measure, reading
from tests.integration.updating import say

STATED, TODAY = date(2025, 3, 3), date(2025, 3, 10)
AT = {"actor": OFFICE, "recorded_at": datetime(2025, 3, 4, 9, 0, tzinfo=UTC)}
GUIDE = stated("Publish the guide", ref="1.01", people=(HAL,), due=due_on(date(2025, 2, 28)))
AUDIT = stated("Audit forty cases", ref="1.02", people=(HAL,), due=due_on(date(2025, 9, 30)))
LATE = stated(
    "Staff the desk",
    ref="2.01",
    area_number="2",
    area="Managers who know",
    people=(IVY,),
    due=due_on(date(2025, 6, 30)),
    status=Status.DELAYED,
)
Sessions = sessionmaker[Session]


@pytest.fixture
def ids(sessions: Sessions, plan_id: int) -> dict[str, int]:
    """Two areas: the first with an overdue and an ordinary action, the second with a delayed one."""
    areas = (("1", "Help at the right time"), ("2", "Managers who know"))
    load(sessions, plan_id, batch(STATED, (GUIDE, AUDIT, LATE), areas=areas))
    with sessions() as session:
        found = {row.ref: row.id for row in list_actions(session, plan_id, TODAY)}
        return found | {f"area {row.number}": row.id for row in list_areas(session, plan_id, TODAY)}


def dive(sessions: Sessions, plan_id: int, area_id: int, as_at: date = TODAY) -> DeepDive:
    with sessions() as session:
        checks = list_checks(session, plan_id, as_at)
        assessments = list_assessments(session, plan_id, as_at)
        return get_deep_dive(session, plan_id, area_id, as_at, checks, assessments)


def confidence(sessions: Sessions, plan_id: int, as_at: date = TODAY) -> dict[int, AreaConfidence]:
    with sessions() as session:
        checks = list_checks(session, plan_id, as_at)
        return list_confidence(session, plan_id, as_at, checks, list_assessments(session, plan_id, as_at))


def test_checks_of_one_area_are_those_of_the_plan_that_are_about_it(
    sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    shown(sessions, ids["1.01"])
    with sessions() as session:
        for as_at in (TODAY, date(2025, 9, 1)):
            every = list_checks(session, plan_id, as_at)
            assert {one.area_id for one in every} == {ids["area 1"], ids["area 2"]}
            for area_id in (ids["area 1"], ids["area 2"]):
                found = list_checks_of_area(session, plan_id, as_at, area_id)
                assert found == [one for one in every if one.area_id == area_id]


def test_checks_of_one_area_read_its_own_actions_alone(
    sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    moment = Moment(TODAY)
    with sessions() as session:
        here = select_among(session, plan_id, moment, None, ids["area 2"])
        assert set(read_stories(session, plan_id, moment, (), here)) == {ids["2.01"]}
        (people,) = read_people(session, plan_id, moment, here).values()
    assert [name for _, name in people] == [IVY.name]


def test_confidence_and_evidence_of_one_area_are_those_among_all(
    sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    shown(sessions, ids["1.01"])
    shown(sessions, ids["2.01"])
    area_id = ids["area 2"]
    with sessions() as session:
        of_all = list_confidence(session, plan_id, TODAY, list_checks(session, plan_id, TODAY), [])
        checks = list_checks_of_area(session, plan_id, TODAY, area_id)
        of_one = list_confidence(session, plan_id, TODAY, checks, [], area_id=area_id)
        every = list_evidence_at(session, plan_id, TODAY)
        here = list_evidence_at(session, plan_id, TODAY, area_id=area_id)
    assert of_one == {area_id: of_all[area_id]}
    assert here == tuple(one for one in every if one.action_id == ids["2.01"])


def shown(sessions: Sessions, action_id: int, dated: date = STATED) -> int:
    with sessions.begin() as session:
        evidence = NewEvidence(EvidenceKind.AUDIT, dated, "18 of 20 files met the standard")
        return add_evidence(session, action_id, evidence, **AT)


def test_an_area_is_read_whole_and_nothing_of_another(
    sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    shown(sessions, ids["1.02"])
    shown(sessions, ids["2.01"])
    found = dive(sessions, plan_id, ids["area 1"])
    assert [one.row.ref for one in found.actions] == ["1.01", "1.02"]
    assert [one.action_id for one in found.evidence] == [ids["1.02"]]
    assert [(one.code, one.ref) for one in found.checks] == [("past-due", "1.01"), ("no-evidence", "1.01")]


def test_an_accepted_check_asks_no_question_until_the_acceptance_is_taken_back(
    sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    with sessions.begin() as session:
        answer = answer_check(
            session, ids["1.01"], "past-due", "The printer", as_at=TODAY, until=date(2025, 4, 1), **AT
        )
    assert [one.code for one in dive(sessions, plan_id, ids["area 1"]).checks] == [
        "no-evidence",
        "no-evidence",
    ]
    with sessions.begin() as session:
        withdraw_answer(session, answer, **AT)
    assert dive(sessions, plan_id, ids["area 1"]).checks[0].code == "past-due"


def test_a_request_about_an_action_is_one_of_its_area(
    sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    asked = NewFollowUp(FollowUpKind.CHALLENGE, "What is left?", "Hal Pickering", date(2025, 4, 1), STATED)
    with sessions.begin() as session:
        by_action = add_follow_up(session, plan_id, replace(asked, action_id=ids["1.02"]), **AT)
        by_area = add_follow_up(session, plan_id, replace(asked, area_id=ids["area 1"]), **AT)
        add_follow_up(session, plan_id, replace(asked, area_id=ids["area 2"]), **AT)
    assert [one.id for one in dive(sessions, plan_id, ids["area 1"]).follow_ups] == [by_action, by_area]


def test_a_measure_belongs_to_the_area_of_an_action_that_is_meant_to_move_it(
    sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    mine, other = measure(sessions, plan_id), measure(sessions, plan_id, "Contacts received")
    loaded(sessions, plan_id, STATED, [reading(mine, 196), reading(other, 12)])
    with sessions.begin() as session:
        link_actions(session, mine, [ids["1.02"]], **AT)
        link_actions(session, other, [ids["2.01"]], **AT)
    found = dive(sessions, plan_id, ids["area 1"])
    assert [one.series.measure.name for one in found.measures] == ["Open contacts"]
    assert confidence(sessions, plan_id)[ids["area 1"]].measures == 1


@pytest.mark.usefixtures("ids")
def test_an_area_that_is_not_there_has_empty_parts(sessions: Sessions, plan_id: int) -> None:
    assert dive(sessions, plan_id, 99999) == DeepDive((), (), (), (), ())


def test_before_the_plan_was_stated_there_is_nothing(
    sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    before = date(2025, 3, 2)
    assert dive(sessions, plan_id, ids["area 1"], before) == DeepDive((), (), (), (), ())
    assert confidence(sessions, plan_id, before) == {}


def test_the_facts_of_every_area_are_counted(sessions: Sessions, plan_id: int, ids: dict[str, int]) -> None:
    shown(sessions, ids["1.02"])
    found = confidence(sessions, plan_id)
    assert found[ids["area 1"]] == AreaConfidence(
        ids["area 1"], actions=2, well_rated=2, evidenced=1, doubted=1, checks=2, worsening=0, measures=0
    )
    # Delayed without reason, mitigation or new date: of high weight, and nobody is deceived by the rating.
    assert found[ids["area 2"]] == AreaConfidence(
        ids["area 2"], actions=1, well_rated=0, evidenced=0, doubted=0, checks=1, worsening=0, measures=0
    )


def test_evidence_that_was_withdrawn_or_shows_a_later_day_does_not_count(
    sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    withdrawn = shown(sessions, ids["1.02"])
    shown(sessions, ids["1.01"], date(2025, 3, 11))
    with sessions.begin() as session:
        withdraw_evidence(session, withdrawn, **AT)
    assert confidence(sessions, plan_id)[ids["area 1"]].evidenced == 0
    assert confidence(sessions, plan_id, date(2025, 3, 11))[ids["area 1"]].evidenced == 1


def test_confidence_as_at_a_day_is_of_the_ratings_of_that_day(
    sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    say(
        sessions,
        ids["1.01"],
        OFFICE,
        TODAY,
        status=Status.DELAYED,
        reason_for_delay="The printer",
        mitigation="A draft",
        exception_responsible="Hal Pickering",
        revised_due_text="30/04/2025",
    )
    assert confidence(sessions, plan_id, date(2025, 3, 9))[ids["area 1"]].well_rated == 2
    assert confidence(sessions, plan_id)[ids["area 1"]].well_rated == 1


def test_evidence_and_answers_make_kept_figures_old(
    sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    def state() -> str:
        with sessions() as session:
            return get_plan_state(session, plan_id)

    states = [state()]
    evidence = shown(sessions, ids["1.02"])
    states.append(state())
    with sessions.begin() as session:
        withdraw_evidence(session, evidence, **AT)
    states.append(state())
    with sessions.begin() as session:
        answer_check(session, ids["1.01"], "past-due", "Agreed", as_at=TODAY, until=TODAY, **AT)
    states.append(state())
    assert len(set(states)) == 4
