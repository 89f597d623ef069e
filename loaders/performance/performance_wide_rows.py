"""The rows of a wide table: measures down, periods across.

Owns: sections, and rows and columns of numerators and denominators that belong to the figure above or beside
them. Refuses: what a name or a figure means.
"""

from typing import NamedTuple

from data_model.measures.measure_vocabulary import measure_key
from loaders.files.grid import as_text
from loaders.files.raw_workbook import RawCell, cell_name
from loaders.performance import performance_issues as kinds
from loaders.performance.performance_headings import (
    BESIDE_ROLES,
    ColumnRole,
    figure_role,
    part_name,
    role_of,
)
from loaders.performance.performance_rows import TableBody
from loaders.performance.performance_tables import (
    Beside,
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
    YearWords,
    is_cumulative,
    read_period,
    read_years,
    redated,
)
from loaders.performance.said_units import says_annual_change, says_difference

_RATED = frozenset(
    ("rag", "brag", "rag rating", "brag rating", "rag status", "dot", "direction of travel", "trend")
)


def _other_role_of(label: str) -> ColumnRole | None:
    """Say what a row holds that is labelled "Target", "England" or "RAG"; None for any other label."""
    role = role_of(label) if label else ColumnRole.UNKNOWN
    if role in (ColumnRole.TARGET, ColumnRole.COMPARISON):
        return role
    return ColumnRole.LEFT if measure_key(label) in _RATED else None


def _same_year(one: PeriodWords, other: PeriodWords) -> bool:
    return one.period is not None and other.period is not None and one.period.start == other.period.start


class _RowYear(NamedTuple):
    """The year that one row names, and the column that names it."""

    column: int
    year: YearWords


