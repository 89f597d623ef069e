"""What looks odd only when readings are seen together, and how they compare with those that are stored.

Owns: one measure and period stated twice, the same figure for two neighbouring periods, and what a file would
add or restate. Refuses: choosing between two figures, and judging how plausible a change is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from data_model.measures.measure_vocabulary import (
    Frequency,
    PartKind,
    Period,
    ReadingState,
    Unit,
    frequency_of,
    measure_key,
    next_period,
    period_of,
)
from data_model.measures.rows import ReadingRow
from data_model.measures.stated_measures import StatedReading
from loaders.files.issues import Issue
from loaders.performance import performance_issues as kinds
from loaders.performance.performance_tables import issue_at
from loaders.performance.periods.period_text import days_text, period_text

ReadingKey = tuple[int, PartKind, str, Period]
_CARRIED_OVER = 100  # a figure this large hardly comes twice by chance
_SHOWN = 3  # other figures that an issue about conflicting ones quotes
_FEWEST = 20  # cases: a smaller denominator often stands beside the same numerator again


@dataclass(frozen=True, slots=True)
class Restated:
    """A reading that a file would change, with what holds now."""

    old: ReadingRow
    new: StatedReading


def key_of(reading: StatedReading) -> ReadingKey:
    """Give what a reading is of: measure, part and period."""
    return reading.measure_id, reading.part_kind, reading.part, reading.period


def with_known_parts(readings: Sequence[StatedReading], stored: Iterable[ReadingKey]) -> list[StatedReading]:
    """Write each team or tier as it is stored, or as it is first written: "north team" is "North Team"."""
    spelt: dict[tuple[PartKind, str], str] = {}
    for _, kind, part, _ in (*stored, *(key_of(reading) for reading in readings)):
        spelt.setdefault((kind, measure_key(part)), part)
    return [
        replace(reading, part=spelt[reading.part_kind, measure_key(reading.part)]) for reading in readings
    ]


def one_each(
    readings: Sequence[StatedReading], names: Mapping[int, str]
) -> tuple[list[StatedReading], list[Issue]]:
    """Keep one reading for each measure, part, period and as-at day; two that differ are both left out."""
    groups: dict[tuple[ReadingKey, date | None], list[StatedReading]] = {}
    for reading in readings:
        groups.setdefault((key_of(reading), reading.as_at), []).append(reading)
    kept: list[StatedReading] = []
    issues: list[Issue] = []
    for group in groups.values():
        best = max(group, key=lambda one: one.numerator is not None)
        if all(_agree(best, other) for other in group):
            kept.append(best)
            for other in group:
                if other is not best:
                    seen = f"{named(other, names)}: {other.as_written}, also in {_place(best)}"
                    issues.append(issue_at(kinds.READING_TWICE, seen, other.sheet, other.cell))
            continue
        shown = group[: _SHOWN + 1]
        for one in group:
            others = ", ".join(
                f"{o.as_written} in {_place(o)}" for o in [o for o in shown if o is not one][:_SHOWN]
            )
            if len(group) > _SHOWN + 1:
                others += f" and {len(group) - _SHOWN - 1:,} more"
            seen = f"{named(one, names)}: {one.as_written}; {others}"
            issues.append(issue_at(kinds.READINGS_CONFLICT, seen, one.sheet, one.cell))
    return kept, issues


def named(reading: StatedReading, names: Mapping[int, str]) -> str:
    """Name a reading by its measure, part and first day."""
    part = f" ({reading.part})" if reading.part else ""
    return f"{names.get(reading.measure_id, '')}{part}, {period_text(reading.period)}"


def _place(reading: StatedReading) -> str:
    return f"{reading.sheet} {reading.cell}".strip()


def _agree(one: StatedReading, other: StatedReading) -> bool:
    if one.state is not other.state:
        return False
    if one.value is None or other.value is None:
        return one.value is other.value
    if one.numerator is not None and other.numerator is not None:
        return (one.numerator, one.denominator) == (other.numerator, other.denominator)
    if abs(one.value - other.value) <= 1e-9:
        return True
    if one.numerator is None and other.numerator is None:
        return False
    rounded = other.value if one.numerator is not None else one.value
    decimals = len(f"{rounded:.9f}".rstrip("0").partition(".")[2])
    return abs(one.value - other.value) <= 0.5 * 10.0**-decimals + 1e-9


def compare(
    readings: Sequence[StatedReading], stored: Mapping[date | None, Mapping[ReadingKey, ReadingRow]]
) -> tuple[list[StatedReading], list[Restated], list[StatedReading]]:
    """Part readings into new ones, restated ones and those that hold already. `stored` holds
    what holds on each as-at day that a reading has of its own, and under None on the file's."""
    added: list[StatedReading] = []
    restated: list[Restated] = []
    unchanged: list[StatedReading] = []
    # Readings of one period as at several days follow each other: each is compared with the one before.
    said: dict[ReadingKey, StatedReading] = {}
    for reading in sorted(readings, key=lambda one: one.as_at or date.max):
        key = key_of(reading)
        held = stored.get(reading.as_at, {}).get(key)
        before = said.get(key)
        said[key] = reading
        if before is not None and (held is None or held.as_at < (before.as_at or date.max)):
            if _same(reading, before):
                unchanged.append(reading)
            else:
                added.append(reading)
        elif held is None:
            added.append(reading)
        elif _same(reading, held):
            unchanged.append(reading)
        else:
            restated.append(Restated(held, reading))
    return added, restated, unchanged


