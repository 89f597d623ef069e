"""What funds come to: sums, what is left, the straight line, what is to be returned, and their checks."""

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from itertools import permutations
from random import Random
from typing import Any

import pytest

from data_model.money.funds.fund_checks import FUND_CHECKS, find_all
from data_model.money.funds.fund_sums import (
    FundPosition,
    FundSums,
    add_up,
    money_to_return,
    position_of,
    straight_line,
)
from data_model.money.funds.fund_text import (
    accepted_text,
    authority_text,
    bar_text,
    by_year_text,
    fund_sentence,
    funds_sentence,
    last_day_text,
    line_sentence,
)
from data_model.money.funds.fund_vocabulary import (
    ConditionState,
    FundKind,
    FundMovementKind,
    HowPaid,
    Spending,
    UnspentRule,
    split_ids,
)
from data_model.money.funds.rows_funds import (
    ClaimRow,
    ConditionRow,
    FundLineRow,
    FundRow,
    PaidAction,
    VersionStamp,
)

STAMP = VersionStamp(1, date(2024, 4, 1), datetime(2024, 4, 1, tzinfo=UTC), "Orla Finch")
DAY = date(2024, 9, 30)
PAID = PaidAction(1, "1.01", "Train", "complete", "Green")


def fund(**fields: Any) -> FundRow:
    given: dict[str, Any] = {
        "id": 1, "name": "Improvement funding", "funder": "Department", "kind": FundKind.SECTION_31,
        "reference": "", "maximum": 1_000_000, "maximum_revenue": None, "maximum_capital": None,
        "starts_on": date(2024, 4, 1), "ends_on": date(2025, 3, 31), "spend_by": None,
        "how_paid": HowPaid.LUMP_SUM, "unspent_rule": UnspentRule.RETURNED, "owner": "",
        "finance_contact": "", "decision": "", "decision_meeting": "", "retired": False, "stamp": STAMP,
    }  # fmt: skip
    return FundRow(**{**given, **fields})


def line(**fields: Any) -> FundLineRow:
    given: dict[str, Any] = {
        "id": 7, "fund_id": 1, "activity": "Training", "spending": Spending.NOT_SAID,
        "amounts": ((2024, 1_000_000),), "cost_centre": "", "spend_control_ids": ("11",), "owner": "",
        "evidence_wanted": "", "authority": None, "actions": (), "retired": False, "stamp": STAMP,
    }  # fmt: skip
    return FundLineRow(**{**given, **fields})


def condition(**fields: Any) -> ConditionRow:
    given: dict[str, Any] = {
        "id": 3, "fund_id": 1, "deliverable": "A report", "due": DAY, "action_id": None, "action": "",
        "measure_id": None, "measure": "", "year_depending": None, "state": ConditionState.MET,
        "evidence": "", "reason": "", "retired": False, "stamp": STAMP,
    }  # fmt: skip
    return ConditionRow(**{**given, **fields})


def claim(**fields: Any) -> ClaimRow:
    given: dict[str, Any] = {
        "id": 5, "fund_id": 1, "period_start": date(2024, 4, 1), "period_end": date(2024, 6, 30),
        "due": date(2024, 7, 15), "eligible": 500, "claimed": None, "claimed_on": None, "agreed": None,
        "agreed_on": None, "paid": None, "paid_on": None, "conditions": (), "retired": False, "stamp": STAMP,
    }  # fmt: skip
    return ClaimRow(**{**given, **fields})


# Exactly what even spending uses by the end of September: 183 of 365 days.
EVEN = FundSums(received=1_000_000, spent=501_370)


def position(
    sums: FundSums | None = EVEN, one: FundLineRow | None = None, as_at: date = DAY, **fields: Any
) -> FundPosition:
    row = one or line()
    held = {} if sums is None else {row.id: sums}
    return position_of(fund(**fields), as_at, [row], held)


def codes(one: FundPosition) -> list[str]:
    return [found.code for found in find_all([one])]


