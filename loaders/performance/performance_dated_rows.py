"""The rows of long tables and of lists: each row has its period.

Owns: the period of a row, which may stand in one column, in a first and a last day, or beside its year.
Refuses: what a name or a figure means.
"""

from dataclasses import replace

from data_model.measures.measure_vocabulary import Frequency, Period, measure_key, period_of
from loaders.files.grid import as_text
from loaders.files.raw_workbook import RawCell, cell_name
from loaders.performance import performance_issues as kinds
from loaders.performance.layouts.performance_years import title_years
from loaders.performance.performance_headings import ColumnRole, figure_role, part_name
from loaders.performance.performance_rows import SeriesKey, TableBody
from loaders.performance.performance_tables import (
    FiguresColumn,
    FiguresEntry,
    Placed,
    RawSeries,
    cell_range,
    tidy_name,
)
from loaders.performance.periods.period_parser import (
    PeriodKind,
    PeriodWords,
    is_cumulative,
    place_years,
    read_period,
    read_years,
    with_year,
)


class DatedRows(TableBody):
    """What long tables and lists share: the period of a row."""

    def _period_of_row(self, row: int) -> PeriodWords | None:
        words = self._words(row, ColumnRole.PERIOD)
        start, end = self._words(row, ColumnRole.START), self._words(row, ColumnRole.END)
        if words is None and start is not None and end is not None:
            return _between(start, end)
        words = words or start or end
        year_text = self._text_value(row, ColumnRole.YEAR)
        years = read_years(year_text)
        if words is None:
            return read_period(year_text if isinstance(year_text, str) else None)
        if words.lacks_year and len(years) == 1:
            words = with_year(words, years[0])
        elif words.lacks_year:
            words = place_years([words], title_years(self.grid, self.header.row, 0))[0]
        if words.kind is not PeriodKind.DAY or words.period is None:
            return words
        self.axis.add(words.period.start)
        if words.starts is None and self.starts_week is not None:
            return replace(words, starts=self.starts_week)
        return words

    def _text_value(self, row: int, role: ColumnRole) -> str | int | None:
        column = self.header.column_of(role)
        if column is None:
            return None
        value = self.grid.seen(row, column).value
        if isinstance(value, float) and value.is_integer():
            return int(value)
        return value if isinstance(value, str | int) and not isinstance(value, bool) else None

    def _words(self, row: int, role: ColumnRole) -> PeriodWords | None:
        column = self.header.column_of(role)
        if column is None:
            return None
        cell = self.grid.seen(row, column)
        return None if cell.problem else read_period(cell.value)


# What cells of these columns say is used with a figure, or not at all.
_OF_NO_USE_ALONE = frozenset(
    (ColumnRole.UNKNOWN, ColumnRole.LEFT, ColumnRole.REF, ColumnRole.KIND, ColumnRole.VALUE)
)


class LongBody(DatedRows):
    """Reads the rows of one long table in order."""

    def read_cells(self, row: int, cells: dict[int, RawCell]) -> None:
        cells = self.without_merged_figures(row, cells)
        name_cell = self.name_at(row)
        name, role = part_name(tidy_name(as_text(name_cell.cell.value))) if name_cell else ("", None)
        figures = {column for column in cells if column in self.figures}
        used = {n for n, c in self.header.columns.items() if c.role not in _OF_NO_USE_ALONE} | figures
        if not cells:
            return
        if not figures:
            if len(cells) <= 2 and not self.text_at(row, ColumnRole.PERIOD):
                self.say_text(row, cells)
            else:
                self.set_aside(row, cells, used)
            return
        if not name:
            self.say_unnamed(row, cells, set(cells))
            return
        words = self._period_of_row(row)
        if words is None:
            self.say(kinds.PERIOD_UNCLEAR, f"{name}: no period", self._range(row, figures))
            return
        kind_text = self.text_at(row, ColumnRole.KIND)
        if is_cumulative(kind_text):
            self.say(kinds.PERFORMANCE_COLUMN_LEFT, f"{name}: {kind_text}", self._range(row, figures))
            return
        kind_role = figure_role(kind_text)
        if kind_role is not None:
            role = kind_role
            used |= {number for number, c in self.header.columns.items() if c.role is ColumnRole.KIND}
        self._add(row, cells, self._series(row, name, name_cell), words, role)
        self.set_aside(row, cells, used)

    def _add(
        self,
        row: int,
        cells: dict[int, RawCell],
        series: RawSeries,
        words: PeriodWords,
        role: ColumnRole | None,
    ) -> None:
        """Add the figures of a row to its series, with what stands beside them."""
        entry = self._long_entry(series, row, cells, words, role)
        target = self.placed(row, ColumnRole.TARGET, cells)
        if target is not None:
            entry.others.append((ColumnRole.TARGET, target))
        as_at = self.placed(row, ColumnRole.AS_AT, cells)
        if as_at is not None:
            entry.others.append((ColumnRole.AS_AT, as_at))
        series.beside += [
            one._replace(words=words if one.role is ColumnRole.COMPARISON else None)
            for one in self.beside_at(row, cells)
            if one.role is not ColumnRole.TARGET
        ]
        entry.unit = tidy_name(self.text_at(row, ColumnRole.UNIT))

    def _range(self, row: int, columns: set[int]) -> str:
        return cell_range(row, min(columns), row, max(columns))

    def _long_entry(
        self,
        series: RawSeries,
        row: int,
        cells: dict[int, RawCell],
        words: PeriodWords,
        role: ColumnRole | None,
    ) -> FiguresEntry:
        placed = {
            (role if role is not None and c.role is ColumnRole.VALUE else c.role): Placed(row, n, cells[n])
            for n, c in self.figures.items()
            if n in cells
        }
        if role is not None:
            for entry in series.entries:
                if entry.words == words and not set(placed) & set(entry.cells):
                    entry.cells |= placed
                    return entry
        entry = FiguresEntry(words, placed)
        series.entries.append(entry)
        return entry

    def _series(self, row: int, name: str, name_cell: Placed | None) -> RawSeries:
        kind, part = self.part_at(row)
        section = tidy_name(self.text_at(row, ColumnRole.SECTION))
        key = (measure_key(name), measure_key(section), kind, measure_key(part))
        if key not in self.series:
            place = name_cell.name if name_cell else cell_name(row, 1)
            self.series[key] = RawSeries(name, section, kind, part, [], place=place)
        return self.series[key]


