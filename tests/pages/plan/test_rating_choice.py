"""Which ratings an update offers, for keys of every kind."""

from data_model.plan.statuses import Status
from tests.integration.cast import key_row
from ui.plan.rating_choice import current_code, find_choice, list_choices

KEY = (
    key_row("fill:FF0000", "Late", Status.DELAYED),
    key_row("fill:FFFF00", "Moving", Status.ON_TRACK),
    key_row("word:moving", "moving", Status.ON_TRACK),
    key_row("fill:00B050", "Done", Status.COMPLETE),
    key_row("fill:0070C0", "", Status.EMBEDDED),
    key_row("fill:none", "Blank", Status.NOT_RATED),
)


def offered(stands: Status, label: str, key: tuple[object, ...] = KEY) -> list[tuple[str, bool]]:
    return [(each.label, each.is_own) for each in list_choices(key, stands, label)]  # type: ignore[arg-type]


def test_the_plans_own_words_are_offered_once_each_and_never_not_rated() -> None:
    assert offered(Status.NOT_RATED, "") == [("Done", True), ("Moving", True), ("Late", True)]


def test_a_rating_that_stands_and_is_not_in_the_key_is_offered_too() -> None:
    assert offered(Status.PAUSED, "On hold") == [
        ("Done", True),
        ("Moving", True),
        ("Late", True),
        ("On hold", True),
    ]


def test_without_a_key_what_an_update_must_be_able_to_say_is_offered_in_plain_words() -> None:
    assert offered(Status.NOT_RATED, "", ()) == [("Complete", False), ("On track", False), ("Delayed", False)]


def test_what_stands_is_found_whatever_its_case_and_not_rated_is_nothing() -> None:
    choices = list_choices(KEY, Status.ON_TRACK, "MOVING")
    assert current_code(choices, Status.ON_TRACK, "MOVING") == "on_track:Moving"
    assert current_code(choices, Status.NOT_RATED, "") == ""


def test_a_code_of_a_draft_that_the_key_no_longer_has_is_nothing() -> None:
    choices = list_choices(KEY, Status.ON_TRACK, "Moving")
    assert find_choice(choices, "at_risk:Wobbly") is None
    assert find_choice(choices, None) is None
