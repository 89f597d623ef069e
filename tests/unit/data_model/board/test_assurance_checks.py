"""Every assurance check: what raises it, what falls a day or a character short, and the sentence it gives."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from data_model.board.assurance_checks import (
    CHECKS,
    ActionFacts,
    AreaFacts,
    CheckSetting,
    LinkedMeasure,
    Weight,
    raise_area_checks,
    raise_checks,
)
from data_model.inspections.finding_content import FindingAgainst
from data_model.money.for_boards.money_checks import MONEY_CHECKS
from data_model.plan.due_dates import DueKind
from data_model.plan.statuses import Status

AS_AT = date(2025, 6, 30)
# An action of which no check has anything to say.
SOUND = ActionFacts(
    id=1, status=Status.ON_TRACK, due_date=date(2025, 12, 31), due_kind=DueKind.DEADLINE, responsible=1,
    last_news=date(2025, 6, 20), narratives=("Twelve trained", "Ten trained"), due_moves=(),
    reason_for_delay="", mitigation="", revised_due_text="", reopened_on=None, rating_changed_on=None,
    evidence_for_rating=False, evidence_days=(date(2025, 6, 1),), measures=(), last_board=None,
)  # fmt: skip
EXPLAINED = {"reason_for_delay": "A vacancy", "mitigation": "Agency cover", "revised_due_text": "30/09/2025"}
FALLING = LinkedMeasure("Audits on time", is_deteriorating=True, fails_target=False)
FAILING = LinkedMeasure("Visits on time", is_deteriorating=False, fails_target=True)
BOTH = LinkedMeasure("Plans on time", is_deteriorating=True, fails_target=True)
IMPROVING = LinkedMeasure("Calls on time", is_deteriorating=False, fails_target=True, is_improving=True)
WELL = LinkedMeasure("Reviews on time", is_deteriorating=False, fails_target=False)


def days(number: int) -> date:
    return AS_AT + timedelta(days=number)


def raised(settings: Any = None, **facts: Any) -> dict[str, str]:
    return {one.code: one.because for one in raise_checks(replace(SOUND, **facts), AS_AT, settings)}


def test_a_sound_action_raises_nothing() -> None:
    assert raised() == {}


def test_there_are_the_sixteen_checks_of_ratings_the_heaviest_first() -> None:
    assert [code for code, check in CHECKS.items() if not check.of_money] == [
        "past-due",
        "measure-disagrees",
        "inspectors-disagree",
        "reopened",
        "red-unexplained",
        "no-evidence",
        "no-update",
        "narrative-unchanged",
        "date-moved",
        "rating-without-evidence",
        "due-not-started",
        "not-rated-soon",
        "no-voice",
        "not-rated",
        "nobody",
        "no-date",
    ]
    weights = [check.weight for check in CHECKS.values() if not check.of_money]
    assert weights == [Weight.HIGH] * 5 + [Weight.MEDIUM] * 8 + [Weight.LOW] * 3
    assert all(code == check.code and check.question.endswith("?") for code, check in CHECKS.items())


def test_checks_of_money_stand_behind_those_of_ratings_of_their_weight() -> None:
    order = [(list(Weight).index(check.weight), check.of_money) for check in CHECKS.values()]
    assert order == sorted(order)
    assert {code for code, check in CHECKS.items() if check.of_money} == {one.code for one in MONEY_CHECKS}


def test_every_setting_has_its_default_and_its_bounds() -> None:
    assert {
        code: [(one.name, one.default, one.least, one.most) for one in check.settings]
        for code, check in CHECKS.items()
        if check.settings and not check.of_money
    } == {
        "no-update": [("days", 35, 1, 365), ("grace", 14, 0, 60)],
        "date-moved": [("times", 2, 1, 20)],
        "rating-without-evidence": [("days", 35, 1, 365)],
        "due-not-started": [("days", 30, 1, 365)],
        "not-rated-soon": [("days", 30, 1, 365)],
        "no-voice": [("days", 90, 1, 365)],
    }
    bare = CheckSetting("days", "days", 5)
    assert (bare.least, bare.most) == (0, 365)


def test_past_its_date_by_a_day_and_not_called_late() -> None:
    assert raised(due_date=days(-1)) == {"past-due": "Due 29 June 2025, 1 day ago, and rated “on track”."}
    said = raised(due_date=days(-1), status=Status.NOT_RATED)["past-due"]
    assert said == "Due 29 June 2025, 1 day ago, and not rated."
    assert raised(due_date=days(-40))["past-due"] == "Due 21 May 2025, 40 days ago, and rated “on track”."
    assert raised(due_date=AS_AT) == {}


@pytest.mark.parametrize("status", [Status.COMPLETE, Status.EMBEDDED, Status.PAUSED])
def test_what_is_done_or_paused_is_never_past_its_date(status: Status) -> None:
    assert raised(due_date=days(-1), status=status) == {}


def test_what_is_called_delayed_is_not_said_to_be_past_its_date_as_well() -> None:
    assert raised(due_date=days(-1), status=Status.DELAYED, **EXPLAINED) == {}


def test_a_review_date_that_has_passed_is_no_deadline() -> None:
    assert raised(due_date=days(-1), due_kind=DueKind.REVIEW) == {}


def test_a_measure_that_deteriorates_or_fails_speaks_against_on_track() -> None:
    found = raised(measures=(FALLING, WELL))
    assert found == {"measure-disagrees": "On track, while “Audits on time” is deteriorating."}
    assert raised(measures=(FALLING, FAILING, BOTH))["measure-disagrees"] == (
        "On track, while “Audits on time” is deteriorating and “Visits on time” consistently fails its "
        "target and “Plans on time” is deteriorating."
    )
    assert raised(measures=(FAILING, IMPROVING))["measure-disagrees"] == (
        "On track, while “Visits on time” consistently fails its target and “Calls on time” improves but "
        "does not yet reliably meet its target."
    )
    assert raised(measures=(WELL,)) == {}
    assert raised(measures=(FALLING,), status=Status.AT_RISK) == {}


def test_inspectors_asked_for_better_and_nothing_later_shows_better() -> None:
    visited = days(-20)
    found = FindingAgainst("monitoring visit", visited, ("Area for improvement",), ("6", "9"))
    for status, word in ((Status.ON_TRACK, "on track"), (Status.COMPLETE, "complete")):
        assert raised(status=status, found=found, evidence_days=(visited,)) == {
            "inspectors-disagree": f"Rated “{word}”, while the monitoring visit of 10 June 2025 found an "
            "area for improvement (paragraphs 6 and 9), and no evidence of a later day is attached."
        }
    bare = replace(found, paragraphs=())
    assert "improvement, and no" in raised(found=bare)["inspectors-disagree"]
    assert raise_checks(replace(SOUND, found=found), AS_AT)[0].since == visited
    # What lies ahead of the day that is looked at shows nothing yet.
    assert "inspectors-disagree" in raised(found=found, evidence_days=(visited, days(1)))
    assert raised(found=found, evidence_days=(visited + timedelta(days=1),)) == {}
    assert raised(found=found, status=Status.AT_RISK) == {}


def test_reopened_after_it_was_complete() -> None:
    found = raised(reopened_on=date(2025, 6, 2))
    assert found == {"reopened": "It was complete until 2 June 2025 and is open again."}
    assert raised(reopened_on=date(2025, 6, 2), status=Status.EMBEDDED) == {}


def test_delayed_must_give_a_reason_a_mitigation_and_a_new_date() -> None:
    late: dict[str, Any] = {"status": Status.DELAYED}
    assert raised(**late) == {
        "red-unexplained": "Delayed without reason for delay, mitigating actions or revised due date."
    }
    assert raised(**late, **EXPLAINED) == {}
    for field, words in (
        ("reason_for_delay", "reason for delay"),
        ("mitigation", "mitigating actions"),
        ("revised_due_text", "revised due date"),
    ):
        assert raised(**late, **{**EXPLAINED, field: " \n"}) == {
            "red-unexplained": f"Delayed without {words}."
        }
        assert raised(**late, **{**EXPLAINED, field: "x"}) == {}


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.ON_TRACK, "on track"),
        (Status.COMPLETE, "complete"),
        (Status.EMBEDDED, "complete and embedded"),
    ],
)
def test_complete_or_on_track_asks_for_dated_evidence(status: Status, words: str) -> None:
    assert raised(status=status, evidence_days=()) == {
        "no-evidence": f"Rated “{words}” and no dated evidence of impact is attached."
    }
    assert raised(status=status, evidence_days=(days(1),)).keys() == {"no-evidence"}
    assert raised(status=status, evidence_days=(AS_AT,)) == {}


def test_at_risk_asks_for_no_evidence() -> None:
    assert raised(status=Status.AT_RISK, evidence_days=()) == {}


def test_no_update_for_more_than_35_days() -> None:
    assert raised(last_news=days(-36)) == {"no-update": "The last update is of 25 May 2025, 36 days ago."}
    assert raised(last_news=days(-35)) == {}
    assert raised(last_news=days(-36), status=Status.PAUSED) == {}


def test_the_days_without_an_update_are_a_setting() -> None:
    ten = {"no-update": {"days": 10}}
    assert raised(ten, last_news=days(-10)) == {}
    assert raised(ten, last_news=days(-11)).keys() == {"no-update"}


def test_no_update_since_the_last_board() -> None:
    told = {"no-update": "The last update is of 14 June 2025, 16 days ago; the board met on 15 June 2025."}
    assert raised(last_news=days(-16), last_board=days(-15)) == told
    # Days of grace: nobody has had the time to say anything since.
    assert raised(last_news=days(-16), last_board=days(-14)) == {}
    none = {"no-update": {"grace": 0}}
    assert raised(none, last_news=days(-2), last_board=days(-1)).keys() == {"no-update"}
    assert raised(none, last_news=days(-1), last_board=AS_AT) == {}
    assert raised(last_news=days(-15), last_board=days(-15)) == {}
    assert raised(none, last_news=days(-6), last_board=days(1)) == {}


def test_the_narrative_is_that_of_the_last_update() -> None:
    told = {"narrative-unchanged": "The progress given on 20 June 2025 is word for word the one before."}
    assert raised(narratives=("Ten trained", "Ten trained")) == told
    assert raised(narratives=("Ten  trained\n", "ten TRAINED")) == told
    assert raised(narratives=("Ten trained.", "Ten trained")) == {}
    assert raised(narratives=("", "")) == {}
    assert raised(narratives=("Ten trained",)) == {}
    assert raised(narratives=("Ten trained", "Ten trained"), status=Status.COMPLETE) == {}


def test_the_date_moved_twice() -> None:
    assert raised(due_moves=(days(-90), days(-30))) == {
        "date-moved": "Its due date was moved twice, last on 31 May 2025."
    }
    assert raised(due_moves=(days(-30),)) == {}
    assert raised(due_moves=(days(-30), days(1))) == {}
    assert raised(due_moves=(days(-90), days(-30)), status=Status.COMPLETE) == {}
    three = {"date-moved": {"times": 3}}
    assert raised(three, due_moves=(days(-90), days(-30))) == {}
    assert raised(three, due_moves=(days(-90), days(-60), AS_AT)) == {
        "date-moved": "Its due date was moved 3 times, last on 30 June 2025."
    }
    assert raised({"date-moved": {"times": 1}}, due_moves=(AS_AT,)) == {
        "date-moved": "Its due date was moved once, last on 30 June 2025."
    }


def test_the_rating_changed_and_nothing_new_shows_it() -> None:
    assert raised(rating_changed_on=days(-35)) == {
        "rating-without-evidence": "Its rating became “on track” on 26 May 2025 and no evidence was added "
        "since the statement before."
    }
    assert raised(rating_changed_on=days(-36)) == {}
    assert raised(rating_changed_on=days(-35), evidence_for_rating=True) == {}
    assert list(raised(rating_changed_on=days(-35), status=Status.NOT_RATED)) == ["not-rated"]
    ten = {"rating-without-evidence": {"days": 10}}
    assert raised(ten, rating_changed_on=days(-10)).keys() == {"rating-without-evidence"}
    assert raised(ten, rating_changed_on=days(-11)) == {}


def test_due_within_30_days_and_not_started() -> None:
    idle: dict[str, Any] = {"status": Status.NOT_STARTED}
    assert raised(**idle, due_date=days(30)) == {
        "due-not-started": "Due 30 July 2025, in 30 days, and not started."
    }
    assert (
        raised(**idle, due_date=days(1))["due-not-started"] == "Due 1 July 2025, in 1 day, and not started."
    )
    assert raised(**idle, due_date=AS_AT)["due-not-started"] == "Due 30 June 2025, today, and not started."
    assert raised(**idle, due_date=days(31)) == {}
    assert raised(**idle, due_date=days(-1)).keys() == {"past-due"}
    assert raised(due_date=days(30)) == {}
    assert raised({"due-not-started": {"days": 31}}, **idle, due_date=days(31)).keys() == {"due-not-started"}


def test_nobody_is_responsible() -> None:
    assert raised(responsible=0) == {"nobody": "Neither a person nor a post is responsible."}
    assert raised(responsible=0, status=Status.COMPLETE) == {}


@pytest.mark.parametrize("kind", [DueKind.NONE, DueKind.UNCLEAR, DueKind.DEADLINE])
def test_no_due_date(kind: DueKind) -> None:
    told = {"no-date": "It has no due date that can be understood."}
    assert raised(due_date=None, due_kind=kind) == told
    assert raised(due_date=None, due_kind=kind, status=Status.PAUSED) == {}


@pytest.mark.parametrize("kind", [DueKind.REVIEW, DueKind.RECURRING])
def test_a_review_and_a_rhythm_need_no_date(kind: DueKind) -> None:
    assert raised(due_date=None, due_kind=kind) == {}


def test_a_check_that_is_switched_off_is_not_asked() -> None:
    assert raised({"nobody": {"off": 1}}, responsible=0) == {}
    assert raised({"nobody": {"off": 0}}, responsible=0).keys() == {"nobody"}


def test_what_an_action_raises_comes_heaviest_first() -> None:
    found = raise_checks(
        replace(SOUND, responsible=0, due_date=days(-1), evidence_days=(), last_news=days(-50)), AS_AT
    )
    assert [one.code for one in found] == ["past-due", "no-evidence", "no-update", "nobody"]


def test_not_rated_is_asked_once_by_the_heaviest_check_that_says_it() -> None:
    assert raised(status=Status.NOT_RATED) == {"not-rated": "It is not rated."}
    soon = raised(status=Status.NOT_RATED, due_date=days(30))
    assert soon == {"not-rated-soon": "Due 30 July 2025, in 30 days, and not rated."}
    assert raised(status=Status.NOT_RATED, due_date=AS_AT) == {
        "not-rated-soon": "Due 30 June 2025, today, and not rated."
    }
    assert list(raised(status=Status.NOT_RATED, due_date=days(31))) == ["not-rated"]
    assert list(raised(status=Status.NOT_RATED, due_date=days(-1))) == ["past-due"]
    # Where the heavier check is not asked, the lighter one says it.
    off = {"not-rated-soon": {"off": 1}}
    assert list(raised(off, status=Status.NOT_RATED, due_date=days(30))) == ["not-rated"]


def test_an_area_is_asked_for_what_children_and_families_say_after_90_days() -> None:
    area = AreaFacts(1, open_actions=2, stated_since=days(-200), last_voice=days(-90))
    assert raise_area_checks(area, AS_AT) == []
    (late,) = raise_area_checks(replace(area, last_voice=days(-91)), AS_AT)
    assert late == (
        "no-voice",
        "The newest feedback from children or families is of 31 March 2025, 91 days ago.",
        days(-91),
    )
    (never,) = raise_area_checks(replace(area, last_voice=None), AS_AT)
    assert never.because == (
        "No feedback from children or families is attached to any of its actions in 200 days."
    )
    assert raise_area_checks(replace(area, last_voice=None, stated_since=days(-90)), AS_AT) == []
    assert raise_area_checks(replace(area, last_voice=None, open_actions=0), AS_AT) == []
    assert raise_area_checks(replace(area, last_voice=None), AS_AT, {"no-voice": {"off": 1}}) == []
    assert len(raise_area_checks(area, AS_AT, {"no-voice": {"days": 89}})) == 1


def test_a_check_says_since_when_it_stands() -> None:
    since = {
        one.code: one.since
        for one in raise_checks(replace(SOUND, due_date=days(-9), last_news=days(-40)), AS_AT)
    }
    assert since == {"past-due": days(-9), "no-update": days(-40)}
