"""What the bare numbers of a series mean: fractions or percentage points, pounds or thousands of them.

Owns: deciding that for a whole series. Refuses: guessing; a number that may be either is left out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from data_model.money.amounts import MoneyUnit
from loaders.performance import performance_issues as kinds
from loaders.performance.figures import BLANK, FigureKind, read_figure
from loaders.performance.performance_headings import ColumnRole
from loaders.performance.performance_tables import RawSeries, compressed
from loaders.performance.said_units import in_pounds, money_scale
from loaders.performance.series_points import Point, SeriesFindings

PERCENT_WORDS = frozenset(("%", "percent", "percentage", "per cent", "percentages"))
_SHARE_WORD = re.compile(r"%|\b(?:percent|percentage|per cent|rates?|proportions?)\b", re.IGNORECASE)


def decide_pounds(series: RawSeries, points: Sequence[Point], findings: SeriesFindings) -> None:
    """Turn figures into pounds by the scale of the cell, else of the row, its unit or its section."""
    scale = money_scale(series.unit, series.name) or money_scale(series.section)
    rounded: list[Point] = []
    for point in points:
        value = point.value.value
        if point.value.kind is not FigureKind.VALUE or value is None:
            continue
        named = point.value.scale or scale or (MoneyUnit.POUNDS if point.value.unit == "£" else None)
        made = in_pounds(value, named) if named is not None else None
        if made is None:
            point.failed = True
            kind = kinds.FIGURE_NO_UNIT if named is None else kinds.FIGURE_UNCLEAR
            findings.leave(kind, f"{point.entry.words.written}, {point.value.written}", point.entry)
            continue
        point.points, is_rounded = made
        if is_rounded:
            rounded.append(point)
    if rounded:
        cells = compressed([point.entry.place.name for point in rounded])
        findings.say(kinds.FIGURE_ROUNDED, rounded[0].value.written, cells)


@dataclass(slots=True)
class Percentages:
    """Reads the figures of a series of percentages. `holds_points` says that other series of the table hold
    bare percentages above 1, `are_fractions` that this one's bare numbers were read as fractions."""

    series: RawSeries
    findings: SeriesFindings
    holds_points: bool = False
    are_fractions: bool = False

    def decide(self, points: Sequence[Point]) -> None:
        """Fill what each period says in percentage points; one that is unclear has failed."""
        bare: list[Point] = []
        for point in points:
            value = point.value
            if value.kind is not FigureKind.VALUE or value.value is None:
                continue
            if value.is_percent or value.value == 0:
                point.points, point.decimals = value.value, value.decimals
            elif not self._settled_by_share(point):
                bare.append(point)
        if not bare:
            return
        values = [point.value.value or 0.0 for point in bare]
        if max(values) > 1.5:
            self._as_points(bare)
        elif max(values) > 1 or all(value == 1 for value in values):
            for point in bare:
                self._unclear(point, "it may be a fraction or a percentage")
        else:
            self._as_fractions(bare)

    def _settled_by_share(self, point: Point) -> bool:
        """Decide by numerator and denominator, where only one of the two ways of writing agrees with them."""
        value, upper, lower = point.value.value, point.numerator.value, point.denominator.value
        if value is None or upper is None or lower is None or lower <= 0:
            return False
        share, decimals = 100 * upper / lower, point.value.decimals
        as_points = abs(value - share) <= tolerance(decimals)
        as_fraction = abs(100 * value - share) <= tolerance(decimals - 2)
        if as_points == as_fraction:
            return False
        point.points = value if as_points else round(100 * value, 10)
        point.decimals = decimals if as_points else max(0, decimals - 2)
        return True

    def _as_points(self, bare: Sequence[Point]) -> None:
        whole = True
        for point in bare:
            if (point.value.value or 0.0) <= 1:
                self._unclear(point, "among percentages above 1")
                continue
            point.points, point.decimals = point.value.value, point.value.decimals
            whole = whole and point.decimals == 0 and point.denominator.value is None
        told = _SHARE_WORD.search(self.series.name) is not None
        told = told or (self.series.unit or bare[0].entry.unit).casefold() in PERCENT_WORDS
        if whole and not told and len(bare) > 0:
            cells = compressed([point.entry.place.name for point in bare if not point.failed])
            if cells:
                first = next(point for point in bare if not point.failed)
                self.findings.say(
                    kinds.PERCENT_FROM_WHOLE,
                    f"{first.value.written} was read as {first.value.written}%",
                    cells,
                )

    def _as_fractions(self, bare: Sequence[Point]) -> None:
        self.are_fractions = True
        for point in bare:
            point.points = round(100 * (point.value.value or 0.0), 10)
            point.decimals = max(0, point.value.decimals - 2)
        kind = kinds.PERCENT_MIXED_TABLE if self.holds_points else kinds.PERCENT_FROM_FRACTIONS
        first = bare[0]
        said = f"{first.value.written} was read as {first.points:.12g}%"
        self.findings.say(kind, said, compressed([point.entry.place.name for point in bare]))

    def _unclear(self, point: Point, why: str) -> None:
        point.failed = True
        self.findings.leave(
            kinds.PERCENT_UNCLEAR, f"{point.entry.words.written}, {point.value.written} ({why})", point.entry
        )


def tolerance(decimals: int) -> float:
    """Return half of the last place written: 26.2 may stand for 26.15 to 26.25."""
    return 0.5 * 10.0 ** -max(0, min(decimals, 9)) + 1e-9


def holds_bare_points(series: RawSeries) -> bool:
    """Say whether a series holds bare numbers that can only be percentage points, if they are percentages."""
    for entry in series.entries:
        placed = entry.cells.get(ColumnRole.VALUE)
        figure = read_figure(placed.cell) if placed is not None else BLANK
        if figure.value is not None and not figure.is_percent and figure.value > 1.5:
            return True
    return False
