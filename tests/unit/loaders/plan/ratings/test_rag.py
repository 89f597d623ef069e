"""Colours, words and letters mean what one plan's key says, and nothing more."""

import pytest

from data_model.plan.rows import KeyRow
from data_model.plan.statuses import Status
from data_model.shared.colour_text import colour_name, describe
from loaders.plan.ratings.rag import PRESETS, RagKey, status_of_words

KEY = RagKey(
    (
        KeyRow("fill:00B050", "Completed", Status.COMPLETE),
        KeyRow("fill:FFFF00", "In progress & on schedule", Status.ON_TRACK),
        KeyRow("fill:FF0000", "Delayed", Status.DELAYED),
        KeyRow("fill:none", "Planning: not yet commenced", Status.NOT_STARTED),
    )
)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Completed", Status.COMPLETE),
        ("Complete and embedded", Status.EMBEDDED),
        ("In progress & on schedule", Status.ON_TRACK),
        ("On track", Status.ON_TRACK),
        ("Delayed/Not on schedule", Status.DELAYED),
        ("Not on schedule", Status.DELAYED),
        ("Off track", Status.DELAYED),
        ("At risk of delay", Status.AT_RISK),
        ("Minor delays", Status.AT_RISK),
        ("Planning: not yet commenced", Status.NOT_STARTED),
        ("Not started", Status.NOT_STARTED),
        ("On hold", Status.PAUSED),
        ("Not yet complete", None),
        ("To be completed", None),
        ("Complete by March", None),
        ("Partially complete", None),
        ("50% complete", None),
        ("100% complete", Status.COMPLETE),
        ("1. Completed by the team", Status.COMPLETE),
        ("Completed on schedule", Status.COMPLETE),
        ("Not done", None),
        ("Not yet achieved", None),
        ("Working towards being embedded", None),
        ("Complete or on track", None),
        ("Delayed but now complete", None),
        ("Delayed – will not be completed by due date", Status.DELAYED),
        ("Appears to be unachievable", Status.DELAYED),
        ("Not overdue", None),
        ("Not at risk", None),
        ("No longer on track", None),
        ("No longer on track, now at risk", None),
        ("Not complete but embedded", None),
        ("Not complete, on track", Status.ON_TRACK),
        ("On track to complete", Status.ON_TRACK),
        ("Delivery feasible, significant issues", Status.AT_RISK),
        ("Delayed or at risk", None),
        ("In progress", None),
        ("Green", None),
        ("", None),
    ],
)
def test_words_give_a_status_only_when_they_say_it(words: str, status: Status | None) -> None:
    assert status_of_words(words) is status


@pytest.mark.parametrize(
    ("rgb", "name"),
    [
        ("00B050", "green"),
        ("92D050", "green"),
        ("FFFF00", "yellow"),
        ("FFC000", "amber"),
        ("ED7D31", "amber"),
        ("FF0000", "red"),
        ("C00000", "red"),
        ("0070C0", "blue"),
        ("7030A0", "purple"),
        ("A6A6A6", "grey"),
        ("000000", "black"),
        ("FEFEFE", "white"),
    ],
)
def test_colours_have_the_names_people_give_them(rgb: str, name: str) -> None:
    assert colour_name(rgb) == name


@pytest.mark.parametrize(
    ("text", "fill", "status", "label"),
    [
        ("", "00B050", Status.COMPLETE, "Completed"),
        ("", "00B04E", Status.COMPLETE, "Completed"),  # the same shade to the eye
        ("", "92D050", Status.NOT_RATED, ""),  # another green: the key does not explain it
        ("", None, Status.NOT_RATED, ""),  # no colour waits for a person's decision
        ("completed", None, Status.COMPLETE, "Completed"),
        ("G", None, Status.COMPLETE, "Completed"),
        ("Amber", None, Status.ON_TRACK, "In progress & on schedule"),
        ("🔴", None, Status.DELAYED, "Delayed"),
        ("Blue", None, Status.NOT_RATED, "Blue"),
        ("3", None, Status.NOT_RATED, "3"),
    ],
)
def test_a_cell_is_rated_by_the_key(text: str, fill: str | None, status: Status, label: str) -> None:
    rating = KEY.rate(text, fill)
    assert (rating.status, rating.label) == (status, label)


def test_what_the_key_does_not_explain_is_named() -> None:
    assert KEY.rate("", "92D050").unexplained == "fill:92D050"
    assert KEY.rate("", None).unexplained == "fill:none"
    assert KEY.rate("Blue", None).unexplained == "word:blue"
    assert KEY.rate("", "00B050").unexplained == ""


def test_a_persons_decision_stands_before_the_workbooks_key() -> None:
    decided = KeyRow("fill:FF0000", "Red: paused", Status.PAUSED, "Priya Sample")
    assert RagKey((*KEY.entries, decided)).rate("", "FF0000").status is Status.PAUSED


def test_two_greens_with_two_meanings_leave_the_word_green_unexplained() -> None:
    key = RagKey((*KEY.entries, KeyRow("fill:92D050", "On track", Status.ON_TRACK)))
    assert key.rate("Green", None).unexplained == "word:green"


