"""Sentences say numbers, lists and dates as British English does."""

from datetime import date

import pytest

from data_model.shared.sentence_text import counted, is_or_are, listed, long_day, long_month, short_day


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 actions"), (1, "1 action"), (2, "2 actions"), (1204, "1,204 actions")]
)
def test_a_number_agrees_with_its_noun(number: int, words: str) -> None:
    assert counted(number, "action") == words


def test_an_irregular_plural_can_be_given() -> None:
    assert counted(2, "person", "people") == "2 people"


def test_the_verb_agrees_with_its_number() -> None:
    assert [is_or_are(number) for number in (0, 1, 2)] == ["are", "is", "are"]


@pytest.mark.parametrize(
    ("parts", "words"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_a_list_reads_as_a_sentence(parts: list[str], words: str) -> None:
    assert listed(parts) == words


def test_dates_read_day_first_in_english() -> None:
    assert short_day(date(2022, 6, 4)) == "4 Jun 2022"
    assert long_day(date(2022, 6, 4)) == "4 June 2022"
    assert long_month(date(2022, 12, 12)) == "December 2022"