class WideBody(TableBody):
    """Reads the rows of one wide table in order."""

    def read_cells(self, row: int, cells: dict[int, RawCell]) -> None:
        cells = self.without_merged_figures(row, cells)
        figures = {column for column in cells if column in self.figures}
        name_cell = self.name_at(row)
        text = tidy_name(as_text(name_cell.cell.value)) if name_cell else ""
        kind_text = self.text_at(row, ColumnRole.KIND)
        if not cells:
            return
        if not figures:
            self._wide_without_figures(row, cells, text)
            return
        if self.current is not None and says_annual_change(text):
            self._take_changes(row, self.current, cells)
            return
        other = self._other_role(row, text, name_cell)
        if other is not None and self.current is not None:
            self._take_other(row, self.current, other, cells, figures)
            return
        role = figure_role(kind_text) if kind_text else None
        own_name, own_role = part_name(text)
        role = role or own_role or self._role_of_label(row)
        if not text and role is None:
            self.say_unnamed(row, cells, set(cells))
            return
        joins = self._joined_series(row, own_name, role, name_cell)
        if joins is None and not own_name:
            self.say_unnamed(row, cells, set(cells))
            return
        if joins is None:
            joins = self._new_wide(row, own_name or text, cells, name_cell)
        self.current = joins
        if self._left_as_cumulative(row, joins, figures):
            return
        year = self._year_of_row(row)
        self._add_cells(joins, row, cells, role, year.year if year is not None else None)
        self._take_differences(row, joins, cells)
        used = figures | self._wide_label_columns(row) | ({year.column} if year is not None else set())
        self.set_aside(row, cells, used)

    def _other_role(self, row: int, text: str, name_cell: Placed | None) -> ColumnRole | None:
        """Tell a row below a measure that holds its targets or ratings, or the figures of others."""
        if text and not (name_cell is not None and name_cell.row < row):
            return _other_role_of(text)  # it is not the measure's name, merged down
        labels = (n for n in range(self.start, min(self.figures)) if n != self.name_column)
        roles = (_other_role_of(as_text(self.grid.own(row, number).value)) for number in labels)
        return next((role for role in roles if role is not None), None)

    def _take_other(
        self, row: int, series: RawSeries, role: ColumnRole, cells: dict[int, RawCell], figures: set[int]
    ) -> None:
        """Give the targets of a row to the figures of their periods; name what is no target of one."""
        left = set(figures)
        for column in figures if role is ColumnRole.TARGET else ():
            words = self.figures[column].words
            entries = self.entries.get((id(series), words), []) if words is not None else []
            if entries:
                entries[0].others.append((ColumnRole.TARGET, Placed(row, column, cells[column])))
                left.discard(column)
        if left:
            said = " | ".join(as_text(cell.value) or "a formula" for cell in cells.values())
            self.say(kinds.PERFORMANCE_COLUMN_LEFT, said, cell_range(row, min(left), row, max(left)))

    def _take_changes(self, row: int, series: RawSeries, cells: dict[int, RawCell]) -> None:
        """Keep the changes on the year before that a row states of the measure above: they are checked."""
        used = {self.name_column} if self.name_column is not None else set()
        for column in sorted(cells.keys() & self.figures.keys()):
            words = self.figures[column].words
            if words is not None:
                series.changes.append((words, Placed(row, column, cells[column])))
                used.add(column)
        self.set_aside(row, cells, used)

    def _take_differences(self, row: int, series: RawSeries, cells: dict[int, RawCell]) -> None:
        """Keep what two forecasts of a year are said to differ by, in the column right beside them."""
        for column, heading in self.header.columns.items():
            pair = [self.figures.get(one) for one in (column - 2, column - 1)]
            words = [one.words for one in pair if one is not None and one.words is not None]
            if column not in cells or len(words) < 2 or not says_difference(heading.heading):
                continue
            earlier, later = words
            if earlier.kind is PeriodKind.FORECAST is later.kind and _same_year(earlier, later):
                series.differences.append((earlier, later, Placed(row, column, cells[column])))

    def _labels(self, row: int) -> dict[int, RawCell]:
        """Give the cells to the left of the figures that may say which figures of the measure a row holds."""
        roles = (ColumnRole.KIND, ColumnRole.YEAR, ColumnRole.PERIOD)
        known = {number: column.role for number, column in self.header.columns.items() if column.heading}
        numbers = (n for n in range(self.start, min(self.figures)) if n != self.name_column)
        return {n: self.grid.seen(row, n) for n in numbers if known.get(n, ColumnRole.YEAR) in roles}

    def _role_of_label(self, row: int) -> ColumnRole | None:
        """Read "Numerator" or "%" left of the figures, in a column that says nothing else of itself."""
        labels = sorted(self._part_labels(row))
        return figure_role(as_text(self.grid.own(row, labels[0]).value)) if labels else None

    def _left_as_cumulative(self, row: int, series: RawSeries, figures: set[int]) -> bool:
        """Leave out a row whose label, or whose section, says that its figures are added up over months."""
        labels = [as_text(cell.value) for cell in self._labels(row).values()]
        said = next((text for text in (*labels, self.section) if is_cumulative(text)), None)
        if said is not None:
            place = cell_range(row, min(figures), row, max(figures))
            self.say(kinds.PERFORMANCE_COLUMN_LEFT, f"{series.name}: {said}", place)
        return said is not None

    def _year_of_row(self, row: int) -> _RowYear | None:
        """Find the year that a row names for itself: it goes before the one of the table's title."""
        for number, cell in self._labels(row).items():
            words = read_period(cell.value)
            years = read_years(cell.value)
            is_year = words is not None and words.kind is PeriodKind.YEAR
            if len(years) == 1 and (is_year or isinstance(cell.value, int)):
                return _RowYear(number, years[0])
        return None

    def _wide_label_columns(self, row: int) -> set[int]:
        roles = (
            ColumnRole.SECTION,
            ColumnRole.UNIT,
            ColumnRole.KIND,
            ColumnRole.TARGET,
            ColumnRole.TIER,
            ColumnRole.TEAM,
            ColumnRole.NAME,
        )
        labels = self._part_labels(row)
        columns = {number for number, c in self.header.columns.items() if c.role in roles and c.words is None}
        first_of_role = {self.header.column_of(role) for role in roles}
        beside = {number for number, c in self.header.columns.items() if c.role in BESIDE_ROLES}
        # A target of a period without a figure beside it holds from no day, and is named.
        with_figures = {self.figures[n].words for n in self.grid.sheet.rows[row] if n in self.figures}
        beside -= {n for n, one in self._period_targets() if one.words not in with_figures}
        return (
            {c for c in columns if c in first_of_role}
            | beside
            | labels
            | ({self.name_column} if self.name_column is not None else set())
        )

    def _part_labels(self, row: int) -> set[int]:
        """Find the columns left of the figures that say "Numerator" or "%" in a row, and nothing else."""
        known = {n: column.role for n, column in self.header.columns.items()}
        return {
            n
            for n in range(self.start, min(self.figures))
            if n != self.name_column
            and known.get(n, ColumnRole.UNKNOWN) in (ColumnRole.UNKNOWN, ColumnRole.KIND)
            and figure_role(as_text(self.grid.own(row, n).value)) is not None
        }

    def _wide_without_figures(self, row: int, cells: dict[int, RawCell], text: str) -> None:
        labels = set(cells) & self._wide_label_columns(row)
        # "Contacts" alone heads a section, whatever measure it might name; longer names are of measures.
        named = len(text.split()) > 1 and (self.known(text) or self.known(f"{self.section}: {text}"))
        if text and (len(labels) > 1 or named):
            own_name, role = part_name(text)
            if own_name and role is None:
                self.current = self._new_wide(row, own_name, cells, self.name_at(row))
            else:
                self.say_beside(row, cells)
            self.set_aside(row, cells, labels)
            return
        if len(cells) == 1 and text:
            # The title of a section, a measure whose figures stand in the rows beneath it, or a note.
            self.section = text
            self.current = None
        self.say_text(row, cells)

    def _joined_series(
        self, row: int, name: str, role: ColumnRole | None, name_cell: Placed | None
    ) -> RawSeries | None:
        """Find the series that a row of numerators, denominators or percentages belongs to."""
        if role is None:
            return None
        current = self.current
        if name:
            key = measure_key(name)
            same = current is not None and measure_key(current.name) == key
            merged = name_cell is not None and name_cell.row < row
            return current if same or (merged and current is not None) else None
        if current is not None:
            return current
        if self.section:
            # "Assessments on time" in a row of its own, with numerator and denominator beneath it.
            named = self.section
            self.section = ""
            return self._new_wide(row, named, {}, None)
        return None

    def _new_wide(
        self, row: int, name: str, cells: dict[int, RawCell], name_cell: Placed | None
    ) -> RawSeries:
        kind, part = self.part_at(row)
        section = tidy_name(self.text_at(row, ColumnRole.SECTION)) or self.section
        series = RawSeries(
            name,
            section,
            kind,
            part,
            [],
            tidy_name(self.text_at(row, ColumnRole.UNIT)),
            self._target_at(row, cells),
            name_cell.name if name_cell else cell_name(row, 1),
            self.beside_at(row, cells),
        )
        if series.target is None:
            series.target = next((one.placed for one in series.beside if self._is_only_target(one)), None)
        self.rows.append(series)
        return series

    def _target_at(self, row: int, cells: dict[int, RawCell]) -> Placed | None:
        """Find the target of a row that is of no named year; those are read beside it."""
        column = self.header.column_of(ColumnRole.TARGET)
        if column is None or read_years(self.header.columns[column].heading):
            return None
        return self.placed(row, ColumnRole.TARGET, cells)

    def _is_only_target(self, one: Beside) -> bool:
        return one.role is ColumnRole.TARGET and not read_years(one.heading)

    def _add_cells(
        self,
        series: RawSeries,
        row: int,
        cells: dict[int, RawCell],
        row_role: ColumnRole | None,
        year: YearWords | None,
    ) -> None:
        targets = {h.words: Placed(row, c, cells[c]) for c, h in self._period_targets() if c in cells}
        for column, heading in self.figures.items():
            if column not in cells or heading.words is None:
                continue
            role = heading.role if heading.role is not ColumnRole.VALUE else row_role or ColumnRole.VALUE
            placed = Placed(row, column, cells[column])
            words = heading.words if year is None else redated(heading.words, year)
            # Cells of one period meet in one entry; a second figure for it opens a new one, and is compared.
            of_period = self.entries.setdefault((id(series), words), [])
            open_one = next((entry for entry in of_period if role not in entry.cells), None)
            if open_one is None:
                open_one = FiguresEntry(words)
                series.entries.append(open_one)
                of_period.append(open_one)
            open_one.cells[role] = placed
            if heading.words in targets:
                open_one.others.append((ColumnRole.TARGET, targets.pop(heading.words)))

    def _period_targets(self) -> list[tuple[int, FiguresColumn]]:
        """List the columns that hold the target of a single period."""
        columns = self.header.columns.items()
        return [(n, one) for n, one in columns if one.role is ColumnRole.TARGET and one.words is not None]