def test_every_preset_explains_the_colours_it_is_named_for() -> None:
    brag = RagKey(next(rows for name, rows in PRESETS.items() if name.startswith("BRAG")))
    assert brag.rate("", "92D050").status is Status.ON_TRACK
    assert brag.rate("", "0070C0").status is Status.COMPLETE
    assert brag.rate("R", None).status is Status.DELAYED


def test_what_was_seen_is_put_into_words() -> None:
    assert describe("fill:00B050") == "green (#00B050)"
    assert describe("fill:none") == "no colour"
    assert describe("colour:green") == "any green"
    assert describe("word:3") == "“3”"


@pytest.mark.parametrize(
    ("fill", "status"),
    [
        ("108040", Status.COMPLETE),
        ("008040", Status.COMPLETE),
        ("118040", Status.NOT_RATED),
        ("009040", Status.COMPLETE),
        ("007040", Status.COMPLETE),
        ("009140", Status.NOT_RATED),
        ("006F40", Status.NOT_RATED),
        ("008050", Status.COMPLETE),
        ("008030", Status.COMPLETE),
        ("008051", Status.NOT_RATED),
        ("00802F", Status.NOT_RATED),
        ("109050", Status.COMPLETE),
    ],
)
def test_a_shade_is_the_keys_as_long_as_no_channel_is_more_than_16_away(fill: str, status: Status) -> None:
    key = RagKey((KeyRow("fill:008040", "Completed", Status.COMPLETE),))
    assert key.rate("", fill).status is status


def test_a_shade_near_two_of_the_key_is_rated_only_where_they_mean_the_same() -> None:
    greens = (
        KeyRow("fill:008040", "Completed", Status.COMPLETE),
        KeyRow("fill:008060", "Done", Status.COMPLETE),
        KeyRow("fill:0080C0", "Paused", Status.PAUSED),
        KeyRow("fill:0080A0", "Delayed", Status.DELAYED),
    )
    key = RagKey(greens)
    assert key.rate("", "008050").label == "Completed"
    assert key.rate("", "0080B0").unexplained == "fill:0080B0"
    assert key.rate("", "0080C0").label == "Paused"


@pytest.mark.parametrize(
    ("text", "fill", "contradiction"),
    [
        ("Completed", "FF0000", "red (#FF0000), which is “Delayed”"),
        ("Completed", "FF0202", "red (#FF0000), which is “Delayed”"),
        ("Completed", "00B050", ""),
        ("Completed", "0070C0", ""),  # a colour that the key does not explain says nothing against a word
        ("Completed", None, ""),
        ("Done", "FF0000", "red (#FF0000), which is “Delayed”"),
    ],
)
def test_a_word_is_kept_against_a_colour_that_means_another_thing(
    text: str, fill: str | None, contradiction: str
) -> None:
    rating = KEY.rate(text, fill)
    assert (rating.status, rating.seen, rating.contradiction) == (Status.COMPLETE, text, contradiction)


def test_no_more_than_60_characters_are_taken_for_a_rating_that_the_key_lacks() -> None:
    words = "Paused while " + "x" * 47
    assert (len(words), KEY.rate(words, None).status) == (60, Status.PAUSED)
    assert KEY.rate(f"{words}x", None).status is Status.NOT_RATED


def test_a_label_is_read_for_its_first_200_characters() -> None:
    assert status_of_words(f"{'x' * 193} closed") is Status.COMPLETE
    assert status_of_words(f"{'x' * 194} closed") is None


def test_no_colour_means_something_once_a_person_has_decided_it() -> None:
    decided = KeyRow("fill:none", "Planning", Status.NOT_STARTED, "Priya Sample")
    rating = RagKey((decided,)).rate("", None)
    assert (rating.status, rating.label, rating.seen, rating.unexplained) == (
        Status.NOT_STARTED,
        "Planning",
        "no colour",
        "",
    )
    left_open = KeyRow("fill:none", "Planning", Status.NOT_RATED, "Priya Sample")
    assert RagKey((left_open,)).rate("", None).unexplained == "fill:none"
    assert RagKey(()).rate("", None).unexplained == "fill:none"


def test_a_colour_whose_label_says_no_status_is_asked_about_until_it_is_decided() -> None:
    entry = KeyRow("fill:FF0000", "Business as usual", Status.NOT_RATED)
    asked = RagKey((entry,)).rate("", "FF0000")
    assert (asked.status, asked.label, asked.unexplained) == (
        Status.NOT_RATED,
        "Business as usual",
        "fill:FF0000",
    )
    decided = RagKey((KeyRow("fill:FF0000", "Business as usual", Status.NOT_RATED, "Priya Sample"),))
    assert decided.rate("", "FF0000").unexplained == ""


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Behind schedule but recoverable", Status.AT_RISK),
        ("Off track, but is recoverable", Status.AT_RISK),
        ("Significant slippage but recoverable", Status.DELAYED),
        ("Behind schedule and unrecoverable", Status.DELAYED),
        ("Late", Status.DELAYED),
        ("Off course", Status.DELAYED),
        ("Later", None),
    ],
)
def test_what_is_behind_and_recoverable_is_at_risk(words: str, status: Status | None) -> None:
    assert status_of_words(words) is status
