"""Targets that stand beside figures: numbers, percentages and plain words such as "<5%" or "18-22%".

Owns: what a target cell says and from which period it holds. Refuses: dated and conditional targets ("95% by
March"), targets that go the wrong way for their measure, and guessing whether 0.95 is a fraction.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from data_model.measures.changes.performance_imports import StatedTarget
from data_model.measures.measure_vocabulary import PartKind, Period, Polarity, Unit
from data_model.measures.rows import TargetRow
from data_model.measures.stated_measures import NewDefinition, NewTarget
from data_model.shared.days.date_parser import tidy_text
from data_model.shared.sentence_text import short_day
from loaders.files.grid import as_text
from loaders.files.issues import Issue
from loaders.files.raw_workbook import RawCell
from loaders.performance import performance_issues as kinds
from loaders.performance.figures import number_of
from loaders.performance.performance_beside import first_day, thresholds, year_named
from loaders.performance.performance_headings import ColumnRole
from loaders.performance.performance_series import SeriesReader
from loaders.performance.performance_tables import Placed, issue_at
from loaders.performance.periods.period_fit import fit


class TargetWords(NamedTuple):
    """What a target cell says: a value in the measure's unit and how far from it still counts as near it, or
    nothing (`value` None), or why it is not plain."""

    value: float | None = None
    tolerance: float | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class PlacedTarget:
    """A target as read, with its measure's name, the words of its cell and the target it replaces."""

    stated: StatedTarget
    measure: str
    written: str
    before: TargetRow | NewTarget | None

    @property
    def of(self) -> str:
        """Name the measure and the part of it, if any, that the target is of."""
        return f"{self.measure}, {self.stated.part}" if self.stated.part else self.measure


_NUMBER = r"([0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,12}(?:\.[0-9]+)?)"
_UNIT = r" ?(%|percent|per cent|(?:working )?days?|h(?:ou)?rs?)?"
_AT_LEAST = re.compile(
    rf"(?:>=?|≥|at least|min(?:imum)?(?: of)?|above|over|more than|no less than|not less than)"
    rf" ?{_NUMBER}{_UNIT}"
    rf"|{_NUMBER}{_UNIT} ?(?:\+|or more|or above|or higher|and above|minimum|min)"
)
_AT_MOST = re.compile(
    rf"(?:<=?|≤|at most|max(?:imum)?(?: of)?|below|under|less than|fewer than|no more than|not more than"
    rf"|up to)"
    rf" ?{_NUMBER}{_UNIT}|{_NUMBER}{_UNIT} ?(?:or less|or fewer|or below|or lower|and below|maximum|max)"
)
_RANGE = re.compile(rf"(?:between )?{_NUMBER} ?(%?) ?(?:-|to|and) ?{_NUMBER}{_UNIT}")
_PLAIN = re.compile(rf"{_NUMBER}{_UNIT}")
_NONE = re.compile(
    r"-{1,3}|\.{1,3}|n ?/ ?a|na|tbc|tba|none|no target|not set|not applicable|for info(?:rmation)?(?: only)?"
    r"|info"
    r"|monitor(?:ing)?(?: only)?|baselin(?:e|ing)|to be set|to be agreed|contextual"
)
_DAYS = (Unit.DAYS, Unit.WORKING_DAYS)


def read_target(cell: RawCell, rule: NewDefinition, *, fractions: bool = False) -> TargetWords:
    """Read one cell. `fractions`: the measure's own figures in the table are fractions of 1."""
    if cell.problem:
        return TargetWords(problem="an error or a formula without a value")
    value = cell.value
    if value is None:
        return TargetWords()
    if isinstance(value, int | float) and not isinstance(value, bool):
        if cell.is_percent and rule.unit is not Unit.PERCENT:
            return TargetWords(problem="a percentage")
        if cell.is_percent:
            return _checked(round(float(value) * 100, 10), None, rule, certain=True, fractions=fractions)
        return _checked(float(value), None, rule, certain=False, fractions=fractions)
    if not isinstance(value, str):
        return TargetWords(problem="no number")
    text = tidy_text(value[:100])
    if not text or _NONE.fullmatch(text):
        return TargetWords()
    return _of_text(text, rule, fractions)


def _of_text(text: str, rule: NewDefinition, fractions: bool) -> TargetWords:
    for pattern, wrong in ((_AT_LEAST, Polarity.LOWER), (_AT_MOST, Polarity.HIGHER), (_PLAIN, None)):
        match = pattern.fullmatch(text)
        if match is None:
            continue
        if wrong is not None and rule.polarity is wrong:
            return TargetWords(problem=f"for this measure {rule.polarity.value} is better")
        groups = [group for group in match.groups() if group is not None]
        unit = groups[1] if len(groups) > 1 else ""
        return _of_unit(number_of(groups[0]), None, unit, rule, fractions)
    if match := _RANGE.fullmatch(text):
        low, high = number_of(match[1]), number_of(match[3])
        if low is None or high is None or low >= high:
            return TargetWords(problem="the range is not clear")
        return _of_unit((low + high) / 2, (high - low) / 2, match[4] or match[2] or "", rule, fractions)
    return TargetWords(problem="not a plain number")


