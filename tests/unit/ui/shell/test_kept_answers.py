"""What a server keeps is bounded by bytes, made once, and nobody's to change."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from ui.shell.kept_answers import KeptAnswers

KILOBYTE = "x" * 1000


def test_an_answer_is_made_once_and_handed_out_as_a_copy() -> None:
    kept, made = KeptAnswers(10_000), []

    def make() -> list[str]:
        made.append("once")
        return ["a row"]

    first = kept.answer("question", make)
    assert isinstance(first, list)
    first.append("a row of somebody else")
    assert kept.answer("question", make) == ["a row"]
    assert made == ["once"]


def test_none_is_an_answer_too() -> None:
    kept = KeptAnswers(10_000)
    assert kept.answer("question", lambda: None) is None
    assert kept.answer("question", lambda: "another") is None


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    kept = KeptAnswers(3_500)
    for question in (1, 2, 3):
        kept.answer(question, lambda: KILOBYTE)
    kept.answer(1, lambda: "made anew")  # asked for again, so the second is now the oldest
    kept.answer(4, lambda: KILOBYTE)
    assert kept.size <= 3_500
    assert [kept.answer(question, lambda: "made anew") for question in (1, 3, 4)] == [KILOBYTE] * 3
    assert kept.answer(2, lambda: "made anew") == "made anew"


def test_memory_stays_flat_however_many_are_asked() -> None:
    kept = KeptAnswers(20_000)
    for question in range(500):
        kept.answer(question, lambda: KILOBYTE)
        assert kept.size <= 20_000


def test_long_questions_with_short_answers_are_bounded_as_well() -> None:
    kept = KeptAnswers(20_000)
    for question in range(500):
        kept.answer((question, KILOBYTE), lambda: None)
        assert kept.size <= 20_000
    made: list[int] = []
    for question in range(500):
        kept.answer((question, KILOBYTE), lambda: made.append(1))
    assert len(made) > 480  # twenty at most were kept


def test_an_answer_larger_than_all_that_is_kept_is_given_and_not_kept() -> None:
    kept = KeptAnswers(500)
    assert kept.answer("question", lambda: KILOBYTE) == KILOBYTE
    assert kept.size == 0


def test_who_asks_while_an_answer_is_made_waits_for_it() -> None:
    kept, begun, go_on = KeptAnswers(10_000), Event(), Event()

    def slowly() -> str:
        begun.set()
        assert go_on.wait(10)
        return "made once"

    with ThreadPoolExecutor(2) as readers:
        first = readers.submit(kept.answer, "question", slowly)
        assert begun.wait(10)
        second = readers.submit(kept.answer, "question", lambda: "made twice")
        go_on.set()
        assert [first.result(10), second.result(10)] == ["made once", "made once"]


def test_a_read_that_fails_leaves_nothing_behind_and_is_asked_again() -> None:
    kept = KeptAnswers(10_000)

    def fail() -> str:
        raise OSError("the database went away")

    with pytest.raises(OSError, match="went away"):
        kept.answer("question", fail)
    assert kept.size == 0
    assert kept.answer("question", lambda: "there again") == "there again"
