"""What speaks against how a recommendation is said to go, on each side of each bound."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from data_model.plan.statuses import Status
from data_model.recommendations.recommendation_checks import (
    CHECKS,
    DAYS_WITHOUT_WORDS,
    find_checks,
    response_due,
)
from data_model.recommendations.recommendation_content import Origin, RecommendationContent, Response
from data_model.recommendations.rows import ActionOfRecommendation

DAY = date(2025, 3, 3)
ASKED = RecommendationContent(Origin.SCRUTINY, "Meet monthly")
ACCEPTED = replace(ASKED, response=Response.ACCEPTED)


def an_action(ref: str, status: Status) -> ActionOfRecommendation:
    return ActionOfRecommendation(1, ref, "Do it", 1, "1 Area", status, "Word", None, 0, False)


def codes(
    content: RecommendationContent,
    *actions: ActionOfRecommendation,
    made_on: date | None = None,
    responded_on: date | None = None,
    words_since: date | None = None,
) -> list[str]:
    found = find_checks(
        content,
        made_on=made_on,
        responded_on=responded_on,
        words_since=words_since,
        actions=actions,
        as_at=DAY,
    )
    return [one.code for one in found]


@pytest.mark.parametrize(
    ("made", "last"),
    [
        (date(2023, 1, 12), date(2023, 3, 11)),
        (date(2022, 11, 1), date(2022, 12, 31)),
        (date(2022, 12, 31), date(2023, 2, 28)),
        (date(2023, 12, 30), date(2024, 2, 29)),
        (date(2024, 12, 1), date(2025, 1, 31)),
    ],
)
def test_two_months_begin_with_the_day_itself(made: date, last: date) -> None:
    assert response_due(made) == last


def test_a_response_is_late_the_day_after_two_months() -> None:
    made = date(2025, 1, 3)  # its two months end on 2 March
    assert codes(ASKED, made_on=made) == ["response-late"]
    assert codes(ASKED, made_on=made + timedelta(days=1)) == []
    assert codes(replace(ASKED, response=Response.REJECTED), made_on=made) == []
    assert codes(replace(ASKED, closed=True), made_on=made) == []
    assert codes(ASKED) == []


def test_only_scrutiny_is_answered_by_law() -> None:
    def because(origin: Origin) -> str:
        content = replace(ASKED, origin=origin)
        made = date(2025, 1, 1)
        (one,) = find_checks(
            content, made_on=made, responded_on=None, words_since=None, actions=(), as_at=DAY
        )
        return one.because

    assert "section 9FE" in because(Origin.SCRUTINY)
    assert all("section" not in because(origin) for origin in Origin if origin is not Origin.SCRUTINY)


def test_an_accepted_one_may_be_silent_for_sixty_days() -> None:
    quiet = DAY - timedelta(days=DAYS_WITHOUT_WORDS)
    assert codes(ACCEPTED, responded_on=quiet) == []
    assert codes(ACCEPTED, responded_on=quiet - timedelta(days=1)) == ["accepted-idle"]
    assert codes(ACCEPTED, responded_on=quiet - timedelta(days=9), words_since=quiet) == []
    assert codes(replace(ACCEPTED, response=Response.IN_PART), words_since=quiet - timedelta(days=1)) == [
        "accepted-idle"
    ]
    long_ago = DAY - timedelta(days=900)
    assert codes(ASKED, responded_on=long_ago) == []
    assert codes(replace(ACCEPTED, status=Status.COMPLETE), responded_on=long_ago) == []
    assert codes(ACCEPTED, an_action("1.01", Status.ON_TRACK), responded_on=long_ago) == []


def test_actions_that_are_all_complete_ask_for_a_person_to_close_it() -> None:
    done, embedded = an_action("1.01", Status.COMPLETE), an_action("1.02", Status.EMBEDDED)
    late = an_action("1.03", Status.DELAYED)
    assert codes(ACCEPTED, done, embedded) == ["actions-complete"]
    assert codes(ACCEPTED, done, late) == []
    assert codes(ACCEPTED) == []
    assert codes(replace(ACCEPTED, closed=True), done, embedded) == []


def test_a_closed_one_whose_actions_are_not_complete_is_named_with_them() -> None:
    done, late = an_action("1.01", Status.COMPLETE), an_action("1.03", Status.DELAYED)
    closed = replace(ACCEPTED, closed=True)
    assert codes(closed, done, late) == ["closed-not-complete"]
    (one,) = find_checks(
        closed, made_on=None, responded_on=None, words_since=None, actions=(done, late), as_at=DAY
    )
    assert one.because == "It is closed, but 1.03 is not complete."


def test_every_check_says_what_it_is_called_and_asks() -> None:
    assert list(CHECKS) == ["response-late", "closed-not-complete", "accepted-idle", "actions-complete"]
    assert all(one.title and one.explanation.endswith(".") for one in CHECKS.values())
