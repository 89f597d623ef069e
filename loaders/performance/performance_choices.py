"""What a person said of a file's columns and sheets, and what the loading of figures asks about them.

Owns: the meanings that a column of each layout can have, and putting a column or a sheet into the form that a
page and a report show. Refuses: finding tables, and storing what was said.
"""

from collections.abc import Iterable, Mapping, Sequence

from data_model.measures.measure_vocabulary import measure_key
from data_model.plan.import_choices import (
    LEAVE_OUT,
    LEFT_OUT,
    LOAD,
    ChoiceKind,
    ImportChoice,
    ImportQuestion,
)
from loaders.files.grid import Grid, shown_text
from loaders.files.raw_workbook import RawSheet, cell_name
from loaders.performance.performance_headings import THRESHOLD_ROLES, ColumnRole, role_of
from loaders.performance.performance_tables import FiguresLayout, Header, tidy_name

_SAMPLES = 3
_LONGEST_SAMPLE = 80
_ROWS_SAMPLED = 200
_EVERYWHERE = (ColumnRole.PERIOD, ColumnRole.YEAR, ColumnRole.TIER, ColumnRole.TEAM, ColumnRole.LEFT)
_OF_MEASURES = (
    ColumnRole.NAME, ColumnRole.REF, ColumnRole.SECTION, ColumnRole.UNIT, ColumnRole.KIND, ColumnRole.TARGET,
    *THRESHOLD_ROLES, ColumnRole.POLARITY, ColumnRole.COMPARISON,
)  # fmt: skip
_OF_DATES = (ColumnRole.START, ColumnRole.END, ColumnRole.AS_AT, ColumnRole.VALUE)
_ROLES_OF = {
    FiguresLayout.WIDE: (*_OF_MEASURES, *_EVERYWHERE),
    FiguresLayout.LONG: (
        *(*_OF_MEASURES, *_OF_DATES, ColumnRole.NUMERATOR, ColumnRole.DENOMINATOR),
        *_EVERYWHERE,
    ),
    FiguresLayout.LIST: (*_OF_DATES, *_EVERYWHERE),
}
# Of these a table may have several; of any other a second column is asked about.
_SEVERAL = (ColumnRole.LEFT, ColumnRole.REF, ColumnRole.COMPARISON, ColumnRole.UNKNOWN)


def meaning_of(role: ColumnRole) -> str:
    """Write a role as it is chosen and stored: "floor-standard"; nothing for one that is not known."""
    if role is ColumnRole.UNKNOWN:
        return ""
    return LEFT_OUT if role is ColumnRole.LEFT else role.value.replace(" ", "-")


_BY_MEANING = {meaning_of(role): role for role in ColumnRole if role is not ColumnRole.UNKNOWN}


class ToldOfFile:
    """What was said of the columns and sheets of a file, by their folded names."""

    def __init__(self, choices: Iterable[ImportChoice] = ()) -> None:
        self.columns: dict[str, ColumnRole] = {}
        self.sheets: dict[str, str] = {}
        for choice in choices:
            if choice.kind is ChoiceKind.SHEET:
                self.sheets[choice.about] = choice.meaning
            elif choice.meaning in _BY_MEANING:
                self.columns[choice.about] = _BY_MEANING[choice.meaning]

    def role_of(self, heading: str) -> ColumnRole:
        """Tell what a heading's column holds: as somebody said, else as the wordings say."""
        said = self.columns.get(measure_key(heading)) if self.columns else None
        return role_of(heading) if said is None else said

    def is_told(self, heading: str) -> bool:
        return measure_key(heading) in self.columns

    def is_left_out(self, sheet: RawSheet) -> bool:
        """Say whether a sheet with figures is not read: by decision, or because it is hidden."""
        return self.sheets.get(measure_key(sheet.name), LEAVE_OUT if sheet.hidden else LOAD) == LEAVE_OUT


NOTHING_TOLD = ToldOfFile()


def once_each(
    roles: Mapping[int, ColumnRole], headings: Mapping[int, str], told: ToldOfFile
) -> dict[int, ColumnRole]:
    """Let each role have one column, the one that somebody chose before the first; others are not known.

    "Target 2024/25" and "Target 2025/26" are no two columns of one role: `roles` holds those of one alone.
    """
    taken: dict[ColumnRole, int] = {}
    for number in sorted(roles, key=lambda one: (not told.is_told(headings.get(one, "")), one)):
        taken.setdefault(roles[number], number)
    return {
        number: role if role in _SEVERAL or taken[role] == number else ColumnRole.UNKNOWN
        for number, role in roles.items()
    }


