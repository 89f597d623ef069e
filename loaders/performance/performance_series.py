"""One series of figures: what each cell says of its period, and what of it is loaded.

Owns: the figure, day and unit of a cell, and checking figures against numerators and denominators. Refuses:
whether bare numbers are fractions, percentage points or thousands (`series_scale`), names, comparing with
stored readings, and mending a figure.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from data_model.measures.measure_text import period_text
from data_model.measures.measure_vocabulary import (
    MONEY_UNITS,
    Frequency,
    Period,
    ReadingState,
    Unit,
    frequency_of,
    period_of,
)
from data_model.measures.stated_measures import StatedReading
from data_model.shared.days.date_parser import DateSpan, Precision, read_single, tidy_text
from data_model.shared.sentence_text import short_day
from loaders.files.issues import Issue
from loaders.performance import performance_issues as kinds
from loaders.performance.figures import BLANK, Figure, FigureKind, read_figure
from loaders.performance.measure_names import Meant
from loaders.performance.performance_headings import ColumnRole
from loaders.performance.performance_tables import FiguresEntry, FiguresTable, RawSeries, compressed
from loaders.performance.periods.period_fit import fit
from loaders.performance.periods.period_parser import PeriodKind
from loaders.performance.series_points import Point, SeriesFindings
from loaders.performance.series_scale import PERCENT_WORDS, Percentages, decide_pounds, tolerance

_COUNT_WORDS = frozenset(("number", "count", "no", "no.", "#", "numbers", "volume"))
_SHARES = (Unit.PERCENT, Unit.RATIO)
# A unit that a cell names, and the measures it may be a figure of.
_UNITS_NAMED = {
    "days": (Unit.DAYS, Unit.WORKING_DAYS),
    "hours": (Unit.HOURS,),
    "£": (Unit.POUNDS, Unit.POUNDS_A_WEEK),
}
_UNIT_WORDS = {"£": "an amount of money"}


@dataclass(slots=True)
class SeriesReader:
    """Reads the series of one table for one measure. `holds` says that other series of the table hold bare
    percentages above 1."""

    table: FiguresTable
    series: RawSeries
    meant: Meant
    measure: str
    unit: Unit
    frequency: Frequency
    as_at: date
    holds_points: bool = False
    has_fractions: bool = False
    readings: list[StatedReading] = field(default_factory=list)
    findings: SeriesFindings = field(init=False)

    def __post_init__(self) -> None:
        self.findings = SeriesFindings(self.table.sheet, self.series.name)

    @property
    def issues(self) -> list[Issue]:
        """What was found of the series, in order."""
        return self.findings.issues

    def read(self) -> None:
        """Fill `readings` and `issues`."""
        points = [point for entry in self.series.entries if (point := self._point(entry)) is not None]
        if self.unit is Unit.PERCENT:
            percentages = Percentages(self.series, self.findings, self.holds_points)
            percentages.decide(points)
            self.has_fractions = percentages.are_fractions
        elif self.unit in MONEY_UNITS:
            decide_pounds(self.series, points, self.findings)
        else:
            for point in points:
                point.points, point.decimals = point.value.value, point.value.decimals
        for point in points:
            if not point.failed:
                self._state(point)
        self._say_other_lengths(points)
        self._say_forecasts(points)
        self.findings.say_what_was_left()

    def _say_other_lengths(self, points: Sequence[Point]) -> None:
        others = [
            point
            for point in points
            if not point.period.forecast_month
            and period_of(point.period.start, self.frequency) != point.period
        ]
        if others:
            lengths = dict.fromkeys(frequency_of(point.period) for point in others)
            said = " and ".join(f"by the {length.value}" for length in lengths if length is not None)
            cells = compressed([point.entry.place.name for point in others])
            self.findings.say(
                kinds.PERIOD_OF_ITS_OWN, f"{said}; the measure is read by the {self.frequency.value}", cells
            )

    def _say_forecasts(self, points: Sequence[Point]) -> None:
        forecasts = [point for point in points if point.period.forecast_month]
        if forecasts:
            said = ", ".join(
                f"{point.entry.words.written} ({period_text(point.period, Frequency.YEAR)})"
                for point in forecasts
            )
            cells = compressed([point.entry.place.name for point in forecasts])
            self.findings.say(kinds.FORECAST_READ, said, cells)

    # One cell after the other

    def _point(self, entry: FiguresEntry) -> Point | None:
        if entry.words.kind is PeriodKind.SUMMARY:
            self.findings.leave(kinds.PERFORMANCE_COLUMN_LEFT, entry.words.written, entry)
            return None
        fitted = fit(entry.words, self.frequency, self.table.axis)
        if fitted.period is None:
            is_unclear = entry.words.kind is PeriodKind.UNCLEAR or entry.words.period is None
            kind = kinds.PERIOD_UNCLEAR if is_unclear else kinds.PERIOD_DOES_NOT_FIT
            self.findings.leave(kind, f"{entry.words.written} ({fitted.reason})", entry)
            return None
        figures = {role: read_figure(placed.cell) for role, placed in entry.cells.items()}
        for role, figure in figures.items():
            if figure.why is not None:
                self.findings.say(
                    figure.why, f"{entry.words.written}, {figure.written}", entry.cells[role].name
                )
        if any(figure.why is not None for figure in figures.values()):
            self._also_left(entry, figures)
            return None
        as_at = self._own_as_at(entry)
        if as_at is None or self._is_ahead(entry, fitted.period, as_at):
            return None
        if fitted.note:
            self.findings.say(kinds.WEEK_TAKEN, fitted.note, entry.cell_names)
        given = [
            figures.get(role, BLANK)
            for role in (ColumnRole.VALUE, ColumnRole.NUMERATOR, ColumnRole.DENOMINATOR)
        ]
        point = Point(entry, fitted.period, given[0], given[1], given[2])
        point.as_at = as_at if as_at != self.as_at else None
        self._take_written_share(point)
        return point if self._is_of_unit(point) else None

    def _also_left(self, entry: FiguresEntry, figures: dict[ColumnRole, Figure]) -> None:
        fine = [role for role, figure in figures.items() if figure.why is None]
        for role in fine:
            said = f"{entry.words.written}, {figures[role].written}, beside a cell that cannot be read"
            self.findings.say(kinds.SHARE_INCOMPLETE, said, entry.cells[role].name)

    def _own_as_at(self, entry: FiguresEntry) -> date | None:
        placed = next((cell for role, cell in entry.others if role is ColumnRole.AS_AT), None)
        if placed is None:
            return self.as_at
        value = placed.cell.value
        day = value if isinstance(value, date) else None
        if isinstance(value, str):
            found = read_single(tidy_text(value[:60]))
            if isinstance(found, DateSpan) and found.precision is Precision.DAY:
                day = found.last
        day = date(day.year, day.month, day.day) if day is not None else None
        if day is None or day > self.as_at:
            said = f"{entry.words.written}, as at {str(value)[:40]}"
            self.findings.leave(kinds.AS_AT_UNCLEAR, said, entry)
            return None
        return day

    def _is_ahead(self, entry: FiguresEntry, period: Period, as_at: date) -> bool:
        if period.known_on <= as_at:
            return False
        kind = kinds.PERIOD_IN_FUTURE if period.start > as_at else kinds.PERIOD_NOT_OVER
        self.findings.leave(kind, f"{entry.words.written}, as at {short_day(as_at)}", entry)
        return True

    def _take_written_share(self, point: Point) -> None:
        """Part "158 of 603" into numerator and denominator, unless those have cells of their own."""
        value = point.value
        if value.numerator is None or value.denominator is None or self.unit not in _SHARES:
            return
        if point.numerator.kind is FigureKind.BLANK and point.denominator.kind is FigureKind.BLANK:
            point.numerator = Figure(FigureKind.VALUE, f"{value.numerator:g}", value.numerator)
            point.denominator = Figure(FigureKind.VALUE, f"{value.denominator:g}", value.denominator)
        if value.value is None:
            point.value = BLANK

    def _is_of_unit(self, point: Point) -> bool:
        said = (point.entry.unit or self.series.unit).casefold().strip()
        value, wrong = point.value, ""
        share = value.numerator is not None or value.is_percent
        if self.unit is Unit.PERCENT and said in _COUNT_WORDS:
            wrong = f"the unit is “{said}”"
        elif self.unit is not Unit.PERCENT and (said in PERCENT_WORDS or (share and value.is_percent)):
            wrong = "a percentage"
        elif self.unit not in _SHARES and value.numerator is not None:
            wrong = "a share"
        elif value.unit and self.unit not in _UNITS_NAMED[value.unit]:
            wrong = _UNIT_WORDS.get(value.unit, value.unit)
        elif self.unit is Unit.COUNT and value.value is not None and not value.value.is_integer():
            wrong = "not a whole number"
        if wrong:
            seen = f"{point.entry.words.written}, {value.written or said} ({wrong}; {self.measure} is in "
            self.findings.leave(
                kinds.FIGURE_OTHER_UNIT, seen + f"{self.unit.value.replace('_', ' ')})", point.entry
            )
        return not wrong

    # What is stated

    def _state(self, point: Point) -> None:
        shares = (point.numerator, point.denominator)
        if self.unit not in _SHARES:
            self._state_plain(point, shares)
            return
        kinds_given = {figure.kind for figure in shares}
        if point.value.kind is FigureKind.BLANK:
            self._state_share_alone(point, kinds_given)
        elif point.value.kind is FigureKind.VALUE:
            self._state_value(point)
        else:
            state = ReadingState(point.value.kind.value)
            if point.numerator.kind is FigureKind.VALUE:  # of how many may be said where how many is not
                said = f"{point.entry.words.written}, {point.value.written} beside {self._share_text(point)}"
                self.findings.leave(kinds.SHARE_DISAGREES, said, point.entry)
            else:
                self._add(point, state, None)

    def _state_plain(self, point: Point, shares: Sequence[Figure]) -> None:
        if point.value.kind is FigureKind.BLANK:
            self.findings.leave(
                kinds.SHARE_INCOMPLETE, f"{point.entry.words.written}, no figure beside it", point.entry
            )
            return
        for role, figure in zip((ColumnRole.NUMERATOR, ColumnRole.DENOMINATOR), shares, strict=True):
            if figure.kind is not FigureKind.BLANK and role in point.entry.cells:
                said = f"{point.entry.words.written}, {role.value} {figure.written}"
                self.findings.say(kinds.SHARE_UNUSED, said, point.entry.cells[role].name)
        is_value = point.value.kind is FigureKind.VALUE
        self._add(point, ReadingState(point.value.kind.value), point.points if is_value else None)

    def _state_share_alone(self, point: Point, given: set[FigureKind]) -> None:
        upper, lower = point.numerator.value, point.denominator.value
        if FigureKind.SUPPRESSED in given:
            self._add(point, ReadingState.SUPPRESSED, None)
        elif given <= {FigureKind.MISSING, FigureKind.BLANK}:
            self._add(point, ReadingState.MISSING, None)
        elif upper is None or lower is None:
            said = f"{point.entry.words.written}, {self._share_text(point)}"
            self.findings.leave(kinds.SHARE_INCOMPLETE, said, point.entry)
        elif lower == 0 and upper == 0:
            # Of nothing there is no share: neither 0% nor 100%.
            self._add(point, ReadingState.MISSING, None)
        elif self._share_is_possible(point, upper, lower):
            scale = 100 if self.unit is Unit.PERCENT else 1
            self._add(point, ReadingState.VALUE, scale * upper / lower, upper, lower)

    def _state_value(self, point: Point) -> None:
        value, upper, lower = point.points, point.numerator.value, point.denominator.value
        if value is None:
            return
        if self.unit is Unit.PERCENT and value > 100:
            self.findings.leave(
                kinds.PERCENT_ABOVE_100, f"{point.entry.words.written}, {point.value.written}", point.entry
            )
            return
        if upper is None or lower is None:
            self._one_sided(point)
            self._add(point, ReadingState.VALUE, value)
            return
        if not self._share_is_possible(point, upper, lower):
            return
        share = (100 if self.unit is Unit.PERCENT else 1) * upper / lower
        if abs(share - value) > tolerance(point.decimals):
            sign = "%" if self.unit is Unit.PERCENT else ""
            made = f"{self._share_text(point)} is {share:.2f}{sign}"
            said = f"{point.entry.words.written}, {value:.12g}{sign} stated, {made}"
            self.findings.leave(kinds.SHARE_DISAGREES, said, point.entry)
            return
        self._add(point, ReadingState.VALUE, share, upper, lower)

    def _one_sided(self, point: Point) -> None:
        for role, figure in (
            (ColumnRole.NUMERATOR, point.numerator),
            (ColumnRole.DENOMINATOR, point.denominator),
        ):
            if figure.kind is not FigureKind.BLANK and role in point.entry.cells:
                said = f"{point.entry.words.written}, {role.value} {figure.written}"
                self.findings.say(kinds.SHARE_INCOMPLETE, said, point.entry.cells[role].name)

    def _share_is_possible(self, point: Point, upper: float, lower: float) -> bool:
        if lower > 0 and (upper <= lower or self.unit is Unit.RATIO):
            return True
        kind = kinds.PERCENT_ABOVE_100 if lower > 0 else kinds.SHARE_DISAGREES
        self.findings.leave(kind, f"{point.entry.words.written}, {self._share_text(point)}", point.entry)
        return False

    @staticmethod
    def _share_text(point: Point) -> str:
        return f"{point.numerator.written or 'blank'} of {point.denominator.written or 'blank'}"

    def _add(
        self,
        point: Point,
        state: ReadingState,
        value: float | None,
        numerator: float | None = None,
        denominator: float | None = None,
    ) -> None:
        written = point.value.written
        if numerator is not None or (not written and self.unit in _SHARES):
            share = self._share_text(point)
            written = share if not written else written if point.value.numerator else f"{written} ({share})"
        if self.meant.measure_id is None:
            raise ValueError("a series that is not to be loaded has no readings")
        self.readings.append(
            StatedReading(
                self.meant.measure_id,
                self.meant.part_kind,
                self.meant.part,
                point.period,
                state,
                value,
                numerator,
                denominator,
                written,
                self.table.sheet,
                point.entry.cell_names,
                point.as_at,
            )
        )
