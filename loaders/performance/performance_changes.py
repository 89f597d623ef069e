"""What a table of costs says of its own figures: changes on the year before, and between two forecasts.

Owns: holding them against the figures beside them, and a cost a week against the spend and the children that
it is of. Refuses: which rows and columns say so (`said_units`), loading any of it (the readings
say it themselves), and correcting a figure.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from data_model.measures.cost_text import worked_out_text
from data_model.measures.costs import annual_change, stem_of, worked_out_by_period
from data_model.measures.measure_vocabulary import PartKind, Period, Unit
from data_model.measures.stated_measures import StatedReading
from loaders.files.issues import Issue
from loaders.files.raw_workbook import RawCell
from loaders.performance import performance_issues as kinds
from loaders.performance.performance_headings import ColumnRole
from loaders.performance.performance_series import SeriesReader
from loaders.performance.performance_tables import FiguresTable, Placed, RawSeries, compressed, issue_at
from loaders.performance.periods.period_parser import PeriodWords

_FEWEST_PLACES = 2  # of a share: "3.0%" in a cell is 0.03


def check_changes(table: FiguresTable) -> list[Issue]:
    """Hold the changes and differences that a table states against its figures: one issue for each row."""
    issues: list[Issue] = []
    for series in table.series:
        figures = {
            entry.words.period: number
            for entry in series.entries
            if entry.words.period is not None
            and (placed := entry.cells.get(ColumnRole.VALUE)) is not None
            and (number := _number(placed.cell)) is not None
        }
        issues += _check(table, series, _annual(series, figures))
        issues += _check(table, series, _between(series, figures))
    return issues


class _Stated:
    """One stated change with what the figures make of it; `made` None where they make none."""

    def __init__(self, placed: Placed, words: PeriodWords, stated: str, made: str, *, agrees: bool) -> None:
        self.placed, self.words, self.stated, self.made, self.agrees = placed, words, stated, made, agrees


def _annual(series: RawSeries, figures: dict[Period, Decimal]) -> list[_Stated]:
    found = []
    numbers = [number for _, placed in series.changes if (number := _number(placed.cell)) is not None]
    places = max((max(_places(number), _FEWEST_PLACES) for number in numbers), default=0)
    for words, placed in series.changes:
        stated, made = _number(placed.cell), _on_year_before(words.period, figures)
        if stated is None or made is None:
            found.append(_Stated(placed, words, str(placed.cell.value), "", agrees=False))
            continue
        # A share, or the same in percentage points.
        as_share = abs(stated - made) <= _half(places)
        as_points = not placed.cell.is_percent and abs(stated - 100 * made) <= _half(_places(stated))
        said = f"{100 * stated:.1f}%" if as_share or abs(stated) < 1 else f"{stated}%"
        found.append(_Stated(placed, words, said, f"{100 * made:.1f}%", agrees=as_share or as_points))
    return found


def _on_year_before(period: Period | None, figures: dict[Period, Decimal]) -> Decimal | None:
    if period is None or period not in figures:
        return None
    # A year from April to March ends on a day that every year has.
    start, end = (day.replace(year=day.year - 1) for day in (period.start, period.end))
    before = Period(start, end)
    return annual_change(figures[period], figures[before]) if before in figures else None


def _between(series: RawSeries, figures: dict[Period, Decimal]) -> list[_Stated]:
    found = []
    for earlier, later, placed in series.differences:
        stated = _number(placed.cell)
        if stated is None or earlier.period not in figures or later.period not in figures:
            continue
        made = figures[later.period] - figures[earlier.period]
        agrees = abs(stated - made) <= _half(max(_places(stated), 2))
        found.append(_Stated(placed, later, f"{stated}", f"{made}", agrees=agrees))
    return found


def _check(table: FiguresTable, series: RawSeries, stated: Sequence[_Stated]) -> list[Issue]:
    wrong = [one for one in stated if not one.agrees]
    right = [one for one in stated if one.agrees]
    issues = []
    for one in wrong:
        made = f"its figures make {one.made}" if one.made else "there is no figure to hold it against"
        seen = f"{series.name}, {one.words.written}: {one.stated} stated, {made}"
        kind = kinds.CHANGE_DIFFERS if one.made else kinds.CHANGE_UNCHECKED
        issues.append(issue_at(kind, seen, table.sheet, one.placed.name))
    if right:
        seen = f"{series.name}: {', '.join(f'{one.words.written} {one.stated}' for one in right)}"
        cells = compressed([one.placed.name for one in right])
        issues.append(issue_at(kinds.CHANGE_CHECKED, seen, table.sheet, cells))
    return issues


def check_unit_costs(readers: Iterable[SeriesReader]) -> list[Issue]:
    """Name each stated cost a week that is not what its spend and its children make."""
    groups: dict[str, dict[Unit, list[StatedReading]]] = {}
    for reader in readers:
        if reader.meant.part_kind is PartKind.WHOLE:
            of_kind = groups.setdefault(stem_of(reader.measure), {})
            of_kind.setdefault(reader.unit, []).extend(reader.readings)
    issues = []
    for units in groups.values():
        spend, stated = units.get(Unit.POUNDS, []), units.get(Unit.POUNDS_A_WEEK, [])
        children = units.get(Unit.DAYS) or units.get(Unit.AVERAGE) or units.get(Unit.COUNT) or []
        by_period = {one.period: one for one in stated}
        in_days = Unit.DAYS in units
        for made in worked_out_by_period(spend, children, stated, in_days=in_days):
            if made.stated is not None and not made.agrees:
                one = by_period[made.period]
                issues.append(
                    issue_at(
                        kinds.UNIT_COST_DIFFERS, worked_out_text(made, in_days=in_days), one.sheet, one.cell
                    )
                )
    return issues


def _number(cell: RawCell) -> Decimal | None:
    if isinstance(cell.value, bool) or not isinstance(cell.value, int | float):
        return None
    return Decimal(repr(cell.value))


def _places(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _half(places: int) -> Decimal:
    return Decimal(1).scaleb(-places) / 2