def test_movements_add_up_the_same_in_any_order() -> None:
    parts = [
        (FundMovementKind.SPENT, 5), (FundMovementKind.SPENT, -5), (FundMovementKind.COMMITTED, 7),
        (FundMovementKind.VIREMENT_OUT, 3), (FundMovementKind.VIREMENT_IN, 3),
    ]  # fmt: skip
    assert {add_up(order) for order in permutations(parts)} == {
        FundSums(committed=7, virement_out=3, virement_in=3)
    }


def test_no_penny_is_lost_between_the_sums_of_lines_and_of_their_fund() -> None:
    chance = Random(7)
    kinds = list(FundMovementKind)
    parts = [
        (chance.choice((None, 7, 8)), chance.choice(kinds), chance.randint(-(10**9), 10**9))
        for _ in range(500)
    ]
    by_line = {one: add_up((kind, pence) for of, kind, pence in parts if of == one) for one in (None, 7, 8)}
    whole = position_of(fund(), DAY, [line(), line(id=8)], by_line)
    assert whole.sums == add_up((kind, pence) for _, kind, pence in parts)
    spent = sum(
        pence for _, kind, pence in parts if kind in (FundMovementKind.SPENT, FundMovementKind.ACCRUAL)
    )
    assert whole.sums.used == spent


def test_what_was_spent_on_a_retired_line_still_counts_for_the_fund() -> None:
    found = position_of(fund(), DAY, [line(retired=True)], {7: FundSums(spent=300)})
    assert (found.lines, found.sums.used, found.left) == ((), 300, 999_700)


def test_a_virement_moves_what_a_line_has_and_leaves_the_fund_alone() -> None:
    sums = {7: FundSums(virement_out=400), 8: FundSums(virement_in=400)}
    rows = [line(amounts=((2024, 600_000),)), line(id=8, activity="Other", amounts=((2024, 400_000),))]
    found = position_of(fund(), DAY, rows, sums)
    assert [one.budget for one in found.lines] == [599_600, 400_400]
    assert found.left == found.accepted == 1_000_000
    assert found.sums.vired == 0


@pytest.mark.parametrize(
    ("day", "share"),
    [
        (date(2024, 3, 31), Fraction(0)),
        (date(2024, 4, 1), Fraction(1, 365)),
        (DAY, Fraction(183, 365)),
        (date(2025, 3, 31), Fraction(1)),
        (date(2026, 1, 1), Fraction(1)),
    ],
)
def test_the_straight_line_runs_from_the_first_day_to_the_last(day: date, share: Fraction) -> None:
    assert straight_line(date(2024, 4, 1), date(2025, 3, 31), day) == share


def test_there_is_no_straight_line_without_a_period() -> None:
    assert straight_line(None, DAY, DAY) is straight_line(DAY, None, DAY) is None
    assert position(starts_on=None).points_behind is None
    assert position(one=line(amounts=()), maximum=None).points_behind is None


def test_the_spend_by_date_counts_before_the_end_of_the_period() -> None:
    assert position(spend_by=date(2024, 12, 31)).days_left == 92
    assert position().days_left == 182
    assert position(ends_on=None).days_left is None


def test_the_sum_accepted_is_the_maximum_and_else_what_the_lines_add_up_to() -> None:
    assert position(one=line(amounts=((2024, 400), (2025, 500))), maximum=None).accepted == 900
    short = position(one=line(amounts=((2024, 400),)), maximum=1000)
    assert (short.accepted, short.difference, short.by_year) == (1000, 600, {2024: 400})


@pytest.mark.parametrize(
    ("rule", "after", "expected"),
    [
        (UnspentRule.RETURNED, 1, 300),
        (UnspentRule.CARRIED, 1, 300),
        (UnspentRule.KEPT, 1, 0),
        (UnspentRule.NOT_SAID, 1, 0),
        (UnspentRule.RETURNED, 0, 0),
    ],
)
def test_unspent_money_is_to_be_returned_after_the_last_day(
    rule: UnspentRule, after: int, expected: int
) -> None:
    sums = FundSums(received=1000, spent=400, accrual=100, returned=200)
    last = date(2025, 3, 31)
    assert money_to_return(sums, rule, last, date.fromordinal(last.toordinal() + after)) == expected


