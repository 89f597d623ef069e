"""Colours, words and letters mean what one plan's key says, and nothing more."""

import pytest

from data_model.plan.rows import KeyRow
from data_model.plan.statuses import Status
from data_model.shared.colour_text import colour_name, describe
from loaders.plan.rag import PRESETS, RagKey, status_of_words

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