class ListBody(DatedRows):
    """Reads the rows of one list in order."""

    def read_cells(self, row: int, cells: dict[int, RawCell]) -> None:
        cells = self.without_merged_figures(row, cells)
        figures = {column for column in cells if column in self.figures}
        column = self.header.column_of(ColumnRole.PERIOD)
        words = self._period_of_row(row)
        if words is None or words.kind is PeriodKind.SUMMARY:
            self._list_without_period(row, cells, figures, words)
            return
        as_at = self.placed(row, ColumnRole.AS_AT, cells)
        entries: dict[SeriesKey, FiguresEntry] = {}
        for number, heading in self.figures.items():
            if number in cells:
                self._add_to_list(row, Placed(row, number, cells[number]), heading, words, entries)
        for entry in entries.values():
            if as_at is not None:
                entry.others.append((ColumnRole.AS_AT, as_at))
        roles = (
            ColumnRole.AS_AT,
            ColumnRole.TIER,
            ColumnRole.TEAM,
            ColumnRole.START,
            ColumnRole.END,
        )
        used = figures | {n for n, c in self.header.columns.items() if c.role in roles}
        year = self.header.column_of(ColumnRole.YEAR)
        self.set_aside(row, cells, used | {c for c in (column, year) if c is not None})

    def _list_without_period(
        self, row: int, cells: dict[int, RawCell], figures: set[int], words: PeriodWords | None
    ) -> None:
        if words is not None:
            said = f"{words.written}: " + " | ".join(as_text(cell.value) for cell in cells.values())
            self.say(kinds.PERFORMANCE_COLUMN_LEFT, said, cell_range(row, min(cells), row, max(cells)))
        elif figures and len(cells) > 1:
            self.say(
                kinds.PERIOD_UNCLEAR,
                " | ".join(as_text(cell.value) for cell in cells.values()),
                cell_range(row, min(cells), row, max(cells)),
            )
        else:
            self.say_text(row, cells)

    def _add_to_list(
        self,
        row: int,
        placed: Placed,
        heading: FiguresColumn,
        words: PeriodWords,
        entries: dict[SeriesKey, FiguresEntry],
    ) -> None:
        name, own_role = part_name(tidy_name(heading.heading))
        name = name or tidy_name(heading.heading)
        role = heading.role if heading.role is not ColumnRole.VALUE else own_role or ColumnRole.VALUE
        kind, part = self.part_at(row)
        key = (measure_key(name), measure_key(heading.section), kind, measure_key(part))
        if key not in self.series:
            place = cell_name(self.header.row, placed.column)
            self.series[key] = RawSeries(name, tidy_name(heading.section), kind, part, [], place=place)
        entry = entries.get(key)
        if entry is None or role in entry.cells:
            entry = FiguresEntry(words)
            self.series[key].entries.append(entry)
            entries[key] = entry
        entry.cells[role] = placed


def _between(start: PeriodWords, end: PeriodWords) -> PeriodWords:
    """Join a first and a last day to the period between them, which must be one whole period."""
    written = f"{start.written} to {end.written}"
    if start.period is None or end.period is None or start.period.start > end.period.end:
        return PeriodWords(PeriodKind.UNCLEAR, written, doubt="its first and last day make no period")
    whole = Period(start.period.start, end.period.end)
    for frequency, kind in (
        (Frequency.DAY, PeriodKind.DAY),
        (Frequency.MONTH, PeriodKind.MONTH),
        (Frequency.QUARTER, PeriodKind.QUARTER),
        (Frequency.YEAR, PeriodKind.YEAR),
    ):
        if period_of(whole.start, frequency) == whole:
            return PeriodWords(kind, written, whole)
    if period_of(whole.start, Frequency.WEEK) == whole:
        return PeriodWords(PeriodKind.DAY, written, Period(whole.start, whole.start), starts=True)
    return PeriodWords(PeriodKind.UNCLEAR, written, doubt="it is no whole day, week, month, quarter or year")
