"""A year's forecasts and a cost a week in words, the same on every page.

Owns: those sentences, as plain text. Refuses: working figures out (`costs`), and escaping.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from data_model.measures.costs import DAYS_OF_52_WEEKS, WorkedOut, annual_change, figure, newest_forecasts
from data_model.measures.measure_text import period_text, value_text
from data_model.measures.measure_vocabulary import Frequency, Unit
from data_model.measures.rows import ReadingRow
from data_model.shared.sentence_text import long_month

NO_OUTTURN = "A forecast is no outturn: it is on no chart and makes no signal."


def forecast_sentence(forecasts: Sequence[ReadingRow], outturns: Sequence[ReadingRow], unit: Unit) -> str:
    """Say the newest forecast, how it moved since the one before, and its change on the year before.

    "The forecast of 2021/22 as it stood at month 6 (September 2021) is 703.60: 1.42 more than at month 5; if
    it comes true, 4.4% more than the outturn of 2020/21." Empty without a forecast that is a figure.
    """
    said = [row for row in newest_forecasts(forecasts) if figure(row) is not None]
    if not said:
        return ""
    newest = said[-1]
    now = figure(newest)
    assert now is not None
    year = f"{newest.period.start.year}/{newest.period.end.year % 100:02}"
    at = f"month {newest.period.forecast_month} ({long_month(newest.period.known_on)})"
    words = [f"The forecast of {year} as it stood at {at} is {value_text(newest.value, unit)}"]
    moved = []
    before = figure(said[-2]) if len(said) > 1 else None
    if before is not None:
        moved.append(f"{_more(now - before, unit)} at month {said[-2].period.forecast_month}")
    if change := _on_outturn(newest, outturns):
        moved.append(f"if it comes true, {change}")
    return ": ".join([*words, "; ".join(moved)] if moved else words) + "."


def _more(by: Decimal, unit: Unit) -> str:
    if by == 0:
        return "the same as"
    return f"{value_text(float(abs(by)), unit)} {'more' if by > 0 else 'less'} than"


def _on_outturn(newest: ReadingRow, outturns: Sequence[ReadingRow]) -> str:
    """Say the change on the outturn of the year before; empty where there is none."""
    start = newest.period.start.replace(year=newest.period.start.year - 1)
    held = next(
        (row for row in outturns if row.period.start == start and row.period.end < newest.period.end), None
    )
    now, then = figure(newest), figure(held)
    change = annual_change(now, then) if now is not None and then is not None else None
    if held is None or change is None:
        return ""
    return f"{change_text(change)} the outturn of {period_text(held.period, Frequency.YEAR)}"


def change_text(change: Decimal) -> str:
    """Say a change as a share: "4.4% more than", "3.3% less than", "as much as"."""
    points = (abs(change) * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    if not points:
        return "as much as"
    return f"{points}% {'more' if change > 0 else 'less'} than"


def worked_out_text(made: WorkedOut, *, in_days: bool = False) -> str:
    """Say how a cost a week comes of spend and children, and whether that is what is stated."""
    spend = value_text(float(made.spend), Unit.POUNDS)
    period = period_text(made.period, Frequency.YEAR)
    days = (made.period.end - made.period.start).days + 1
    if in_days:
        said = f"{period}: {spend} ÷ {made.children:,f} care days × 7 = {_week(made.by_days)}"
    else:
        children = value_text(float(made.children), Unit.AVERAGE)
        said = (
            f"{period}: {spend} ÷ ({children} children × {DAYS_OF_52_WEEKS} days) × 7 = "
            f"{_week(made.by_weeks)} with 52 weeks to the year, {_week(made.by_days)} with all {days} days"
        )
    if made.stated is None:
        return f"{said}."
    agrees = "the same as far as rounding goes" if made.agrees else "which they do not make"
    return f"{said}; stated is {_week(made.stated)}, {agrees}."


def _week(pounds: Decimal) -> str:
    return value_text(float(pounds), Unit.POUNDS_A_WEEK)