def _same(new: StatedReading, held: ReadingRow | StatedReading) -> bool:
    if new.state is not held.state:
        return False
    if new.value is not None and held.value is not None:
        agree = abs(new.value - held.value) <= 1e-9
        if new.numerator is None and held.numerator is not None:
            # A figure without its numerator says less than what is stored, not something else.
            was = StatedReading(
                new.measure_id,
                new.part_kind,
                new.part,
                new.period,
                held.state,
                held.value,
                held.numerator,
                held.denominator,
            )
            return _agree(was, new)
        return agree and (new.numerator, new.denominator) == (held.numerator, held.denominator)
    return new.value is held.value


def neighbours(
    readings: Sequence[StatedReading],
    stored: Mapping[ReadingKey, ReadingRow],
    frequencies: Mapping[int, Frequency],
    units: Mapping[int, Unit],
    names: Mapping[int, str],
) -> list[Issue]:
    """Point out large figures that stand for two neighbouring periods, one of them at least in this file."""
    latest: dict[ReadingKey, StatedReading] = {}
    for reading in sorted(readings, key=lambda one: one.as_at or date.max):
        latest[key_of(reading)] = reading
    issues = []
    for key, reading in sorted(latest.items(), key=lambda item: (item[0][0], item[0][2], item[0][3])):
        measure_id, kind, part, period = key
        if period.forecast_month:
            continue  # a forecast that stays as it was is none that was carried over
        frequency = frequency_of(period) or frequencies[measure_id]
        after = next_period(period, frequency)
        then: StatedReading | ReadingRow | None = latest.get((measure_id, kind, part, after))
        then = then or stored.get((measure_id, kind, part, after))
        if then is not None and _carried(reading, then, units[measure_id]):
            issues.append(_neighbour_issue(reading, then, names))
        held = next((r for k, r in _before(key, stored, frequency) if k not in latest), None)
        if held is not None and _carried(reading, held, units[measure_id]):
            issues.append(_neighbour_issue(reading, held, names))
    return issues


def _before(
    key: ReadingKey, stored: Mapping[ReadingKey, ReadingRow], frequency: Frequency
) -> list[tuple[ReadingKey, ReadingRow]]:
    measure_id, kind, part, period = key
    earlier = period_of(date.fromordinal(period.start.toordinal() - 1), frequency)
    wanted = (measure_id, kind, part, earlier)
    return [(wanted, stored[wanted])] if wanted in stored else []


def _carried(one: StatedReading, other: StatedReading | ReadingRow, unit: Unit) -> bool:
    if one.state is not ReadingState.VALUE or other.state is not ReadingState.VALUE:
        return False
    if one.denominator is not None and one.denominator >= _FEWEST:
        return (one.numerator, one.denominator) == (other.numerator, other.denominator)
    if one.value is None or unit is Unit.PERCENT:
        return False
    return one.value >= _CARRIED_OVER and one.value == other.value


def _neighbour_issue(
    one: StatedReading, other: StatedReading | ReadingRow, names: Mapping[int, str]
) -> Issue:
    first, second = sorted((one.period, other.period))
    both = replace(one, period=first)
    seen = f"{named(both, names)} and {days_text(second)}: {one.as_written}"
    place = one.cell
    if isinstance(other, StatedReading) and other.sheet == one.sheet:
        place = f"{one.cell}, {other.cell}"
    return issue_at(kinds.SAME_FIGURE_NEIGHBOURS, seen, one.sheet, place)