def ask_of_columns(
    grid: Grid, header: Header, names: int | None, rows: Sequence[int], told: ToldOfFile
) -> list[ImportQuestion]:
    """Say what each column of a table was read as, and ask where that is not known.

    `names` is the column that the measures are named in, `rows` those beneath the headings. Columns of single
    periods, and those that are a measure's own in a list, are not asked about: their headings say it.
    """
    options = tuple(meaning_of(role) for role in _ROLES_OF[header.layout])
    wanted = {column.role for column in header.columns.values()}
    questions = []
    for number, column in sorted(header.columns.items()):
        is_measure = header.layout is FiguresLayout.LIST and column.role is ColumnRole.VALUE
        role = told.role_of(column.heading)
        if column.words is not None or (is_measure and role is ColumnRole.UNKNOWN):
            continue
        read_as, why, asks = meaning_of(column.role), "Its heading says so.", False
        if read_as not in options:
            read_as, why, asks = "", "No known heading is like this one.", True
            if number == names:
                read_as, why = meaning_of(ColumnRole.NAME), "It is the first column of words."
            elif role in wanted and role is not ColumnRole.UNKNOWN:
                why = f"Another column is read as {role.value}."
            elif role is not ColumnRole.UNKNOWN:
                why = f"A table of this form has no use for {role.value}."
        if told.is_told(column.heading) and read_as:
            why, asks = "Somebody said so.", False
        question = _ask(grid, header.row, number, column.heading, rows, read_as, why, options, asks=asks)
        if question is not None and (question.samples or not asks):
            questions.append(question)
    return questions


def ask_of_headings(
    grid: Grid, row: int, headings: Mapping[int, str], rows: Sequence[int], told: ToldOfFile
) -> list[ImportQuestion]:
    """Ask about the headings over what looks like a table of figures and is not known as one."""
    options = tuple(meaning_of(role) for role in _ROLES_OF[FiguresLayout.LONG])
    questions = []
    for number, heading in sorted(headings.items()):
        read_as = meaning_of(told.role_of(heading))
        why = "Its heading says so." if read_as else "No known heading is like this one."
        question = _ask(grid, row, number, heading, rows, read_as, why, options, asks=not read_as)
        if question is not None:
            questions.append(question)
    return questions


def _ask(
    grid: Grid,
    row: int,
    column: int,
    heading: str,
    rows: Sequence[int],
    read_as: str,
    why: str,
    options: tuple[str, ...],
    *,
    asks: bool,
) -> ImportQuestion | None:
    about = measure_key(heading)
    if not about:
        return None
    return ImportQuestion(
        ChoiceKind.COLUMN,
        about,
        tidy_name(heading),
        grid.sheet.name,
        cell_name(row, column),
        _samples(grid, column, rows),
        read_as,
        why,
        options,
        asks=asks,
    )


def _samples(grid: Grid, column: int, rows: Sequence[int]) -> tuple[str, ...]:
    """Give three distinct texts of a column, each short enough to be read at a glance."""
    found: dict[str, None] = {}
    for row in rows[:_ROWS_SAMPLED]:
        text = " ".join(shown_text(grid.own(row, column))[: 4 * _LONGEST_SAMPLE].split())
        if text:
            found[text if len(text) <= _LONGEST_SAMPLE else f"{text[: _LONGEST_SAMPLE - 1]}…"] = None
        if len(found) == _SAMPLES:
            break
    return tuple(found)


def ask_of_sheet(sheet: RawSheet, samples: Sequence[str], told: ToldOfFile) -> ImportQuestion:
    """Say whether a sheet is loaded, and ask where it is hidden. `samples` are its measures' names, none
    where it has no table of them."""
    about = measure_key(sheet.name)
    why = "It is hidden and holds a table of measures." if sheet.hidden else "It holds a table of measures."
    options: tuple[str, ...] = (LOAD, LEAVE_OUT)
    if not samples:
        why, options = "No table of measures was found in it.", (LEAVE_OUT,)
    read_as = LEAVE_OUT if not samples or told.is_left_out(sheet) else LOAD
    return ImportQuestion(
        ChoiceKind.SHEET,
        about,
        sheet.name,
        sheet.name,
        "",
        tuple(samples[:_SAMPLES]),
        read_as,
        why,
        options,
        asks=bool(samples) and sheet.hidden and about not in told.sheets,
    )
