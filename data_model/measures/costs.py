"""What care costs: spend, numbers and cost a week held together, and a year's forecasts beside its outturns.

Owns: the rule of the unit cost, which measures of a plan are of one kind of care, and what a forecast may be
compared with. Refuses: storage, and taking a forecast for an outturn: what is worked out of one says so.

A council's table gives a kind of care in three rows: how many children on average, what was spent, and what a
week of it cost. They belong together by what their names say before the unit: "Core placements over £4,100
p/w - No's", "… - £m", "… - AR £p/wk".
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple, Protocol

from data_model.measures.measure_vocabulary import Period, ReadingState, Unit, measure_key
from data_model.measures.rows import MeasureRow, ReadingRow

_DAYS_OF_WEEK = 7
# Councils' tables divide a year's spend by 52 weeks; a year of days has one or two days more.
DAYS_OF_52_WEEKS = 364
_A_WEEK = r"(?:£ ?)?(?:p|per|a) ?/? ?w(?:ee)?k"
_UNITS_OF_A_NAME = (
    *("no'?s", r"nos?\.?", "(?:average )?numbers?", "number of children", "children"),
    *("(?:total )?spend", "costs?", "rates?", "(?:average|unit) (?:rate|cost)s?"),
    *("£ ?m", "£ ?k", "£ ?'?000s?", "£", "weeks(?: of care)?", "care days", "days of care"),
    rf"(?:(?:ar|average|cost|rate|(?:unit|average) (?:cost|rate))[ ,:-]+)?{_A_WEEK}",
)
_UNIT_AT_END = re.compile(rf"(?:[ ,:(–—-]+(?:{'|'.join(_UNITS_OF_A_NAME)}))+\)?$")


def unit_cost(spend_pence: int, care_days: Decimal) -> Decimal:
    """Return what a child's care cost a week, in pounds to the penny: spend ÷ care days × 7.

    `care_days` are the days that all children together were in care, above 0: of an average number it is that
    number × the days of the period. Halves are rounded up. This is how councils, and the national returns of
    what they spend, say the cost of a kind of care. Raises ValueError for no care days.
    """
    if care_days <= 0:
        raise ValueError("a cost a week needs days of care")
    return (Decimal(spend_pence) / 100 / care_days * _DAYS_OF_WEEK).quantize(Decimal("0.01"), ROUND_HALF_UP)


def annual_change(now: Decimal, before: Decimal) -> Decimal | None:
    """Return the change on the year before as a share of it, unrounded: 0.108 is 10.8%; None without any."""
    return None if before == 0 else now / before - 1


class HasFigure(Protocol):
    """A reading, stored or stated: its period and what it says."""

    @property
    def period(self) -> Period: ...
    @property
    def state(self) -> ReadingState: ...
    @property
    def value(self) -> float | None: ...


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """A cost a week worked out of spend and children for one period, beside what is stated.

    `by_weeks` counts 52 weeks to the year, `by_days` every day of it. `stated` is None where nothing is said.
    `agrees` says that one of them is what is stated, once the figures are as rounded as they were written.
    """

    period: Period
    spend: Decimal
    children: Decimal
    by_weeks: Decimal
    by_days: Decimal
    stated: Decimal | None
    agrees: bool


def work_out(
    spend: HasFigure, children: HasFigure, stated: HasFigure | None, *, in_days: bool = False
) -> WorkedOut | None:
    """Work a cost a week out of a period's spend in pounds and its average children; None without figures.

    With `in_days` the second reading counts days of care itself, and both ways of counting are one. What is
    written to the nearest £1,000 and to two decimals moves the result a little: within that it agrees.
    """
    pounds, number = figure(spend), figure(children)
    if pounds is None or number is None or number <= 0:
        return None
    period = spend.period
    year = (period.end - period.start).days + 1
    days = [number] * 2 if in_days else [number * DAYS_OF_52_WEEKS, number * year]
    pence = int(pounds * 100)
    by_weeks, by_days = (unit_cost(pence, one) for one in days)
    said = figure(stated) if stated is not None else None
    room = Decimal("0.01") + max(by_weeks, by_days) * _rounding(pounds, number, in_days=in_days)
    agrees = said is not None and any(abs(one - said) <= room for one in (by_weeks, by_days))
    return WorkedOut(period, pounds, number, by_weeks, by_days, said, agrees)


def figure(reading: HasFigure | None) -> Decimal | None:
    """Return a reading's figure with the decimals that people see of it; None where there is none."""
    if reading is None or reading.state is not ReadingState.VALUE or reading.value is None:
        return None
    exact = Decimal(repr(reading.value))
    return exact.to_integral_value() if exact == exact.to_integral_value() else exact


def _rounding(pounds: Decimal, number: Decimal, *, in_days: bool) -> Decimal:
    """Return which share of a cost a week rounding explains: whole thousands, and a hundredth of a child."""
    of_pounds = Decimal(500) if pounds % 1000 == 0 else Decimal("0.5")
    of_number = Decimal(0) if in_days else Decimal("0.005")
    return (of_pounds / pounds if pounds else Decimal(0)) + of_number / number


class CareKind(NamedTuple):
    """The measures of one kind of care; each may lack, `children` may count days of care (`in_days`)."""

    spend: MeasureRow | None
    children: MeasureRow | None
    a_week: MeasureRow | None
    in_days: bool = False


def kind_of_care(measure: MeasureRow, measures: Iterable[MeasureRow]) -> CareKind:
    """Find the measures of the kind of care that a measure is of, by their names and units.

    Nothing is taken where two measures could be meant.
    """
    of_kind = [row for row in measures if not row.retired and stem_of(row.name) == stem_of(measure.name)]

    def only(*units: Unit) -> MeasureRow | None:
        found = [row for row in of_kind if row.definition.unit in units]
        return found[0] if len(found) == 1 else None

    days = only(Unit.DAYS)
    children = days or only(Unit.AVERAGE, Unit.COUNT)
    return CareKind(only(Unit.POUNDS), children, only(Unit.POUNDS_A_WEEK), in_days=days is not None)


def stem_of(name: str) -> str:
    """Return what a name says before its unit, folded: the kind of care. ">" is the word "over"."""
    text = " ".join(name.casefold().replace(">", " over ").replace("’", "'").split())
    cut = _UNIT_AT_END.sub("", text)
    return measure_key(cut or text)


def newest_forecasts(forecasts: Sequence[ReadingRow]) -> list[ReadingRow]:
    """Return the forecasts of the newest year that has any, in the order of their months."""
    if not forecasts:
        return []
    start = max(row.period.start for row in forecasts)
    return sorted((row for row in forecasts if row.period.start == start), key=lambda row: row.period)


def worked_out_by_period(
    spend: Iterable[HasFigure],
    children: Iterable[HasFigure],
    stated: Iterable[HasFigure],
    *,
    in_days: bool = False,
) -> list[WorkedOut]:
    """Work the cost a week out for every period that has both figures, in order; like is held to like.

    A forecast of a year meets only the forecasts of the same year and month.
    """
    by_period, said = {row.period: row for row in children}, {row.period: row for row in stated}
    found = (
        work_out(row, by_period[row.period], said.get(row.period), in_days=in_days)
        for row in sorted(spend, key=lambda one: one.period)
        if row.period in by_period
    )
    return [one for one in found if one is not None]