def _of_unit(
    value: float | None, near: float | None, unit: str, rule: NewDefinition, fractions: bool
) -> TargetWords:
    is_percent = unit in ("%", "percent", "per cent")
    wrong = (
        (is_percent and rule.unit is not Unit.PERCENT)
        or (unit.endswith(("day", "days")) and rule.unit not in _DAYS)
        or (unit.startswith("h") and rule.unit is not Unit.HOURS)
    )
    if value is None or wrong:
        return TargetWords(problem="in another unit than the measure")
    return _checked(value, near, rule, certain=is_percent, fractions=fractions)


def _checked(
    value: float, near: float | None, rule: NewDefinition, *, certain: bool, fractions: bool
) -> TargetWords:
    if not 0 <= value <= 1e12:
        return TargetWords(problem="not a number that can be a target")
    if rule.unit is Unit.PERCENT and not certain and 0 < value <= 1.5:
        if not fractions or value > 1:
            return TargetWords(problem="it may be a fraction or a percentage")
        value = round(value * 100, 10)
        near = None if near is None else round(near * 100, 10)
    if rule.unit is Unit.PERCENT and value > 100:
        return TargetWords(problem="above 100%")
    return TargetWords(value, near)


_Figure = tuple[float, float | None, str]
InForce = dict[int, Sequence[TargetRow | NewTarget]]
_ByDay = dict[date, dict[_Figure, tuple[Placed, SeriesReader]]]
_Aim = tuple[int, PartKind, str]  # a measure, and the part of it that a target is of


def find_targets(
    readers: Sequence[tuple[SeriesReader, NewDefinition]], in_force: InForce
) -> tuple[list[PlacedTarget], list[Issue]]:
    """List the targets that differ from those in force, from the first period that they stand beside.

    `in_force` holds every target of each measure, the last set first; of one that is still to be made, the
    target that it begins with.
    """
    issues: list[Issue] = []
    said: dict[_Aim, _ByDay] = {}
    for reader, rule in readers:
        for day, placed in _cells(reader):
            words = read_target(placed.cell, rule, fractions=reader.has_fractions)
            beside = thresholds(reader.series.beside, rule, words.value)
            if words.tolerance is None:
                words = words._replace(tolerance=beside.tolerance)
            written = as_text(placed.cell.value)
            if words.problem or (words.value is not None and day is None):
                why = words.problem or "no figure stands beside it"
                seen = f"{reader.series.name}: {written} ({why})"
                issues.append(issue_at(kinds.TARGET_UNCLEAR, seen, reader.table.sheet, placed.name))
            elif words.value is not None and day is not None and reader.meant.measure_id is not None:
                aim = reader.meant.measure_id, reader.meant.part_kind, reader.meant.part
                by_day = said.setdefault(aim, {})
                key = (words.value, words.tolerance, beside.words)
                by_day.setdefault(day, {}).setdefault(key, (placed, reader))
    targets: list[PlacedTarget] = []
    for aim, by_day in sorted(said.items(), key=lambda item: item[0][1] is not PartKind.WHOLE):
        _take(aim, by_day, _held(aim, in_force, targets), targets, issues)
    return targets, issues


def _held(aim: _Aim, in_force: InForce, taken: Sequence[PlacedTarget]) -> list[TargetRow | NewTarget]:
    """List the targets of a measure or a part; a part without its own has those of the whole.

    Those that the file itself sets for the whole count too: a team's target that is the same is none of its
    own.
    """
    measure_id, kind, part = aim
    every = in_force.get(measure_id, ())
    own = [row for row in every if (row.part_kind, row.part) == (kind, part)]
    if own or kind is PartKind.WHOLE:
        return own
    set_here = [
        NewTarget(one.stated.value, one.stated.tolerance, holds_from=one.stated.holds_from)
        for one in taken
        if one.stated.measure_id == measure_id and one.stated.part_kind is PartKind.WHOLE
    ]
    return [*set_here, *(row for row in every if row.part_kind is PartKind.WHOLE)]


