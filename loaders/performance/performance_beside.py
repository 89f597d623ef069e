"""What stands beside the figures of a measure: which way is better, thresholds, and what others have.

Owns: reading those cells in the measure's unit; thresholds become the tolerance of the target and its words.
Refuses: taking what others have for a reading, and another better way than the measure's own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from data_model.measures.changes.comparisons import ComparisonKey, StatedComparison, comparison_key
from data_model.measures.measure_vocabulary import Frequency, Period, Polarity, measure_key, period_of
from data_model.measures.stated_measures import NewDefinition
from loaders.files.grid import as_text
from loaders.files.issues import Issue
from loaders.files.raw_workbook import RawCell
from loaders.performance import performance_issues as kinds
from loaders.performance.figures import FigureKind, read_figure
from loaders.performance.performance_headings import THRESHOLD_ROLES, ColumnRole
from loaders.performance.performance_series import SeriesReader
from loaders.performance.performance_tables import Beside, compressed, issue_at
from loaders.performance.periods.period_fit import fit
from loaders.performance.periods.period_parser import YearWords, read_years

_HIGHER = frozenset(
    ("h", "hi", "high", "higher", "up", "bigger", "increase", "maximise", "max", "more", "↑", "▲", "⬆")
)
_LOWER = frozenset(
    ("l", "lo", "low", "lower", "down", "smaller", "decrease", "minimise", "min", "less", "↓", "▼", "⬇")
)
_NEITHER = frozenset(
    (
        "t",
        "target",
        "i",
        "info",
        "information",
        "for information",
        "n",
        "neutral",
        "n a",
        "na",
        "none",
        "context",
    )
)
_NAMED = re.compile(r"(?P<figure>[^()]{1,40}?)\s*\((?P<name>[^()]{2,60})\)\s*")
_NUMBERS = re.compile(r"[0-9]+(?:\.[0-9]+)?")


class Thresholds(NamedTuple):
    """What the thresholds beside a target say: how far from it still counts as near it, and their words."""

    tolerance: float | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class PlacedComparison:
    """A comparison as read, with its measure's name."""

    stated: StatedComparison
    measure: str

    @property
    def key(self) -> ComparisonKey:
        return comparison_key(self.stated.measure_id, self.stated.name, self.stated.period)


def better_way(text: str) -> Polarity | None:
    """Read "Low", "H" or "Higher is better"; INFO for words that name neither way, None for others."""
    key = measure_key(text) or text.strip()
    key = re.sub(r" (?:is )?(?:better|best|good)$|^good (?:perf(?:ormance)? )?is ", "", key)
    for words, meant in ((_HIGHER, Polarity.HIGHER), (_LOWER, Polarity.LOWER), (_NEITHER, Polarity.INFO)):
        if key in words:
            return meant
    return None


def year_named(heading: str) -> YearWords | None:
    """Return the one year that a heading names: "Target 2025/26"."""
    years = read_years(heading)
    return years[0] if len(years) == 1 else None


def year_period(year: YearWords) -> Period | None:
    """Return the financial year; a calendar year is no period that figures are read for."""
    return period_of(first_day(year), Frequency.YEAR) if year.is_financial else None


def first_day(year: YearWords) -> date:
    """Return the first day of a financial or a calendar year."""
    return date(year.first, 4 if year.is_financial else 1, 1)


def thresholds(beside: Sequence[Beside], rule: NewDefinition, target: float | None) -> Thresholds:
    """Read the thresholds of a target. The worst figure that amber, else the floor, allows is as far as near
    goes; a tolerance says so itself."""
    found = {one.role: one for one in reversed(beside) if one.role in THRESHOLD_ROLES}
    words = "; ".join(
        f"{one.heading} {_written(one.placed.cell)}"
        for role in THRESHOLD_ROLES
        if (one := found.get(role)) is not None
    )
    near = None
    if target is not None:
        if ColumnRole.TOLERANCE in found:
            numbers = _numbers(found[ColumnRole.TOLERANCE].placed.cell)
            near = numbers[0] if len(numbers) == 1 else None
        for role in (ColumnRole.AMBER, ColumnRole.FLOOR):
            if near is None and role in found:
                near = _reach(_numbers(found[role].placed.cell), target, rule.polarity)
    return Thresholds(near, words)


