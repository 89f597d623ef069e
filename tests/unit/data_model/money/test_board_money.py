"""What a board reads of the money: the sentence and its figures, the tables, and what moved."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from data_model.money.amounts import exact_amount
from data_model.money.benefits.benefit_checks import BenefitFacts
from data_model.money.benefits.rows_benefits import BenefitReadingKind
from data_model.money.check_types import MoneySubject
from data_model.money.financial_years import FinancialYear
from data_model.money.for_boards.money_checks import MONEY_CHECKS, check_money
from data_model.money.for_boards.money_moves import MOVES, MoneyMove, money_moves, moves_sentence
from data_model.money.for_boards.money_parts import NO_MONEY, board_money, money_figures, money_sentence
from data_model.money.for_boards.plan_money import PlanMoney, SavingOnDay
from data_model.money.funds.fund_sums import FundPosition, FundSums
from data_model.money.funds.fund_vocabulary import ConditionState
from data_model.money.savings.rows_savings import SavingRow
from data_model.money.savings.saving_content import AmountOf, Brag, SavingAmount, SavingContent, in_order
from tests.benefit_rows import BEDS, benefit, came, net
from tests.unit.data_model.money.funds.test_fund_sums import DAY, claim, condition, fund, line, position

YEAR = FinancialYear(2024)
BANKED = BenefitReadingKind.BANKED
AGREED, FORECAST, DELIVERED = SavingAmount.AGREED, SavingAmount.FORECAST, SavingAmount.DELIVERED
SPENT = position(FundSums(received=600_000, spent=420_000, committed=30_000))


def saving(brag: Brag = Brag.ON_TRACK, number: int = 1, taken_into: str = "", **pence: int) -> SavingOnDay:
    amounts = in_order({AmountOf(YEAR, SavingAmount(kind)): amount for kind, amount in pence.items()})
    content = SavingContent("Fewer agency staff", "S1", brag=brag, taken_into=taken_into, amounts=amounts)
    row = SavingRow(number, 1, 1, content, DAY, datetime(2024, 9, 30, tzinfo=UTC), "Fin Aldous")
    return SavingOnDay(row, ((DAY, content),))


def money(*funds: FundPosition, savings: tuple[SavingOnDay, ...] = (), **fields: Any) -> PlanMoney:
    return PlanMoney(fields.get("as_at", DAY), funds, savings)


def moved(before: PlanMoney, after: PlanMoney) -> list[tuple[str, str]]:
    return [(one.kind, one.sentence) for one in money_moves(before, after)]


def test_the_sentence_says_accepted_spent_left_days_and_savings() -> None:
    whole = money(SPENT, savings=(saving(agreed=40_000_00), saving(Brag.AT_RISK, 2, agreed=20_000_00)))
    assert money_sentence(whole) == (
        "£10,000 accepted, £4,200 spent, £300 committed, £5,500 left with 182 days; "
        "savings for 2024/25: £40,000 of £60,000 agreed are on track or delivered."
    )
    assert [(one.about, one.about_id) for one in money_figures(whole)] == [
        *[(MoneySubject.FUND, SPENT.fund.id)] * 3,
        (MoneySubject.SAVING, None),
    ]


def test_the_savings_of_the_sentence_are_those_of_the_page_with_what_is_counted_elsewhere() -> None:
    others = saving(number=2, taken_into="the transformation", agreed=20_000_00)
    said = "savings for 2024/25: £40,000 of £60,000 agreed are on track or delivered, £20,000 of savings"
    both = money(savings=(saving(agreed=40_000_00), others))
    assert money_sentence(both) == f"{said} counted in another programme."
    assert money_sentence(money(savings=(others,))) == ""


def test_where_nothing_was_recorded_the_sentence_does_not_say_that_nothing_was_spent() -> None:
    assert money_sentence(money(position(FundSums(received=600_000)))).startswith(
        "£10,000 accepted, no spending recorded, £10,000 left"
    )


def test_figures_of_several_funds_lead_to_all_of_them_and_name_the_first_spend_by_date() -> None:
    other = replace(position(spend_by=date(2024, 10, 2)), fund=fund(id=2, spend_by=date(2024, 10, 2)))
    figures = money_figures(money(SPENT, other))
    assert figures[2].words == "£10,486 left with 2 days to the first spend-by date"
    assert {one.about_id for one in figures} == {None}


def test_a_fund_that_is_over_is_said_only_where_money_is_to_be_returned() -> None:
    over = position(FundSums(received=600_000, spent=420_000), as_at=date(2025, 4, 1))
    assert money_sentence(money(over, as_at=over.as_at)) == "£1,800 to be returned."
    spent = position(FundSums(received=420_000, spent=420_000), as_at=date(2025, 4, 1))
    assert money_sentence(money(spent, as_at=spent.as_at)) == ""
    # *Money* sums up both, so the sentence says that it speaks of fewer.
    beside = money_sentence(money(spent, SPENT, as_at=spent.as_at))
    assert beside.startswith("£10,000 accepted in funds that still run, £4,200 spent")


def test_without_money_nothing_is_said_and_nothing_is_kept() -> None:
    assert money().is_empty
    assert board_money(money(), DAY) == NO_MONEY
    assert money_sentence(money(savings=(saving(agreed=10, taken_into="Estates"),))) == ""


def test_tables_hold_funds_savings_by_rating_and_what_is_due() -> None:
    due = (
        condition(id=1),
        condition(id=2, due=DAY + timedelta(20)),
        condition(id=3, due=DAY + timedelta(40)),
    )
    whole = money(replace(SPENT, conditions=due), savings=(saving(agreed=500), saving(number=2, agreed=1)))
    funds, savings, deliverables = board_money(whole, DAY + timedelta(31)).parts
    (one,) = funds.lines
    assert (one.about, one.about_id) == ("fund", SPENT.fund.id)
    assert one.cells[1:7] == (1_000_000, 600_000, 30_000, 420_000, 550_000, date(2025, 3, 31))
    assert [column.heading for column in funds.columns if column.is_pence][-1] == "Left"
    # What nobody knows of a rating is no nought.
    assert [each.cells for each in savings.lines] == [("On track", 2, 501, None, None)]
    assert [each.cells[2] for each in deliverables.lines] == [DAY, DAY + timedelta(20)]
    assert deliverables.sentence == "2 deliverables are due by 31 October 2024, 1 of them already."


def test_what_is_evidenced_or_waived_is_not_due() -> None:
    met = (condition(state=ConditionState.EVIDENCED, evidence="Minutes"), condition(due=None))
    assert len(board_money(money(replace(SPENT, conditions=met)), DAY).parts) == 1


def test_a_line_newly_overspent_and_a_fund_newly_behind_are_told_once() -> None:
    even, over = money(position()), money(position(FundSums(received=1_000_000, spent=1_000_100)))
    assert moved(even, over) == [
        ("overspent", "“Training”: £10,001 is spent of £10,000, £1 too much."),
        ("moved", "£4,987.30 more spent."),
    ]
    assert moved(over, money(position(FundSums(received=1_000_000, spent=1_000_300)))) == [
        ("moved", "£2 more spent.")
    ]
    behind = money(position(FundSums(received=1_000_000)))
    assert [kind for kind, _ in moved(even, behind)] == ["behind", "moved"]
    settings = {"fund-behind": {"off": 1}}
    assert [one.kind for one in money_moves(even, behind, settings)] == ["moved"]


def test_a_saving_whose_rating_forecast_and_profile_moved_is_told_each_with_its_words() -> None:
    before = money(savings=(saving(agreed=50_000, forecast=50_000),))
    after = money(savings=(saving(Brag.AT_RISK, agreed=40_000, forecast=20_000, delivered=10_000),))
    assert moved(before, after) == [
        ("rating", "On track before, at risk now."),
        ("forecast", "Forecast 2024/25: £500 before, £200 now, £300 less."),
        ("reprofiled", "Agreed 2024/25: £500 before, £400 now, £100 less."),
        ("delivered", "Delivered 2024/25: not known before, £100 now."),
    ]
    elsewhere = money(savings=(saving(agreed=50_000, forecast=50_000, taken_into="Estates"),))
    assert moved(before, elsewhere) == [("rating", "Taken into Estates, which counts it now.")]
    # A forecast that is stated for the first time is no change of one.
    first = money(savings=(saving(agreed=50_000),))
    assert moved(first, before) == []
    assert moved(money(), first) == [("added", "On track.")]


def test_deliverables_met_and_overdue_and_claims_are_told() -> None:
    before = money(replace(position(), conditions=(condition(due=DAY + timedelta(1)),), claims=(claim(),)))
    claimed = claim(claimed=500, claimed_on=date(2024, 7, 1), paid=400, paid_on=date(2024, 8, 1))
    later = replace(position(as_at=DAY + timedelta(1)), conditions=(condition(due=DAY + timedelta(1)),))
    found = moved(before, money(replace(later, claims=(claimed,)), as_at=later.as_at))
    assert found == [
        ("due", "“A report” was due on 1 Oct 2024: no evidence."),
        (
            "claim",
            "The claim for 1 Apr 2024 to 30 Jun 2024: £5 claimed on 1 Jul 2024 and £4 paid on 1 Aug 2024.",
        ),
    ]
    held = replace(position(), conditions=(condition(state=ConditionState.NOT_DUE),))
    shown = replace(held, conditions=(condition(state=ConditionState.EVIDENCED, evidence="Minutes"),))
    assert moved(money(held), money(shown)) == [("met", "“A report”: evidenced.")]


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(0, 10**9))
def test_what_is_told_to_be_spent_adds_up_over_any_days_between(first: int, second: int, third: int) -> None:
    days = [
        money(position(FundSums(spent=sum((first, second, third)[: at + 1]), received=1))) for at in range(3)
    ]

    def spent(before: PlanMoney, after: PlanMoney) -> int:
        said = [one.sentence for one in money_moves(before, after) if one.kind == "moved"]
        difference = after.funds[0].sums.used - before.funds[0].sums.used
        assert said == ([f"{exact_amount(difference)} more spent."] if difference else [])
        return difference

    assert spent(days[0], days[1]) + spent(days[1], days[2]) == spent(days[0], days[2])


def test_nothing_moves_between_a_day_and_itself() -> None:
    whole = money(SPENT, savings=(saving(agreed=1),))
    assert money_moves(whole, whole) == ()
    assert moves_sentence(()) == ""


def test_moves_are_counted_by_the_titles_they_were_told_under() -> None:
    moves = [MoneyMove(kind, MOVES[kind], "fund", 1, "Grant", "So.") for kind in ("claim", "claim", "added")]
    assert moves_sentence(moves) == "Money, 3 moves: claims made, agreed or paid 2; new 1."


def test_every_check_asks_a_question_and_can_be_switched_off() -> None:
    assert all(check.question.endswith("?") and check.explanation for check in MONEY_CHECKS)
    assert len({check.code for check in MONEY_CHECKS}) == len(MONEY_CHECKS)
    whole = money(
        position(FundSums(spent=1_000_001), line(spend_control_ids=(), authority=1)),
        savings=(saving(agreed=2, forecast=1),),
    )
    found = {one.code for one in check_money(whole)}
    assert {"fund-line-overspent", "fund-no-control", "fund-no-authority", "saving-forecast-below"} <= found
    assert check_money(whole, {code: {"off": 1} for code in found}) == []


def test_a_plan_sets_the_numbers_of_a_check_and_it_says_since_when_it_stands() -> None:
    behind = money(position(FundSums(received=1_000_000, spent=400_000)))
    assert [one.code for one in check_money(behind)] == []
    (one,) = check_money(behind, {"fund-behind": {"points": 10}})
    # Even spending had used 50% of the year by 30 September.
    assert (one.code, one.since) == ("fund-behind", date(2024, 9, 30))


def test_benefits_join_the_sentence_the_tables_and_what_moved() -> None:
    day = date(2025, 6, 1)
    first = benefit(BEDS, net(300_00, 600_00))
    again = benefit(
        BEDS, net(300_00, 600_00), net(200_00, 600_00), readings=(came(120_00), came(80_00, BANKED))
    )
    before, after = PlanMoney(day, benefits=(first,)), PlanMoney(day, benefits=(again,))
    assert money_sentence(before) == "benefits for 2025/26: £300 to come."
    assert money_sentence(after) == "benefits for 2025/26: £120 of £200 realised, £80 banked."
    (part,) = board_money(after, day).parts
    (one,) = part.lines
    assert (one.about, one.about_id) == ("benefit", again.id)
    assert one.cells == ("B1 Fewer placements", 300_00, 200_00, 120_00, 80_00, 800_00, 2)
    assert moved(before, after) == [
        ("reprofiled", "£900 to come before, £800 now: It slipped."),
        ("delivered", "Realised 2025/26: nothing before, £120 now."),
        ("delivered", "Banked 2025/26: nothing before, £80 now."),
    ]
    assert moved(money(as_at=day), before) == [("added", "£900 to come.")]
    assert after.bringing == {}
    tied = replace(again, content=replace(again.content, action_ids=(4,)))
    assert list(PlanMoney(day, benefits=(tied,)).bringing) == [4]


def test_a_finding_on_benefits_says_which_of_them_it_is_about() -> None:
    often = benefit(BEDS, net(3), net(2), net(1), owner="Hal Pickering")
    facts = BenefitFacts([often], {}, {})
    (one,) = check_money(PlanMoney(DAY, benefits=(often,)), None, facts)
    assert (one.code, one.about, one.id, one.name) == (
        "benefit-reprofiled", MoneySubject.BENEFIT, often.id, "B1 Fewer placements",
    )  # fmt: skip
    assert (one.owner.name, one.since) == ("Hal Pickering", often.profiles[-1].as_at)
    assert check_money(PlanMoney(DAY, benefits=(often,))) == []
    assert check_money(PlanMoney(DAY), {"benefit-reprofiled": {"times": 3}}, facts) == []
