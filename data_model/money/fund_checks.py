"""What speaks against the state of a fund: each check a rule of its own, with its words and its bounds.

Owns: the register of these checks, in the order in which lists show them. Refuses: changing any figure or
rating; a check only says what was found.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from data_model.money.amounts import exact_amount
from data_model.money.fund_sums import FundPosition, LinePosition
from data_model.money.fund_text import percent
from data_model.plan.statuses import Status
from data_model.shared.sentence_text import counted, listed, short_day

POINTS_BEHIND = 20  # more than these percentage points behind the straight line
DAYS_NEAR = 60  # fewer days than these to the last one
PARTS_UNCOMMITTED = 4  # one in so many pounds is neither spent nor committed
DAYS_UNPAID = 60  # a claim made so many days ago and not paid
_DONE = frozenset({Status.COMPLETE, Status.EMBEDDED})


@dataclass(frozen=True, slots=True)
class CheckFound:
    """What a check found: a sentence, and the line that it is about where it is about one."""

    sentence: str
    line_id: int | None = None


FundRule = Callable[[FundPosition], Iterator[CheckFound]]


@dataclass(frozen=True, slots=True)
class FundCheck:
    """A check: its code, its title, and the rule that finds."""

    code: str
    title: str
    rule: FundRule


@dataclass(frozen=True, slots=True)
class FundFinding:
    """One finding of a check on a fund."""

    code: str
    title: str
    sentence: str
    fund_id: int
    fund: str
    line_id: int | None


def find_all(positions: Sequence[FundPosition]) -> list[FundFinding]:
    """Run every check on every fund; the findings stand in the order of the checks, then of the funds."""
    return [
        FundFinding(check.code, check.title, found.sentence, one.fund.id, one.fund.name, found.line_id)
        for check in FUND_CHECKS
        for one in positions
        for found in check.rule(one)
    ]


def _to_return(one: FundPosition) -> Iterator[CheckFound]:
    if one.to_be_returned and one.last_day is not None:
        yield CheckFound(
            f"{exact_amount(one.to_be_returned)} was received and not spent by {short_day(one.last_day)}: it "
            "is to be returned, unless the funder agreed to another day."
        )


def _overspent(one: FundPosition) -> Iterator[CheckFound]:
    for line in one.lines:
        if line.overspent:
            yield CheckFound(
                f"{_named(line)}: {exact_amount(line.sums.used)} is spent of {exact_amount(line.budget)}, "
                f"{exact_amount(line.overspent)} too much.",
                line.line.id,
            )


def _claims(one: FundPosition) -> Iterator[CheckFound]:
    for claim in one.claims:
        period = f"{short_day(claim.period_start)} to {short_day(claim.period_end)}"
        if claim.claimed_on is None:
            if claim.due is not None and claim.due < one.as_at:
                late = (one.as_at - claim.due).days
                yield CheckFound(
                    f"The claim for {period} was due on {short_day(claim.due)}, {counted(late, 'day')} ago."
                )
        elif claim.paid_on is None and one.as_at - claim.claimed_on >= timedelta(days=DAYS_UNPAID):
            waits = (one.as_at - claim.claimed_on).days
            yield CheckFound(f"The claim for {period} was made {counted(waits, 'day')} ago and is not paid.")


def _conditions(one: FundPosition) -> Iterator[CheckFound]:
    for condition in one.conditions:
        if condition.due is not None and condition.due <= one.as_at and not condition.is_satisfied:
            yield CheckFound(f"“{condition.deliverable}” was due on {short_day(condition.due)}: no evidence.")


def _near_the_end(one: FundPosition) -> Iterator[CheckFound]:
    days = one.days_left
    if days is None or not 0 <= days < DAYS_NEAR or one.accepted <= 0:
        return
    if one.left * PARTS_UNCOMMITTED >= one.accepted:
        yield CheckFound(
            f"{counted(days, 'day')} left, and {exact_amount(one.left)} of {exact_amount(one.accepted)} is "
            "neither spent nor committed."
        )


def _behind(one: FundPosition) -> Iterator[CheckFound]:
    line, points = one.straight_line, one.points_behind
    if line is None or points is None or points <= POINTS_BEHIND:
        return
    if not one.has_movements:
        yield CheckFound(f"No spending is recorded where even spending would have used {percent(line)}.")
    else:
        yield CheckFound(
            f"{percent(one.share_spent)} is spent where even spending would have used {percent(line)}: "
            f"{counted(round(points), 'point')} behind."
        )


def _no_control(one: FundPosition) -> Iterator[CheckFound]:
    for line in one.lines:
        if line.sums.used > 0 and not line.line.spend_control_ids:
            spent = exact_amount(line.sums.used)
            yield CheckFound(f"{_named(line)}: {spent} is spent without a spend control id.", line.line.id)
    if one.outside_lines.used > 0:
        spent = exact_amount(one.outside_lines.used)
        yield CheckFound(f"{spent} is spent on no line of the fund, and so without a spend control id.")


def _no_authority(one: FundPosition) -> Iterator[CheckFound]:
    for line in one.lines:
        if line.without_authority and line.line.authority is not None:
            yield CheckFound(
                f"{_named(line)} has {exact_amount(line.line.amount)}; the decision names "
                f"{exact_amount(line.line.authority)}: {exact_amount(line.without_authority)} has no "
                "authority.",
                line.line.id,
            )


def _not_adding_up(one: FundPosition) -> Iterator[CheckFound]:
    if one.fund.maximum is not None and one.lines and one.difference:
        more = "less" if one.difference > 0 else "more"
        yield CheckFound(
            f"The lines add up to {exact_amount(one.of_lines)}, {exact_amount(abs(one.difference))} {more} "
            f"than the {exact_amount(one.accepted)} accepted."
        )


def _complete_unspent(one: FundPosition) -> Iterator[CheckFound]:
    for line in one.lines:
        done = [action.ref for action in line.line.actions if action.status in _DONE]
        if done and line.line.amount > 0 and line.sums.used <= 0:
            yield CheckFound(f"{_named(line)} is unspent, though {_actions(done)} complete.", line.line.id)


def _spent_open(one: FundPosition) -> Iterator[CheckFound]:
    for line in one.lines:
        still = [action.ref for action in line.line.actions if action.status not in _DONE]
        if still and 0 < line.budget <= line.sums.used:
            yield CheckFound(f"{_named(line)} is spent, though {_actions(still)} not complete.", line.line.id)


def _named(line: LinePosition) -> str:
    return f"“{line.line.activity}”"


def _actions(refs: Sequence[str]) -> str:
    named = listed([ref or "one without a ref" for ref in refs])
    return f"action {named} is" if len(refs) == 1 else f"actions {named} are"


FUND_CHECKS: tuple[FundCheck, ...] = (
    FundCheck("fund-to-return", "Money to be returned", _to_return),
    FundCheck("fund-line-overspent", "A line overspent", _overspent),
    FundCheck("fund-claim-late", "A claim late, or unpaid for 60 days", _claims),
    FundCheck("fund-condition-due", "A deliverable due without evidence", _conditions),
    FundCheck(
        "fund-near-the-end", "Under 60 days to the spend-by date and a quarter uncommitted", _near_the_end
    ),
    FundCheck("fund-behind", "Spent behind the straight line by more than 20 points", _behind),
    FundCheck("fund-no-control", "Spend without a spend control id", _no_control),
    FundCheck("fund-no-authority", "A line with more than the decision names", _no_authority),
    FundCheck("fund-not-adding-up", "Lines that do not add up to the sum accepted", _not_adding_up),
    FundCheck("fund-complete-unspent", "An action complete whose line is unspent", _complete_unspent),
    FundCheck("fund-spent-open", "A line spent whose action is not complete", _spent_open),
)
