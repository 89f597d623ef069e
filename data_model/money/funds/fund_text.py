"""What a fund comes to, in sentences.

Owns: one wording for pages, exports and the command line. Refuses: sums (`fund_sums`), checks (`fund_checks`)
and markup.
"""

from collections.abc import Sequence
from fractions import Fraction

from data_model.money.amounts import exact_amount
from data_model.money.financial_years import FinancialYear
from data_model.money.funds.fund_sums import FundPosition, LinePosition, total
from data_model.shared.sentence_text import counted, listed, long_day, short_day


def years_text(years: Sequence[int]) -> str:
    """Say financial years by the calendar years in which they begin: "2022/23 and 2023/24"."""
    return listed([FinancialYear(year).text for year in sorted(set(years))])


def fund_sentence(position: FundPosition) -> str:
    """Say in one sentence what was accepted, what of it is spent or committed, what not yet, and until when.

    "£342,752 accepted for 2024/25: £215,800 spent or committed, £126,952 not yet, 182 days left."
    """
    sums, years = position.sums, years_text(list(position.by_year))
    of = f" for {years}" if years else ""
    if not position.has_movements:
        nothing = "no movement of it is recorded yet"
        return f"{exact_amount(position.accepted)} accepted{of}: {nothing}, {days_text(position)}."
    parts = [f"{exact_amount(sums.used + sums.committed)} spent or committed"]
    if sums.returned:
        parts.append(f"{exact_amount(sums.returned)} returned")
    parts.append(
        f"{exact_amount(position.left)} not yet"
        if position.left >= 0
        else f"{exact_amount(-position.left)} more than there is"
    )
    return f"{exact_amount(position.accepted)} accepted{of}: {', '.join(parts)}, {days_text(position)}."


def days_text(position: FundPosition) -> str:
    """Say how many days are left, or since when there are none, or that no last day is stated."""
    if position.last_day is None or position.days_left is None:
        return "no spend-by date"
    if position.days_left < 0:
        return f"over since {short_day(position.last_day)}"
    if position.days_left == 0:
        return "today is its last day"
    return f"{counted(position.days_left, 'day')} left"


def last_day_text(position: FundPosition) -> str:
    """Say which day is the last one and what it is; nothing where there is none."""
    if position.fund.spend_by is not None:
        return f"To be spent by {long_day(position.fund.spend_by)}."
    if position.fund.ends_on is not None:
        return f"No spend-by date is stated; the period ends on {long_day(position.fund.ends_on)}."
    return "No spend-by date and no period are stated."


def line_sentence(position: FundPosition) -> str:
    """Say what even spending would have used by the as-at day and what is spent; nothing without a period."""
    line, points = position.straight_line, position.points_behind
    if line is None or points is None:
        return ""
    said = f"Even spending would have used {percent(line)} by now"
    if not position.has_movements:
        return f"{said}; no spending is recorded."
    said = f"{said}; {percent(position.share_spent)} is spent"
    whole = round(abs(points))
    if whole == 0:
        return f"{said}, as even spending would."
    return f"{said}, {counted(whole, 'point')} {'behind' if points > 0 else 'ahead'}."


def accepted_text(position: FundPosition) -> str:
    """Say what the sum accepted is, and by how much the lines differ from it."""
    lines = exact_amount(position.of_lines)
    if position.fund.maximum is None:
        return f"No maximum sum is stated; the lines add up to {lines}, which is taken for the sum accepted."
    said = f"The maximum sum is {exact_amount(position.fund.maximum)}; the lines add up to {lines}"
    if position.difference == 0:
        return f"{said}, the same."
    more = "less" if position.difference > 0 else "more"
    return f"{said}, {exact_amount(abs(position.difference))} {more}."


def by_year_text(position: FundPosition) -> str:
    """Say what the lines have for each financial year; nothing where they are of one year or none."""
    found = position.by_year
    if len(found) < 2:
        return ""
    said = [f"{exact_amount(pence)} for {FinancialYear(year).text}" for year, pence in found.items()]
    return f"By year the lines have {listed(said)}."


def authority_text(position: LinePosition) -> str:
    """Say how much of a line's amount has no authority; nothing where nobody said that it differs."""
    if position.line.authority is None:
        return ""
    said = f"The decision itself names {exact_amount(position.line.authority)}"
    if position.without_authority:
        return f"{said}: {exact_amount(position.without_authority)} has no authority."
    return f"{said}."


def bar_text(position: FundPosition) -> str:
    """Say what a fund's bar shows."""
    sums = position.sums
    parts = [
        f"{exact_amount(sums.used)} spent",
        f"{exact_amount(sums.committed)} committed",
        f"{exact_amount(max(0, position.left))} left of {exact_amount(position.accepted)}",
    ]
    line = position.straight_line
    even = f"; even spending would stand at {percent(line)}" if line is not None else ""
    return f"{', '.join(parts)}{even}"


def funds_sentence(positions: Sequence[FundPosition]) -> str:
    """Say what all funds come to together."""
    if not positions:
        return "No grant or other fund is recorded yet."
    sums = total(positions)
    accepted = sum(one.accepted for one in positions)
    left = sum(one.left for one in positions)
    said = f"{counted(len(positions), 'fund')}: {exact_amount(accepted)} accepted"
    if not any(one.has_movements for one in positions):
        return f"{said}; no movement is recorded yet."
    used = exact_amount(sums.used + sums.committed)
    return f"{said}, {used} spent or committed, {exact_amount(left)} not yet."


def percent(share: Fraction) -> str:
    """Say a share as whole per cent: "52%"."""
    return f"{round(share * 100)}%"
