"""Savings added up, what of them is at risk, what speaks against them, and how they are said."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.money.amounts import read_typed_amount
from data_model.money.financial_years import FinancialYear
from data_model.money.savings.saving_checks import SavingFacts, agreed_profiles, check_savings
from data_model.money.savings.saving_content import (
    AmountOf,
    Brag,
    SavingAmount,
    SavingContent,
    SavingTerm,
    differences,
    in_order,
    saving_key,
)
from data_model.money.savings.saving_profiles import agreed_in_all, agreed_otherwise
from data_model.money.savings.saving_text import difference_text, savings_sentence
from data_model.money.savings.saving_totals import position, sums_by_rating, total, year_position

YEAR = FinancialYear(2025)
AGREED, FORECAST, DELIVERED = SavingAmount.AGREED, SavingAmount.FORECAST, SavingAmount.DELIVERED


def saving(brag: Brag = Brag.ON_TRACK, taken_into: str = "", **pence: int) -> SavingContent:
    amounts = {AmountOf(YEAR, SavingAmount(kind)): amount for kind, amount in pence.items()}
    return SavingContent(
        "Beds", service_area="Care", brag=brag, taken_into=taken_into, amounts=in_order(amounts)
    )


@pytest.mark.parametrize(
    ("content", "delivered", "on_track", "at_risk"),
    [
        (saving(agreed=100), 0, 100, 0),
        (saving(agreed=100, delivered=30), 30, 70, 0),
        (saving(agreed=100, forecast=60, delivered=30), 30, 30, 40),
        (saving(agreed=100, forecast=160), 0, 100, 0),
        (saving(Brag.AT_RISK, agreed=100, delivered=30), 30, 0, 70),
        (saving(Brag.NOT_RATED, agreed=100), 0, 0, 100),
        (saving(Brag.DELIVERED, agreed=100, delivered=100), 100, 0, 0),
        (saving(Brag.ON_TRACK, agreed=100, delivered=130), 130, 0, 0),
        (saving(Brag.AT_RISK), 0, 0, 0),
    ],
)
def test_net_at_risk_is_what_was_agreed_less_delivered_less_on_track(
    content: SavingContent, delivered: int, on_track: int, at_risk: int
) -> None:
    found = position(content, YEAR)
    assert (found.delivered, found.on_track, found.at_risk) == (delivered, on_track, at_risk)


def test_a_saving_that_another_programme_counts_is_in_the_total_and_never_at_risk() -> None:
    elsewhere = saving(Brag.NOT_RATED, "the care programme", agreed=300)
    found = year_position([saving(agreed=100), elsewhere], YEAR)
    assert (found.agreed, found.elsewhere, found.on_track, found.at_risk) == (400, 300, 100, 0)
    assert [(one.brag, one.service_area, one.in_year(YEAR)) for one in sums_by_rating([elsewhere])] == [
        (None, "", 300),
        (None, "Care", 300),
    ]


RANDOM = st.lists(
    st.builds(
        saving,
        st.sampled_from(Brag),
        st.sampled_from(["", "another"]),
        agreed=st.integers(-(10**9), 10**9),
        delivered=st.integers(0, 10**9),
        forecast=st.integers(-(10**9), 10**9),
    ),
    max_size=8,
)


@given(RANDOM)
def test_ratings_and_areas_add_up_to_what_was_agreed_to_the_penny(savings: list[SavingContent]) -> None:
    sums = sums_by_rating(savings)
    everything = total(savings, AGREED, YEAR)
    assert sum(one.in_year(YEAR) for one in sums if not one.service_area) == everything
    assert sum(one.in_year(YEAR) for one in sums if one.service_area) == everything
    assert sum(one.savings for one in sums if one.service_area) == len(savings)
    assert year_position(savings, YEAR).agreed == everything


def raised(*history: SavingContent, settings: Any = None) -> list[tuple[str, str, date | None]]:
    """Return what the newest of some versions raises, each a day after the one before."""
    told = tuple((date(2025, 6, 1) + timedelta(days=at), one) for at, one in enumerate(history))
    found = check_savings([SavingFacts(history[-1], YEAR, told)], settings)
    return [(one.code, one.sentence, one.since) for one in found]


def test_a_green_saving_forecast_below_what_was_agreed_raises_a_check() -> None:
    low = saving(agreed=10_000, forecast=4_000)
    said = "Rated on track, but £40 is forecast for 2025/26, £60 less than £100 agreed."
    assert raised(low) == [("saving-forecast-below", said, date(2025, 6, 1))]
    assert raised(saving(Brag.AT_RISK, agreed=100, forecast=40)) == []
    assert raised(saving(taken_into="x", agreed=100, forecast=40)) == []
    assert raised(saving(agreed=100, forecast=100)) == []
    # It stands since the first of the versions that say so without a break.
    assert raised(low, saving(agreed=10_000), low, low)[0][2] == date(2025, 6, 3)
    assert raised(low, settings={"saving-forecast-below": {"off": 1}}) == []


def test_a_saving_rated_delivered_with_less_delivered_raises_a_check() -> None:
    found = raised(saving(Brag.DELIVERED, agreed=10_000, delivered=4_000))
    assert [one[0] for one in found] == ["saving-delivered-short"]


def test_a_saving_reprofiled_twice_raises_a_check_and_once_none() -> None:
    first, second, third = (saving(agreed=amount) for amount in (30_000, 20_000, 10_000))
    assert raised(first, first, second, second) == []
    said = "What was agreed changed 2 times: together £300, £200 and £100."
    assert raised(first, second, third, third) == [("saving-reprofiled", said, date(2025, 6, 3))]
    assert raised(first, second, third, settings={"saving-reprofiled": {"times": 3}}) == []
    assert len(agreed_profiles([first, second, first])) == 3


def test_what_was_agreed_otherwise_is_told_by_year_and_unknown_sides_are_left_out() -> None:
    assert agreed_otherwise([saving(proposed=100, agreed=100), saving(proposed=100), saving(agreed=1)]) == []
    (found,) = agreed_otherwise([saving(proposed=61_500_000, agreed=53_700_000)])
    assert found.sentence == "2025/26 £615,000 proposed, £537,000 agreed, £78,000 less"


def test_what_was_proposed_and_agreed_in_all_counts_a_proposal_that_was_dropped() -> None:
    kept, dropped = saving(proposed=61_500_000, agreed=53_700_000), saving(proposed=10_000_000)
    whole = agreed_in_all([kept, dropped])
    assert whole is not None
    assert whole.sentence == "2025/26 £715,000 proposed, £537,000 agreed, £178,000 less"
    assert agreed_in_all([saving(proposed=100, agreed=100)]) is None
    assert agreed_in_all([saving(agreed=100)]) is None


def test_differences_name_each_field_and_amount() -> None:
    before, after = saving(agreed=100), saving(Brag.AT_RISK, agreed=200, forecast=50)
    told = [difference_text(one) for one in differences(before, after)]
    assert told == [
        "Rating: “On track” before, “At risk” now",
        "Agreed 2025/26: £1 before, £2 now, £1 more",
        "Forecast 2025/26: not known before, £0.50 now",
    ]
    assert differences(before, before) == []


def test_a_sentence_says_what_was_agreed_and_what_is_at_risk() -> None:
    savings = [saving(agreed=40_000_000), saving(Brag.AT_RISK, agreed=5_000_000)]
    assert savings_sentence(savings, YEAR) == (
        "2 savings: £0.450m agreed for 2025/26, of which £0.000m is delivered, £0.400m on track and £0.050m "
        "net at risk."
    )
    assert savings_sentence([], YEAR) == "No savings are recorded."


def test_titles_are_one_saving_whatever_their_signs_and_case() -> None:
    assert saving_key("Children's Centres - Building Only") == saving_key(
        "children’s centres – building only"
    )
    assert saving_key("Beds 1") != saving_key("Beds 2")


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("", None),
        ("310,000", 31_000_000),
        ("£310k", 31_000_000),
        ("£0.31m", 31_000_000),
        ("−£1,344.37", -134_437),
        ("0", 0),
    ],
)
def test_a_typed_amount_is_read(text: str, pence: int | None) -> None:
    assert read_typed_amount(text) == pence


@pytest.mark.parametrize("text", ["about 3", "0,31", "3.1415", "£", "1e5", "3 or 4", "(3)", "99999999999"])
def test_a_typed_text_that_is_no_amount_is_refused(text: Any) -> None:
    with pytest.raises(ValueError, match=r"amount|penny|more"):
        read_typed_amount(text)


def test_a_saving_that_turns_out_to_be_one_off_differs() -> None:
    found = differences(SavingContent("A"), SavingContent("A", term=SavingTerm.ONE_OFF))
    assert [one.field for one in found] == ["One-off or recurring"]
