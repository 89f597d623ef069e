"""What an update must say, rule by rule."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from data_model.plan.statuses import Status
from data_model.plan.update_rules import (
    ActionUpdate,
    Before,
    Missing,
    NotComplete,
    missing_for,
    moves_due_date,
    proposes,
    reason_of,
)

BEFORE = Before(
    status=Status.ON_TRACK,
    due_text="30/06/2025",
    due_date=date(2025, 6, 30),
    revised_due_text="",
    impact="",
    reason_for_delay="",
    mitigation="",
    exception_responsible="",
)
ALL_FOUR = {
    "reason_for_delay": "A vacancy",
    "mitigation": "Agency cover",
    "exception_responsible": "Hal Pickering",
    "revised_due_text": "30/09/2025",
}


def fields_missing(before: Before = BEFORE, evidence: int = 0, **said: Any) -> list[str]:
    return [missing.field for missing in missing_for(ActionUpdate(**said), before, evidence)]


def test_an_empty_update_lacks_nothing() -> None:
    assert fields_missing() == []
    assert fields_missing(progress="", impact="") == []


def test_delayed_needs_all_four_columns() -> None:
    assert fields_missing(status=Status.DELAYED) == [
        "revised_due_text",
        "reason_for_delay",
        "mitigation",
        "exception_responsible",
    ]
    assert fields_missing(status=Status.DELAYED, **ALL_FOUR) == []


@pytest.mark.parametrize("field", ALL_FOUR)
def test_delayed_needs_each_of_the_four(field: str) -> None:
    # Without a reason for delay nothing says why the date moves either.
    expected = ["reason", field] if field == "reason_for_delay" else [field]
    assert fields_missing(status=Status.DELAYED, **{**ALL_FOUR, field: "  "}) == expected


def test_what_stands_already_need_not_be_typed_again() -> None:
    stands = replace(BEFORE, status=Status.DELAYED, **ALL_FOUR)
    assert fields_missing(stands, progress="Interviews held") == []
    assert fields_missing(stands, status=Status.DELAYED) == []


def test_an_action_that_stays_delayed_still_needs_them() -> None:
    stands = replace(BEFORE, status=Status.DELAYED)
    assert len(fields_missing(stands, progress="Interviews held")) == 4
    assert fields_missing(stands, status=Status.ON_TRACK) == []


@pytest.mark.parametrize("written", ["soon", "Start Oct 22", "31/02/2026"])
def test_a_revised_date_must_be_understood(written: str) -> None:
    assert fields_missing(revised_due_text=written, reason="Moved") == ["revised_due_text"]


@pytest.mark.parametrize(("written", "delayed"), [("Ongoing", ["revised_due_text"]), ("Review 30/09/25", [])])
def test_a_delayed_action_needs_a_day_where_others_may_do_without(written: str, delayed: list[str]) -> None:
    assert fields_missing(revised_due_text=written, reason="Moved") == []
    assert fields_missing(status=Status.DELAYED, **{**ALL_FOUR, "revised_due_text": written}) == delayed


def test_a_moved_date_needs_a_reason_and_a_reason_for_delay_is_one() -> None:
    moved = ActionUpdate(revised_due_text="30/09/2025")
    assert missing_for(moved, BEFORE, 0) == [Missing("reason", "Say why the due date moves.")]
    assert missing_for(replace(moved, reason="Staff"), BEFORE, 0) == []
    late = ActionUpdate(status=Status.DELAYED, **ALL_FOUR)
    assert (reason_of(late, BEFORE), reason_of(replace(late, reason="Said twice"), BEFORE)) == (
        "A vacancy",
        "Said twice",
    )
    assert reason_of(ActionUpdate(reason_for_delay="A vacancy"), BEFORE) == ""


def test_the_same_date_with_spaces_around_it_has_not_moved() -> None:
    stands = replace(BEFORE, revised_due_text="30/09/2025")
    assert not moves_due_date(ActionUpdate(revised_due_text=" 30/09/2025 "), stands)
    assert moves_due_date(ActionUpdate(revised_due_text=""), stands)
    assert not moves_due_date(ActionUpdate(), stands)


@pytest.mark.parametrize("status", [Status.COMPLETE, Status.EMBEDDED])
def test_complete_needs_impact_and_evidence(status: Status) -> None:
    assert fields_missing(status=status) == ["impact", "evidence"]
    assert fields_missing(status=status, impact="Fewer referrals") == ["evidence"]
    assert fields_missing(status=status, evidence=1) == ["impact"]
    assert fields_missing(status=status, evidence=1, impact="Fewer referrals") == []
    assert fields_missing(replace(BEFORE, impact="Fewer"), status=status, evidence=2) == []
    assert fields_missing(replace(BEFORE, impact="Fewer"), status=status, evidence=2, impact=" ") == [
        "impact"
    ]


def test_what_is_complete_already_proposes_nothing_until_it_is_embedded() -> None:
    complete = replace(BEFORE, status=Status.COMPLETE)
    assert not proposes(ActionUpdate(status=Status.COMPLETE), complete)
    assert proposes(ActionUpdate(status=Status.EMBEDDED), complete)
    assert not proposes(ActionUpdate(status=Status.ON_TRACK), complete)
    assert not proposes(ActionUpdate(), complete)


def test_the_refusal_says_everything_that_is_missing() -> None:
    refused = NotComplete(missing_for(ActionUpdate(status=Status.COMPLETE), BEFORE, 0))
    assert str(refused) == ("Say what impact was achieved. Add at least one piece of evidence of the impact.")
    assert [missing.field for missing in refused.missing] == ["impact", "evidence"]