def _cells(reader: SeriesReader) -> Iterable[tuple[date | None, Placed]]:
    """Give each target cell once with the first day it holds from; None without any period."""
    series = reader.series
    years = [
        (year, one.placed)
        for one in series.beside
        if one.role is ColumnRole.TARGET and (year := year_named(one.heading)) is not None
    ]
    fitted = [
        (fit(entry.words, reader.frequency, reader.table.axis).period, entry) for entry in series.entries
    ]
    is_read = any(period is not None for period, _ in fitted)
    first = _first_of_shortest([period for period, _ in fitted if period is not None])
    yield from ((first_day(year) if is_read else None, placed) for year, placed in years)
    green = next((one.placed for one in series.beside if one.role is ColumnRole.GREEN), None)
    if green is not None and series.target is None and not years:
        # Without a target of its own, what is green meets it.
        yield first, green
    if series.target is not None:
        yield first, series.target
    of_periods: dict[Placed, date | None] = {}
    for period, entry in fitted:
        for role, placed in entry.others:
            if role is ColumnRole.TARGET:
                begun = (of_periods.get(placed), period.start if period else None)
                of_periods[placed] = min((day for day in begun if day is not None), default=None)
    yield from ((day, placed) for placed, day in of_periods.items())


def _first_of_shortest(periods: Sequence[Period]) -> date | None:
    """Return the first day of the shortest periods: past years beside months are not what a target is of."""
    shortest = min((period.end - period.start for period in periods), default=None)
    # Months and quarters differ by some days among themselves.
    within = [p.start for p in periods if shortest is not None and p.end - p.start <= shortest * 1.2]
    return min(within, default=None)


def _take(
    aim: _Aim,
    by_day: _ByDay,
    held: Sequence[TargetRow | NewTarget],
    targets: list[PlacedTarget],
    issues: list[Issue],
) -> None:
    last: _Figure | None = None
    set_here: list[NewTarget] = []  # by the file, on earlier days
    for day, values in sorted(by_day.items()):
        if len(values) > 1:
            for figure, (placed, reader) in values.items():
                others = ", ".join(f"{_text(o)} in {p.name}" for o, (p, _) in values.items() if o != figure)
                seen = f"{reader.series.name}: {_text(figure)}, and {others}"
                issues.append(issue_at(kinds.TARGETS_CONFLICT, seen, reader.table.sheet, placed.name))
            continue
        ((figure, (placed, reader)),) = values.items()
        before = target_on(held, day)
        unchanged = figure == last or _holds(target_on([*set_here, *held], day), figure)
        last = figure
        if unchanged:
            continue
        value, near, words = figure
        if near is None and before is not None and before.value == value:
            near = before.tolerance
        measure_id, kind, part = aim
        stated = StatedTarget(
            measure_id, day, value, reader.table.sheet, placed.name, near, words, kind, part
        )
        target = PlacedTarget(stated, reader.measure, as_text(placed.cell.value), before)
        targets.append(target)
        set_here.append(NewTarget(value, near, holds_from=day, reason=stated.reason))
        was = "none in force"
        if before is not None and before.value is not None:
            was = f"in place of {_text((before.value, before.tolerance, ''))}"
            was += " of the whole measure" if before.part_kind is not kind else ""
        seen = f"{target.of}: {_text(figure)} from {short_day(day)}, {was}"
        issues.append(issue_at(kinds.TARGET_DIFFERS, seen, reader.table.sheet, placed.name))


def _holds(before: TargetRow | NewTarget | None, figure: _Figure) -> bool:
    """Say whether a target is in force already; a file that names no tolerance leaves it as it is."""
    value, near, words = figure
    same = before is not None and before.value == value and near in (None, before.tolerance)
    return same and before is not None and (not words or before.reason == StatedTarget.reason_of(words))


def _text(figure: _Figure) -> str:
    value, near, words = figure
    said = f"{value:.12g}" if near is None else f"{value:.12g} (give or take {near:.12g})"
    return f"{said}; {words}" if words else said


def names_its_own(readers: Sequence[tuple[SeriesReader, NewDefinition]], new: NewTarget, place: int) -> bool:
    """Say whether the file states another target than the usual one that a measure it adds begins with.

    Then the usual one is not recorded, also where the file's own cannot be read or says that there is none.
    """
    for reader, rule in readers:
        meant = reader.meant
        if meant.measure_id != place or (meant.part_kind, meant.part) != (new.part_kind, new.part):
            continue
        for _, placed in _cells(reader):
            words = read_target(placed.cell, rule, fractions=reader.has_fractions)
            if as_text(placed.cell.value) and words.value != new.value:
                return True
    return False


def target_on(held: Sequence[TargetRow | NewTarget], day: date) -> TargetRow | NewTarget | None:
    """Find the target in force on a day among those of a measure or a part, the last set first."""
    begun = [row for row in held if row.holds_from <= day]
    return max(begun, key=lambda row: row.holds_from, default=None)