def test_the_sentence_says_what_is_accepted_used_and_left_and_until_when() -> None:
    one = position(
        FundSums(received=34_275_200, spent=10_000_000, committed=11_580_000),
        line(amounts=((2024, 34_275_200),)),
        maximum=None,
    )
    assert fund_sentence(one) == (
        "£342,752 accepted for 2024/25: £215,800 spent or committed, £126,952 not yet, 182 days left."
    )
    assert line_sentence(one) == "Even spending would have used 50% by now; 29% is spent, 21 points behind."
    assert bar_text(one).startswith("£100,000 spent, £115,800 committed, £126,952 left of £342,752; even")
    assert funds_sentence([one]).startswith("1 fund: £342,752 accepted, £215,800 spent or committed")


def test_a_fund_without_movements_says_that_nothing_is_recorded_and_not_that_nothing_is_spent() -> None:
    one = position(None)
    assert fund_sentence(one) == (
        "£10,000 accepted for 2024/25: no movement of it is recorded yet, 182 days left."
    )
    assert line_sentence(one).endswith("no spending is recorded.")
    (behind,) = find_all([one])
    assert behind.sentence == "No spending is recorded where even spending would have used 50%."


def test_sentences_name_what_is_over_returned_or_at_its_end() -> None:
    over = position(FundSums(spent=1_100_000), as_at=date(2025, 3, 31))
    assert "£1,000 more than there is, today is its last day" in fund_sentence(over)
    gone = position(FundSums(returned=5_000), as_at=date(2025, 4, 2))
    assert "£50 returned, £9,950 not yet, over since 31 Mar 2025" in fund_sentence(gone)
    assert fund_sentence(position(ends_on=None)).endswith("no spend-by date.")
    assert last_day_text(position(spend_by=DAY)) == "To be spent by 30 September 2024."
    assert "no period" in last_day_text(position(ends_on=None))
    assert "the same" in accepted_text(position())
    assert "£6,000 less" in accepted_text(position(one=line(amounts=((2024, 400_000),))))


def test_lines_of_several_years_say_what_each_year_has() -> None:
    two = position(one=line(amounts=((2024, 400_000), (2025, 512_345))))
    assert by_year_text(two) == "By year the lines have £4,000 for 2024/25 and £5,123.45 for 2025/26."
    assert by_year_text(position()) == ""


def test_what_the_decision_does_not_name_has_no_authority() -> None:
    one = position(one=line(amounts=((2024, 8_580_000),), authority=8_500_000), maximum=None)
    assert authority_text(one.lines[0]) == "The decision itself names £85,000: £800 has no authority."
    assert "fund-no-authority" in codes(one)
    assert "fund-no-authority" not in codes(position(one=line(authority=1_000_000)))
    assert authority_text(position().lines[0]) == ""


def test_even_spending_with_everything_in_order_raises_no_check() -> None:
    assert codes(position()) == []


NEAR = date(2025, 1, 31)  # 59 days before the last one


