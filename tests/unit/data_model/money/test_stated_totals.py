"""A stated total is held against its parts to the penny."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.money.amounts import StatedTotal, held_against

PENCE = st.integers(-10_000_000_000, 10_000_000_000)


@given(st.lists(PENCE, min_size=1))
def test_a_total_of_its_parts_never_differs_and_a_penny_more_always_does(parts: list[int]) -> None:
    assert not StatedTotal(sum(parts), sum(parts)).differs
    assert StatedTotal(sum(parts) + 1, sum(parts)).differs


def test_the_sentence_says_both_and_how_far_they_are_apart() -> None:
    total = StatedTotal(6_337_600_000, 6_337_500_000)
    assert total.sentence == "£63,376,000 stated, £63,375,000 added up, £1,000 apart"


def test_a_total_may_be_of_the_rows_since_the_last_or_of_all() -> None:
    assert not held_against(1_600, (100, 1_600)).differs
    assert held_against(1_700, (100, 1_600)) == StatedTotal(1_700, 100)
    with pytest.raises(ValueError, match="against something"):
        held_against(1, ())