def _reach(numbers: Sequence[float], target: float, polarity: Polarity) -> float | None:
    """Return how far the worst of some figures lies from a target on its worse side."""
    if not numbers or polarity is Polarity.INFO:
        return None
    reach = target - min(numbers) if polarity is Polarity.HIGHER else max(numbers) - target
    return round(reach, 10) if reach > 0 else None


def _numbers(cell: RawCell) -> list[float]:
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        return [float(cell.value) * (100 if cell.is_percent else 1)]
    return [float(one) for one in _NUMBERS.findall(cell.value)] if isinstance(cell.value, str) else []


def _written(cell: RawCell) -> str:
    return read_figure(cell).written if cell.is_percent else as_text(cell.value)


def find_comparisons(
    readers: Sequence[tuple[SeriesReader, NewDefinition]],
) -> tuple[list[PlacedComparison], list[Issue]]:
    """List what others have for the measures that were read, and what of it is no figure."""
    found: dict[ComparisonKey, PlacedComparison] = {}
    issues: list[Issue] = []
    kept: dict[tuple[str, str], list[str]] = {}
    for reader, rule in readers:
        for one in _comparisons_of(reader):
            read = _comparison(reader, rule, one)
            written, place = as_text(one.placed.cell.value), one.placed.name
            if read is None:
                seen = f"{reader.series.name}: {one.heading}, {written}"
                issues.append(issue_at(kinds.COMPARISON_UNCLEAR, seen, reader.table.sheet, place))
                continue
            made = PlacedComparison(read, reader.measure)
            before = found.get(made.key)
            if before is not None and before.stated.value != read.value:
                seen = f"{reader.series.name}: {read.name}, {written}; {before.stated.as_written} elsewhere"
                issues.append(issue_at(kinds.COMPARISON_UNCLEAR, seen, reader.table.sheet, place))
                continue
            found.setdefault(made.key, made)
            kept.setdefault((reader.table.sheet, one.heading), []).append(place)
    issues += [
        issue_at(kinds.COMPARISON_KEPT, heading, sheet, compressed(cells))
        for (sheet, heading), cells in kept.items()
    ]
    return list(found.values()), issues


def _comparisons_of(reader: SeriesReader) -> Iterator[Beside]:
    yield from (one for one in reader.series.beside if one.role is ColumnRole.COMPARISON)


def _comparison(reader: SeriesReader, rule: NewDefinition, one: Beside) -> StatedComparison | None:
    measure_id = reader.meant.measure_id
    cell, name = one.placed.cell, one.heading
    if isinstance(cell.value, str) and (named := _NAMED.fullmatch(cell.value.strip())):
        # "85.7% (England)" beneath "Benchmark".
        cell, name = cell._replace(value=named["figure"]), named["name"]
    figure = read_figure(cell)
    if measure_id is None or figure.kind is not FigureKind.VALUE or figure.value is None:
        return None
    value = figure.value
    if rule.unit.value == "percent" and not figure.is_percent:
        if value <= 1.5 and not (reader.has_fractions and value <= 1):
            return None
        value = round(value * 100, 10) if reader.has_fractions and value <= 1 else value
    if (rule.unit.value != "percent" and figure.is_percent) or figure.numerator is not None:
        return None
    year = year_named(one.heading)
    period = year_period(year) if year is not None else None
    if period is None and one.words is not None:
        period = fit(one.words, reader.frequency, reader.table.axis).period
    part = f" ({reader.meant.part})" if reader.meant.part else ""
    said = StatedComparison(measure_id, f"{name}{part}", period, value, as_text(one.placed.cell.value))
    return replace(said, sheet=reader.table.sheet, cell=one.placed.name)


def polarity_issues(readers: Sequence[tuple[SeriesReader, NewDefinition]]) -> list[Issue]:
    """Point out where a file says that the other way is better than the measure has it, or is unclear."""
    found: dict[tuple[str, str], Issue] = {}
    for reader, rule in readers:
        for one in reader.series.beside:
            if one.role is not ColumnRole.POLARITY:
                continue
            written = as_text(one.placed.cell.value)
            said = better_way(written)
            both = {said, rule.polarity}
            if said is None or both == {Polarity.HIGHER, Polarity.LOWER}:
                seen = f"{reader.series.name}: {written} ({rule.polarity.value} here)"
                issue = issue_at(kinds.POLARITY_DIFFERS, seen, reader.table.sheet, one.placed.name)
                found.setdefault((reader.table.sheet, seen), issue)
    return list(found.values())