@pytest.mark.parametrize(
    ("code", "raises", "does_not"),
    [
        ("fund-behind", position(FundSums(spent=301_369)), position(FundSums(spent=301_370))),
        (
            "fund-near-the-end",
            position(FundSums(spent=750_000), as_at=NEAR),
            position(FundSums(spent=750_001), as_at=NEAR),
        ),
        (
            "fund-near-the-end",
            position(FundSums(spent=750_000), as_at=NEAR),
            position(FundSums(spent=750_000), as_at=date(2025, 1, 30)),
        ),
        (
            "fund-near-the-end",
            position(FundSums(spent=750_000), as_at=NEAR),
            position(FundSums(spent=500_000, committed=250_001), as_at=NEAR),
        ),
        ("fund-line-overspent", position(FundSums(spent=1_000_001)), position(FundSums(spent=1_000_000))),
        (
            "fund-line-overspent",
            position(FundSums(spent=1_000_000, virement_out=1)),
            position(FundSums(spent=1_000_001, virement_in=1)),
        ),
        ("fund-no-control", position(EVEN, line(spend_control_ids=())), position(EVEN)),
        (
            "fund-no-control",
            position(EVEN, line(spend_control_ids=())),
            position(FundSums(committed=1), line(spend_control_ids=())),
        ),
        ("fund-not-adding-up", position(EVEN, line(amounts=((2024, 999_999),))), position(EVEN)),
        (
            "fund-complete-unspent",
            position(FundSums(received=1), line(actions=(PAID,))),
            position(FundSums(spent=1), line(actions=(PAID,))),
        ),
        (
            "fund-spent-open",
            position(FundSums(spent=1_000_000), line(actions=(replace(PAID, status="on_track"),))),
            position(FundSums(spent=999_999), line(actions=(replace(PAID, status="on_track"),))),
        ),
        (
            "fund-to-return",
            position(replace(EVEN, received=501_371), as_at=date(2025, 4, 1)),
            position(replace(EVEN, received=501_370), as_at=date(2025, 4, 1)),
        ),
        (
            "fund-condition-due",
            replace(position(), conditions=(condition(),)),
            replace(position(), conditions=(condition(state=ConditionState.EVIDENCED, evidence="Minutes"),)),
        ),
        (
            "fund-condition-due",
            replace(position(), conditions=(condition(state=ConditionState.NOT_DUE),)),
            replace(position(), conditions=(condition(due=date(2024, 10, 1)),)),
        ),
        (
            "fund-claim-late",
            replace(position(), claims=(claim(due=date(2024, 9, 29)),)),
            replace(position(), claims=(claim(due=DAY),)),
        ),
        (
            "fund-claim-late",
            replace(position(), claims=(claim(claimed=5, claimed_on=date(2024, 8, 1)),)),
            replace(position(), claims=(claim(claimed=5, claimed_on=date(2024, 8, 2)),)),
        ),
        (
            "fund-no-authority",
            position(one=line(authority=999_999)),
            position(one=line(authority=1_000_000)),
        ),
    ],
)
def test_each_check_stands_on_one_side_of_its_bound(
    code: str, raises: FundPosition, does_not: FundPosition
) -> None:
    assert code in codes(raises)
    assert code not in codes(does_not)


def test_what_is_spent_on_no_line_has_no_spend_control_id() -> None:
    whole = position_of(fund(), DAY, [line()], {7: EVEN, None: FundSums(spent=1)})
    assert [one.sentence for one in find_all([whole]) if one.code == "fund-no-control"] == [
        "£0.01 is spent on no line of the fund, and so without a spend control id."
    ]
    committed = position_of(fund(), DAY, [line()], {7: EVEN, None: FundSums(committed=1)})
    assert "fund-no-control" not in codes(committed)
    # What was spent on a line that was retired has the ids that the line had.
    retired = position_of(fund(), DAY, [line()], {7: EVEN, 8: FundSums(spent=1)})
    assert "fund-no-control" not in codes(retired)


# What a board asks for of funds, and the checks that answer it.
ASKED = {
    "spent behind the straight line by more than 20 points": "fund-behind",
    "under 60 days to the spend-by date and a quarter uncommitted": "fund-near-the-end",
    "a line overspent": "fund-line-overspent",
    "spend without a spend control id": "fund-no-control",
    "lines that don't add up to the sum accepted": "fund-not-adding-up",
    "an action complete whose line is unspent": "fund-complete-unspent",
    "and the reverse": "fund-spent-open",
    "a deliverable due without evidence": "fund-condition-due",
    "a claim late or unpaid for 60 days": "fund-claim-late",
    "money to be returned": "fund-to-return",
}


def test_every_check_that_is_asked_for_exists_and_no_two_are_one() -> None:
    known = {check.code for check in FUND_CHECKS}
    assert set(ASKED.values()) <= known
    assert known - set(ASKED.values()) == {"fund-no-authority"}  # more than the decision names


def test_a_paid_claim_raises_nothing_however_old() -> None:
    old = claim(claimed=5, claimed_on=date(2023, 1, 1), paid=5, paid_on=date(2023, 2, 1))
    assert "fund-claim-late" not in codes(replace(position(), claims=(old,)))


def test_codes_and_titles_of_checks_are_their_own() -> None:
    assert len({check.code for check in FUND_CHECKS}) == len(FUND_CHECKS)
    assert len({check.title for check in FUND_CHECKS}) == len(FUND_CHECKS)


def test_several_spend_control_ids_stand_in_one_text() -> None:
    assert split_ids("6894, 3132\n6894; ") == ("6894", "3132")
    assert split_ids("  ") == ()
