"""Benefits: profiles are never lost, returns are cumulated exactly, and each check finds what it is for."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.money.benefits.benefit_checks import (
    BENEFIT_CHECKS,
    BenefitFacts,
    MeasureShows,
    VolumeSign,
    benefit_checks,
)
from data_model.money.benefits.benefit_content import (
    BenefitKind,
    Volume,
    benefit_differences,
    number_shown,
    plain_number,
)
from data_model.money.benefits.benefit_profiles import (
    ProfileAmount,
    ProfileLevel,
    ProfileOf,
    contradictions,
    laid_over,
    profile_differences,
    profile_of,
)
from data_model.money.benefits.benefit_returns import (
    ReturnContent,
    ReturnYear,
    StatedSum,
    added_up,
    apart_text,
    cumulate,
    is_rounding,
    ratio_text,
    reached,
    return_of,
    return_sentence,
    return_table,
)
from data_model.money.benefits.benefit_sums import benefit_year, benefits_year, by_kind
from data_model.money.benefits.benefit_text import benefits_sentence
from data_model.money.benefits.benefit_told import read_stated_sum
from data_model.money.benefits.rows_benefits import BenefitReadingKind
from data_model.money.financial_years import FinancialYear
from data_model.money.savings.saving_content import AmountOf, SavingAmount, SavingContent, in_order
from tests.benefit_rows import BEDS, NEXT, YEAR, benefit, came, net

GROSS, COST, NET = ProfileAmount
BANKED = BenefitReadingKind.BANKED
YEARS = st.integers(2020, 2040).map(FinancialYear)
PENCE = st.integers(-(10**11), 10**11)
AMOUNTS = st.dictionaries(
    st.builds(ProfileOf, YEARS, st.sampled_from(ProfileLevel), st.sampled_from(ProfileAmount)), PENCE
)


def found(*rows: object, **facts: object) -> list[tuple[str, str]]:
    held = {"savings": {}, "signs": {}, **facts}
    return [(one.code, one.sentence) for one in benefit_checks(BenefitFacts(rows, **held))]  # type: ignore[arg-type]


def codes(*rows: object, **facts: object) -> list[str]:
    return [code for code, _ in found(*rows, **facts)]


@pytest.mark.parametrize(
    ("written", "plain"),
    [("1,200", "1200"), ("05.50", "5.5"), ("", ""), ("−3", "-3"), ("0.0", "0"), ("1000", "1000")],
)
def test_a_volume_is_kept_in_plain_digits(written: str, plain: str) -> None:
    assert plain_number(written) == plain


@pytest.mark.parametrize("written", ["ten", "1e999999999", "NaN", "1234567890123", "5 or 6"])
def test_what_is_no_volume_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="no number"):
        plain_number(written)


def test_a_volume_is_shown_as_people_write_it() -> None:
    assert [number_shown(one) for one in ("1200", "-4.5", "")] == ["1,200", "−4.5", ""]


def test_a_year_is_worth_its_net_else_gross_less_cost() -> None:
    of = {kind: ProfileOf(YEAR, ProfileLevel.TARGET, kind) for kind in ProfileAmount}
    assert profile_of({of[GROSS]: 500, of[COST]: 120}).worth(YEAR, ProfileLevel.TARGET) == 380
    assert profile_of({of[GROSS]: 500}).worth(YEAR, ProfileLevel.TARGET) == 500
    assert profile_of({of[GROSS]: 500, of[NET]: 90}).worth(YEAR, ProfileLevel.TARGET) == 90
    assert profile_of({of[COST]: 120}).worth(YEAR, ProfileLevel.TARGET) is None
    both = profile_of({of[GROSS]: 500, of[COST]: 120, of[NET]: 400})
    assert contradictions(both) == [(YEAR, ProfileLevel.TARGET, 400, 380)]


def test_a_file_laid_over_a_profile_keeps_other_years_and_drops_a_net_it_contradicts() -> None:
    of = {kind: ProfileOf(YEAR, ProfileLevel.TARGET, kind) for kind in ProfileAmount}
    before = profile_of(
        {of[GROSS]: 500, of[COST]: 100, of[NET]: 400, ProfileOf(NEXT, ProfileLevel.TARGET, NET): 9}
    )
    after = laid_over(before, profile_of({of[GROSS]: 600}))
    assert (after.worth(YEAR, ProfileLevel.TARGET), after.worth(NEXT, ProfileLevel.TARGET)) == (500, 9)
    assert [one.field for one in profile_differences(before, after)] == [
        "Target 2025/26, gross",
        "Target 2025/26, net",
    ]


@given(AMOUNTS, AMOUNTS)
def test_no_pence_are_lost_or_made_by_laying_one_profile_over_another(
    before: dict[ProfileOf, int], stated: dict[ProfileOf, int]
) -> None:
    first, second = profile_of(before), profile_of(stated)
    after = dict(laid_over(first, second).amounts)
    assert {of: after[of] for of in stated} == stated
    # What is gone is a net alone, whose gross or cost was stated anew.
    assert all(of.kind is NET for of in before if of not in after)
    assert all(after[of] == before[of] for of in before if of in after and of not in stated)
    assert laid_over(first, first) == first


@given(st.lists(st.lists(PENCE, min_size=1, max_size=6), min_size=1, max_size=6))
def test_a_benefit_keeps_the_total_of_every_profile_and_its_first(profiles: list[list[int]]) -> None:
    row = benefit(BEDS, *(net(*one) for one in profiles))
    assert [one.profile.total(ProfileLevel.TARGET) for one in row.profiles] == list(map(sum, profiles))
    assert benefit_year(row, YEAR).first == profiles[0][0]
    assert benefit_year(row, YEAR).target == profiles[-1][0]


@given(st.lists(st.tuples(PENCE, PENCE, PENCE), min_size=1, max_size=8))
def test_sums_of_benefits_are_those_of_each(amounts: list[tuple[int, int, int]]) -> None:
    rows = [
        benefit(BEDS, net(target), readings=(came(realised), came(banked, BANKED)))
        for target, realised, banked in amounts
    ]
    one = benefits_year(rows, YEAR)
    assert (one.target, one.realised, one.banked) == tuple(map(sum, zip(*amounts, strict=True)))


@given(st.lists(st.tuples(PENCE, PENCE), min_size=1, max_size=10), st.integers(1, 10**11))
def test_a_return_cumulates_exactly(years: list[tuple[int, int]], invested: int) -> None:
    content = ReturnContent(
        tuple(ReturnYear(YEAR.after(at), gross, None, net_) for at, (gross, net_) in enumerate(years)),
        invested,
    )
    last = cumulate(content)[-1]
    assert (last.gross, last.net) == (sum(one[0] for one in years), sum(one[1] for one in years))
    assert last.ratio(NET) == Fraction(last.net or 0, invested)


def test_without_a_sum_invested_the_costs_so_far_are_what_is_put_in() -> None:
    content = ReturnContent((ReturnYear(YEAR, 500, 100), ReturnYear(NEXT, 900, 100)))
    so_far = cumulate(content)
    assert [one.ratio(NET) for one in so_far] == [Fraction(4), Fraction(6)]
    assert reached(so_far, NET) == YEAR
    assert return_sentence(content).startswith("Return on £0.000m: 6.0 : 1 net and 7.0 : 1 gross by 2026/27.")
    assert [row["Return, gross · net"] for row in return_table(content)] == [
        "5.0 : 1 · 4.0 : 1",
        "7.0 : 1 · 6.0 : 1",
    ]


def test_a_year_that_is_not_known_leaves_the_rest_unknown() -> None:
    content = ReturnContent((ReturnYear(YEAR, 500), ReturnYear(NEXT, None, None, 5)), 100)
    assert [one.gross for one in cumulate(content)] == [500, None]
    assert cumulate(content)[-1].ratio(GROSS) is None
    assert reached(cumulate(content), NET) is None
    assert return_sentence(ReturnContent((ReturnYear(YEAR, 5),))).startswith("No return can be worked out")


def test_halves_of_a_ratio_are_rounded_away_from_zero() -> None:
    assert [ratio_text(Fraction(*one)) for one in ((25, 100), (712, 100), (-1, 4))] == [
        "0.3 : 1",
        "7.1 : 1",
        "−0.3 : 1",
    ]


def test_a_return_of_benefits_knows_gross_where_each_benefit_does() -> None:
    of = {kind: ProfileOf(YEAR, ProfileLevel.TARGET, kind) for kind in ProfileAmount}
    first = profile_of({of[GROSS]: 500, of[COST]: 100})
    (one,) = return_of([first, first]).years
    assert (one.gross, one.cost, one.net) == (1000, 200, 800)
    (mixed,) = return_of([first, net(70)]).years
    assert (mixed.gross, mixed.cost, mixed.net) == (None, None, 470)


def test_a_stated_sum_is_held_against_its_years_and_rounding_is_told_apart() -> None:
    content = ReturnContent(tuple(ReturnYear(YEAR.after(at), 100_100_000) for at in range(2)))
    right = StatedSum(GROSS, YEAR, NEXT, 200_200_000, "J4")
    off = StatedSum(GROSS, YEAR, NEXT, 200_300_000, "J4")
    assert added_up(content, right) == right.pence
    assert added_up(content, StatedSum(GROSS, YEAR, NEXT.after(), 1, "J4")) is None
    assert added_up(content, StatedSum(NET, YEAR, YEAR, 1, "J4")) is None
    assert apart_text(off, 200_200_000).endswith("£1,000 apart, which rounding can make")
    assert not is_rounding(200_300_000, 200_100_000, 2)
    assert not is_rounding(1, 1, 2)


def test_a_papers_sum_is_read_whole_or_not_at_all() -> None:
    assert read_stated_sum("gross 2025/26 to 2026/27 £20.7m") == StatedSum(
        GROSS, YEAR, NEXT, 2_070_000_000, "the paper’s text"
    )
    assert read_stated_sum("Costs 2025/26: £50k").last == YEAR
    for text in (
        "gross £5m",
        "gross 2026/27 to 2025/26 £1m",
        "gross 2025/26 about £1m",
        "profit 2025/26 £1m",
    ):
        with pytest.raises(ValueError, match=r"no (sum|amount)"):
            read_stated_sum(text)


def test_what_differs_between_contents_is_named_with_its_heading() -> None:
    after = benefit(
        BEDS,
        kind=BenefitKind.DISBENEFIT,
        service="Homes",
        retired=True,
        action_ids=(3,),
        volumes=(Volume("x"),),
    ).content
    assert [one.field for one in benefit_differences(BEDS, after)] == [
        "Service",
        "Kind",
        "Volume 1",
        "Actions that bring it",
        "Followed",
    ]


def test_a_sentence_says_realised_and_banked_apart() -> None:
    row = benefit(BEDS, net(300), net(200, stretch=500), readings=(came(150), came(50, BANKED)))
    assert benefits_sentence([row], YEAR) == (
        "1 benefit: £2 (£3 in the first profile) is the target for 2025/26, stretch £5, of which £1.50 is "
        "realised and £0.50 banked."
    )
    assert benefits_sentence([row], YEAR.after(9)).endswith("nothing is profiled for 2034/35.")
    assert by_kind([benefit(BEDS, retired=True)]) == []


@pytest.mark.parametrize(
    ("signs", "is_found"),
    [
        ((MeasureShows.COMMON,), True),
        ((MeasureShows.WORSE,), True),
        ((MeasureShows.COMMON, MeasureShows.CHANGE), False),
        ((MeasureShows.TOO_FEW,), False),
        ((), False),
    ],
)
def test_a_benefit_claimed_whose_measure_shows_only_common_cause_is_found(
    signs: tuple[MeasureShows, ...], is_found: bool
) -> None:
    row = benefit(BEDS, net(300), readings=(came(100),))
    held = {1: [VolumeSign("Placements", one) for one in signs]}
    assert (codes(row, signs=held) == ["benefit-common-cause"]) is is_found
    unclaimed = benefit(BEDS, net(300))
    assert codes(unclaimed, signs=held) == []


def test_what_is_claimed_without_a_measure_or_banked_above_what_is_realised_is_found() -> None:
    bare = benefit(BEDS, net(300), readings=(came(100),), volumes=())
    assert codes(bare) == ["benefit-no-measure"]
    above = benefit(BEDS, net(300), readings=(came(100), came(101, BANKED)))
    assert found(above) == [("benefit-banked-above", "£1.01 is banked for 2025/26, and £1 is realised.")]
    assert codes(benefit(BEDS, net(300), readings=(came(100), came(100, BANKED)))) == []


def test_reprofiled_twice_is_found_and_once_is_not() -> None:
    assert codes(benefit(BEDS, net(300), net(200))) == []
    twice = benefit(BEDS, net(300), net(200), net(100))
    assert found(twice) == [
        ("benefit-reprofiled", "Reprofiled 2 times: its target was £3, £2 and £1 in turn.")
    ]
    assert codes(benefit(twice.content, net(3), net(2), net(1), retired=True)) == []


def test_stated_totals_that_do_not_add_up_are_found() -> None:
    returns = ReturnContent((ReturnYear(YEAR, 2000), ReturnYear(NEXT, 3000)))
    stated = (StatedSum(GROSS, YEAR, NEXT, 5100, "page 4"), StatedSum(GROSS, YEAR, YEAR, 2000, "page 5"))
    assert found(returns=returns, stated=stated) == [
        (
            "benefit-not-adding-up",
            "Gross 2025/26 to 2026/27: £51 stated, £50 added up, £1 apart, which rounding can make (page 4).",
        )
    ]
    of_benefits = (StatedSum(NET, YEAR, YEAR, 300, "B12", of_benefits=True),)
    assert codes(benefit(BEDS, net(300)), stated=of_benefits) == []
    assert codes(benefit(BEDS, net(301)), stated=of_benefits) == ["benefit-not-adding-up"]
    differs = ReturnContent((ReturnYear(YEAR, None, None, 299),))
    assert codes(benefit(BEDS, net(300)), returns=differs) == ["benefit-returns-differ"]


def saving(pence: int = 300, **said: object) -> SavingContent:
    amounts = in_order({AmountOf(YEAR, SavingAmount.AGREED): pence})
    return SavingContent("Beds by contract", amounts=amounts, **said)  # type: ignore[arg-type]


def test_the_same_pounds_as_a_saving_are_a_question_unless_a_person_joined_them() -> None:
    row = benefit(BEDS, net(300))
    alike = {5: saving(service_area="care")}
    (asked,) = benefit_checks(BenefitFacts([row], alike, {}))
    assert (asked.code, asked.is_question) == ("benefit-like-saving", True)
    assert asked.sentence.startswith(
        "Are the £3 of 2025/26 the same pounds as the saving “Beds by contract”?"
    )
    for other in (saving(299, service_area="care"), saving(service_area="homes"),
                  saving(service_area="care", taken_into="the programme")):  # fmt: skip
        assert codes(row, savings={5: other}) == []
    joined = benefit(BEDS, net(300), saving_ids=(5,))
    assert codes(joined, savings={5: saving(7)}) == ["benefit-is-saving"]
    assert codes(joined, savings={5: saving(taken_into="the programme")}) == []


def test_each_check_has_a_code_of_its_own() -> None:
    assert len({one.code for one in BENEFIT_CHECKS}) == len(BENEFIT_CHECKS) == 8
