"""How far the ratings of an area can be believed: which facts count, and the sentence that says them."""

from datetime import UTC, date, datetime

import pytest

from data_model.board.confidence import AreaConfidence, area_confidence, confidence_sentence
from data_model.board.rows import CheckAnswerRow, RaisedCheck
from data_model.measures.control_charts import Variation
from data_model.plan.statuses import Status

ANSWER = CheckAnswerRow(1, "Agreed", date(2025, 4, 1), datetime(2025, 3, 1, tzinfo=UTC), "Orla Finch")
NOTHING = AreaConfidence(1, 0, 0, 0, 0, 0, 0, 0)


def raised(code: str, action_id: int, answer: CheckAnswerRow | None = None) -> RaisedCheck:
    return RaisedCheck(code, action_id, "1.01", "Act", 1, "1 Help", (), "Because.", answer)


def test_an_action_that_is_on_track_complete_or_embedded_is_rated_well() -> None:
    statuses = list(enumerate(Status))
    found = area_confidence(7, statuses, [], [], [])
    assert (found.area_id, found.actions, found.well_rated) == (7, len(Status), 3)


def test_evidence_counts_only_where_the_rating_is_good() -> None:
    statuses = [(1, Status.ON_TRACK), (2, Status.DELAYED), (3, Status.COMPLETE)]
    assert area_confidence(1, statuses, {1, 2, 99}, [], []).evidenced == 1


def test_only_checks_of_high_weight_on_good_ratings_make_doubt_and_each_action_once() -> None:
    statuses = [(1, Status.ON_TRACK), (2, Status.DELAYED), (3, Status.COMPLETE)]
    checks = [raised("past-due", 1), raised("reopened", 1), raised("red-unexplained", 2), raised("nobody", 3)]
    found = area_confidence(1, statuses, [], checks, [])
    assert (found.doubted, found.checks) == (1, 4)


def test_an_accepted_check_counts_no_more() -> None:
    found = area_confidence(1, [(1, Status.ON_TRACK)], [], [raised("past-due", 1, ANSWER)], [])
    assert (found.doubted, found.checks) == (0, 0)


def test_a_measure_is_getting_worse_when_its_variation_is_a_concern() -> None:
    variations = [Variation.CONCERN, Variation.COMMON, Variation.IMPROVEMENT]
    found = area_confidence(1, [(1, Status.ON_TRACK)], [], [], variations)
    assert (found.worsening, found.measures) == (1, 3)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (NOTHING, "There is no action in this area."),
        (AreaConfidence(1, 1, 0, 0, 0, 0, 0, 0), "Its one action is not rated complete or on track."),
        (AreaConfidence(1, 4, 0, 0, 0, 9, 0, 0), "None of 4 actions is rated complete or on track."),
        (
            AreaConfidence(1, 9, 1, 1, 1, 3, 0, 2),
            "Of 1 action rated complete or on track, 1 has dated evidence of impact; 1 raises a check of "
            "high weight; no measure is getting worse.",
        ),
        (
            AreaConfidence(1, 1200, 1100, 2, 3, 3, 2, 5),
            "Of 1,100 actions rated complete or on track, 2 have dated evidence of impact; 3 raise a check "
            "of high weight; 2 of 5 measures are getting worse.",
        ),
        (
            AreaConfidence(1, 3, 2, 0, 0, 2, 1, 1),
            "Of 2 actions rated complete or on track, none has dated evidence of impact; its one measure is "
            "getting worse.",
        ),
        (
            AreaConfidence(1, 3, 0, 0, 0, 0, 1, 3),
            "None of 3 actions is rated complete or on track; 1 of 3 measures is getting worse.",
        ),
    ],
)
def test_the_sentence_says_the_facts(facts: AreaConfidence, sentence: str) -> None:
    assert confidence_sentence(facts) == sentence


def test_the_sentence_can_leave_out_what_measures_do() -> None:
    facts = AreaConfidence(1, 3, 0, 0, 0, 0, 1, 3)
    assert confidence_sentence(facts, measures=False) == "None of 3 actions is rated complete or on track."
