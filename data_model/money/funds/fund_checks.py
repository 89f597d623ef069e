"""What speaks against the state of a fund: each check a rule of its own, with its words and its bounds.

Owns: the register of these checks, in the order in which lists show them. Refuses: changing any figure or
rating; a check only says what was found.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from math import floor

from data_model.money.amounts import exact_amount
from data_model.money.check_types import (
    Checked,
    CheckFound,
    MoneyCheck,
    MoneyFinding,
    MoneySubject,
    Owner,
    ask_checks,
)
from data_model.money.funds.fund_sums import FundPosition, LinePosition
from data_model.money.funds.fund_text import percent
from data_model.plan.statuses import Status
from data_model.shared.check_types import CheckSetting, Settings, Weight
from data_model.shared.sentence_text import counted, listed, short_day

_DONE = frozenset({Status.COMPLETE, Status.EMBEDDED})


def find_all(
    positions: Sequence[FundPosition], settings: Mapping[str, Settings] | None = None
) -> list[MoneyFinding]:
    """Run every check on every fund; the findings stand in the order of the checks, then of the funds.

    `settings` holds the numbers that a plan set, by code; what it leaves out has its default.
    """
    return ask_checks(
        FUND_CHECKS,
        (
            Checked(one, MoneySubject.FUND, one.fund.id, one.fund.name, Owner(None, one.fund.owner))
            for one in positions
        ),
        settings,
    )


def _to_return(one: FundPosition, _chosen: Settings) -> Iterator[CheckFound]:
    if one.to_be_returned and one.last_day is not None:
        yield CheckFound(
            f"{exact_amount(one.to_be_returned)} was received and not spent by {short_day(one.last_day)}: it "
            "is to be returned, unless the funder agreed to another day.",
            one.last_day,
        )


def _overspent(one: FundPosition, _chosen: Settings) -> Iterator[CheckFound]:
    for line in one.lines:
        if line.overspent:
            yield CheckFound(
                f"{_named(line)}: {exact_amount(line.sums.used)} is spent of {exact_amount(line.budget)}, "
                f"{exact_amount(line.overspent)} too much.",
                line_id=line.line.id,
            )


def _claims(one: FundPosition, chosen: Settings) -> Iterator[CheckFound]:
    for claim in one.claims:
        period = f"{short_day(claim.period_start)} to {short_day(claim.period_end)}"
        if claim.claimed_on is None:
            if claim.due is not None and claim.due < one.as_at:
                late = (one.as_at - claim.due).days
                yield CheckFound(
                    f"The claim for {period} was due on {short_day(claim.due)}, {counted(late, 'day')} ago.",
                    claim.due,
                )
        elif claim.paid_on is None and (waits := (one.as_at - claim.claimed_on).days) >= chosen["days"]:
            yield CheckFound(
                f"The claim for {period} was made {counted(waits, 'day')} ago and is not paid.",
                claim.claimed_on,
            )


def _conditions(one: FundPosition, _chosen: Settings) -> Iterator[CheckFound]:
    for condition in one.conditions:
        if condition.due is not None and condition.due <= one.as_at and not condition.is_satisfied:
            yield CheckFound(
                f"“{condition.deliverable}” was due on {short_day(condition.due)}: no evidence.",
                condition.due,
            )


def _near_the_end(one: FundPosition, chosen: Settings) -> Iterator[CheckFound]:
    days = one.days_left
    if days is None or one.last_day is None or not 0 <= days < chosen["days"] or one.accepted <= 0:
        return
    if one.left * 100 >= one.accepted * chosen["percent"]:
        yield CheckFound(
            f"{counted(days, 'day')} left, and {exact_amount(one.left)} of {exact_amount(one.accepted)} is "
            "neither spent nor committed.",
            one.last_day - timedelta(days=chosen["days"] - 1),
        )


def _behind(one: FundPosition, chosen: Settings) -> Iterator[CheckFound]:
    line, points = one.straight_line, one.points_behind
    if line is None or points is None or points <= chosen["points"]:
        return
    since = _behind_since(one, chosen["points"])
    if not one.has_movements:
        yield CheckFound(
            f"No spending is recorded where even spending would have used {percent(line)}.", since
        )
    else:
        yield CheckFound(
            f"{percent(one.share_spent)} is spent where even spending would have used {percent(line)}: "
            f"{counted(round(points), 'point')} behind.",
            since,
        )


def _behind_since(one: FundPosition, points: int) -> date | None:
    """Return the day on which even spending left what is spent by now so many points behind."""
    if one.fund.starts_on is None or one.last_day is None:
        return None
    days = (one.last_day - one.fund.starts_on).days + 1
    return one.fund.starts_on + timedelta(days=floor((one.share_spent + Fraction(points, 100)) * days))


def _no_control(one: FundPosition, _chosen: Settings) -> Iterator[CheckFound]:
    for line in one.lines:
        if line.sums.used > 0 and not line.line.spend_control_ids:
            spent = exact_amount(line.sums.used)
            said = f"{_named(line)}: {spent} is spent without a spend control id."
            yield CheckFound(said, line_id=line.line.id)
    if one.outside_lines.used > 0:
        spent = exact_amount(one.outside_lines.used)
        yield CheckFound(f"{spent} is spent on no line of the fund, and so without a spend control id.")


def _no_authority(one: FundPosition, _chosen: Settings) -> Iterator[CheckFound]:
    for line in one.lines:
        if line.without_authority and line.line.authority is not None:
            yield CheckFound(
                f"{_named(line)} has {exact_amount(line.line.amount)}; the decision names "
                f"{exact_amount(line.line.authority)}: {exact_amount(line.without_authority)} has no "
                "authority.",
                line.line.stamp.as_at,
                line.line.id,
            )


def _not_adding_up(one: FundPosition, _chosen: Settings) -> Iterator[CheckFound]:
    if one.fund.maximum is not None and one.lines and one.difference:
        more = "less" if one.difference > 0 else "more"
        yield CheckFound(
            f"The lines add up to {exact_amount(one.of_lines)}, {exact_amount(abs(one.difference))} {more} "
            f"than the {exact_amount(one.accepted)} accepted.",
            max(one.fund.stamp.as_at, *(line.line.stamp.as_at for line in one.lines)),
        )


def _complete_unspent(one: FundPosition, _chosen: Settings) -> Iterator[CheckFound]:
    for line in one.lines:
        done = [action.ref for action in line.line.actions if action.status in _DONE]
        if done and line.line.amount > 0 and line.sums.used <= 0:
            said = f"{_named(line)} is unspent, though {_actions(done)} complete."
            yield CheckFound(said, line_id=line.line.id)


def _spent_open(one: FundPosition, _chosen: Settings) -> Iterator[CheckFound]:
    for line in one.lines:
        still = [action.ref for action in line.line.actions if action.status not in _DONE]
        if still and 0 < line.budget <= line.sums.used:
            said = f"{_named(line)} is spent, though {_actions(still)} not complete."
            yield CheckFound(said, line_id=line.line.id)


def _named(line: LinePosition) -> str:
    return f"“{line.line.activity}”"


def _actions(refs: Sequence[str]) -> str:
    named = listed([ref or "one without a ref" for ref in refs])
    return f"action {named} is" if len(refs) == 1 else f"actions {named} are"


FUND_CHECKS: tuple[MoneyCheck[FundPosition], ...] = (
    MoneyCheck(
        "fund-to-return",
        "Money to be returned",
        Weight.HIGH,
        "After the last day of a fund, what was received and neither spent nor returned, where unspent money "
        "is returned, or carried forward with a consent that would have moved the spend-by date.",
        "Has the funder agreed to another day, or when does the money go back?",
        _to_return,
    ),
    MoneyCheck(
        "fund-line-overspent",
        "A line overspent",
        Weight.HIGH,
        "More was spent on a line, accruals included, than it has with virements.",
        "What pays for what is too much, and who agreed to it?",
        _overspent,
    ),
    MoneyCheck(
        "fund-claim-late",
        "A claim late or unpaid",
        Weight.HIGH,
        "A claim was not made by its day, or was made at least as many days ago as the setting says and is "
        "not paid.",
        "What keeps the claim, and what does the council pay meanwhile?",
        _claims,
        (CheckSetting("days", "days for which a claim may wait to be paid", 60, 1),),
    ),
    MoneyCheck(
        "fund-condition-due",
        "A deliverable due without evidence",
        Weight.HIGH,
        "A deliverable that the funder asks for has come due and is neither evidenced nor waived; met alone "
        "is not enough.",
        "Is it done, where is the evidence, and which money depends on it?",
        _conditions,
    ),
    MoneyCheck(
        "fund-near-the-end",
        "Near the spend-by date and much uncommitted",
        Weight.HIGH,
        "Fewer days are left to a fund's last day than the setting says, and the share of the sum accepted "
        "that the setting says, or more, is neither spent nor committed.",
        "What will be bought in the days left, and what goes back?",
        _near_the_end,
        (
            CheckSetting("days", "days before the last day", 60, 1),
            CheckSetting("percent", "per cent of the sum that are uncommitted", 25, 1, 100),
        ),
    ),
    MoneyCheck(
        "fund-behind",
        "Spent behind the straight line",
        Weight.MEDIUM,
        "The share of a fund that is spent is more percentage points below the straight line than the "
        "setting says.",
        "Is the money late or not needed, and what does the plan lose by it?",
        _behind,
        (CheckSetting("points", "points behind the straight line", 20, 0, 100),),
    ),
    MoneyCheck(
        "fund-no-control",
        "Spend without a spend control id",
        Weight.MEDIUM,
        "Something was spent on a line that names no spend control id, or on no line of the fund.",
        "Who agreed to this spending, and under which id?",
        _no_control,
    ),
    MoneyCheck(
        "fund-no-authority",
        "A line with more than the decision names",
        Weight.MEDIUM,
        "The decision itself names a smaller sum for the line.",
        "Which decision covers the rest?",
        _no_authority,
    ),
    MoneyCheck(
        "fund-not-adding-up",
        "Lines that do not add up to the sum accepted",
        Weight.MEDIUM,
        "A maximum sum is stated for a fund, and its lines add up to another.",
        "What is the rest for, or which line is wrong?",
        _not_adding_up,
    ),
    MoneyCheck(
        "fund-complete-unspent",
        "An action complete whose line is unspent",
        Weight.MEDIUM,
        "An action that a line pays for is complete, and nothing was spent on the line.",
        "What paid for the action, or is it complete?",
        _complete_unspent,
    ),
    MoneyCheck(
        "fund-spent-open",
        "A line spent whose action is not complete",
        Weight.MEDIUM,
        "All of a line is spent, and an action that it pays for is not complete.",
        "What pays for the rest of the action?",
        _spent_open,
    ),
)
