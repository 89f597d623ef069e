"""The columns of one table, each judged as a whole: its heading, its cells and the columns beside it.

Owns: which column holds which field, which are kept beside, and what a person is asked about them.
Refuses: the rows. A person's choice stands before everything; what nothing explains is asked for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from data_model.plan.import_choices import KEPT_BESIDE, LEFT_OUT, ImportQuestion, month_of
from loaders.files.grid import Grid
from loaders.files.raw_workbook import RawCell, column_letters
from loaders.plan.columns.judged import Column, ask
from loaders.plan.columns.judges import columns_of, judge_areas, judge_columns, rank
from loaders.plan.columns.periods import Period, When, newest_first, part_period
from loaders.plan.columns.values import look_at
from loaders.plan.heading_vocabulary import KEPT_AS_WRITTEN, Field
from loaders.plan.headings import (
    NOTHING_CHOSEN,
    Chosen,
    HeaderRow,
    Match,
    match_heading,
    normalise_heading,
    preset_of,
)

_MOST_ROWS = 300  # enough to judge a column by
# Fields whose columns are joined, each text under its own heading.
JOINED = frozenset(
    (Field.PROGRESS, Field.IMPACT, Field.MEASURE, Field.ASSURANCE, Field.REASON, Field.MITIGATION)
)
_OVER_TIME = frozenset((Field.RAG, Field.PROGRESS, Field.IMPACT))


def settle_columns(
    grid: Grid,
    header_row: int,
    headings: dict[int, str],
    rows: Iterable[int],
    chosen: Chosen = NOTHING_CHOSEN,
    *,
    titles_name_areas: bool = False,
) -> tuple[HeaderRow, list[ImportQuestion]]:
    """Give each column of a table its meaning and say what to ask; the rows are those under the header.

    `titles_name_areas`: the table stands under "Priority 2: Workforce" or the like, so that no column does.
    """
    columns = _columns(grid, headings, rows, chosen)
    if titles_name_areas:
        judge_areas(columns)
    judge_columns(columns)
    header = _header(columns)
    return header, [ask(grid, header_row, column) for column in columns]


def about_column(at: int, heading: str) -> str:
    """Name a column as choices do: its folded heading, or "column h" where it has none."""
    return normalise_heading(heading) or f"column {column_letters(at).lower()}"


def _columns(grid: Grid, headings: dict[int, str], rows: Iterable[int], chosen: Chosen) -> list[Column]:
    cells: dict[int, list[RawCell]] = {}
    for number, row in enumerate(rows):
        if number >= _MOST_ROWS:
            break
        for at, cell in grid.sheet.rows.get(row, {}).items():
            cells.setdefault(at, []).append(cell)
    preset = preset_of(headings)
    columns = []
    for at in sorted({*headings, *cells}):
        heading = headings.get(at, "")
        column = Column(at, heading, about_column(at, heading), look_at(cells.get(at, ())))
        column.hidden = at in grid.sheet.hidden_columns
        if heading or column.look.filled:
            _read_heading(column, chosen, preset)
            columns.append(column)
    return columns


def _read_heading(column: Column, chosen: Chosen, preset: Mapping[str, str]) -> None:
    rest, column.period = part_period(column.heading) if column.heading else ("", None)
    if (meaning := chosen.get(column.about)) is not None:
        column.meaning, column.why, column.chosen = meaning, "A person decided it.", True
        return
    if column.about in preset:
        column.become(preset[column.about], "The file has the columns of a planning tool's export.")
        return
    match = match_heading(column.heading)
    if match is None and column.period is not None:
        match = match_heading(rest) if rest else None
        column.bare_month = not rest
    if match is not None:
        column.how = match.how
        close = match.how is Match.CLOSE
        column.become(
            match.field.value,
            "The heading is close to a known one." if close else "The heading says so.",
            close,
        )
    elif column.about in KEPT_AS_WRITTEN:
        column.become(KEPT_BESIDE, "It is no field of an action.")


def _header(columns: list[Column]) -> HeaderRow:
    header = HeaderRow({}, {}, {}, {})
    _give_fields(header, columns)
    left_out = set[int]()
    for column in columns:
        if column.ticks:
            header.ticked[column.at] = column.ticks
        elif column.meaning == KEPT_BESIDE:
            header.beside[column.at] = column.heading or column.about.capitalize()
        elif column.meaning == LEFT_OUT:
            left_out.add(column.at)
        elif (month := month_of(column.meaning)) is not None:
            header.earlier[column.at] = (_held(column), month)
        elif not column.meaning:
            column.asks = True
            header.unmatched.update({column.at: column.heading} if column.heading else {})
    _let_earlier_stand_in(header, columns)
    ordered = replace(header, left_out=frozenset(left_out))
    ordered.columns.update({at: ordered.columns.pop(at) for at in sorted(ordered.columns)})
    return ordered


def _let_earlier_stand_in(header: HeaderRow, columns: list[Column]) -> None:
    """Let columns that were given to a month still speak where no newer column of the field is filled."""
    periods = {column.at: column.period for column in columns}
    for field in {field for field, _ in header.earlier.values()}:
        given = {
            at: Period(When.DATED, month) for at, (held, month) in header.earlier.items() if held is field
        }
        older: dict[int, Period | None] = {at: periods[at] for at in header.series.get(field, ())}
        header.series[field] = tuple(newest_first({**older, **given}))


def _give_fields(header: HeaderRow, columns: list[Column]) -> None:
    """Give each field its column, and say which further ones want it."""
    for field in Field:
        wanting = sorted(columns_of(columns, field), key=rank)
        if not wanting:
            continue
        if field in _OVER_TIME and any(column.period for column in wanting):
            wanting = _over_time(header, field, wanting)
        kept, *others = wanting
        (header.close if kept.how is Match.CLOSE and not kept.chosen else header.columns)[kept.at] = field
        if others:
            header.duplicates[field] = tuple(sorted(column.at for column in others))
        if field not in JOINED:
            for column in others:
                column.become("", f"Another column, “{kept.heading}”, is read as this already.", asks=True)


def _held(column: Column) -> Field:
    """Say of a column that was given to a month whether it holds ratings, impact or progress."""
    rest, _ = part_period(column.heading) if column.heading else ("", None)
    match = match_heading(rest) or match_heading(column.heading)
    field, look = match.field if match else None, column.look
    if look.is_plain_rating or (look.is_rating and field not in JOINED):
        return Field.RAG
    if field is Field.RAG and not (look.filled >= 2 and not look.ratings and look.mean_length > 60):
        return Field.RAG
    return Field.IMPACT if field is Field.IMPACT else Field.PROGRESS


def _over_time(header: HeaderRow, field: Field, wanting: list[Column]) -> list[Column]:
    """Take the column of now, keep the older ones as a series; what has no period is joined or twice."""
    by_at = {column.at: column for column in wanting}
    plain = [column for column in wanting if column.period is None or column.period.when is When.FORECAST]
    dated = {at: column for at, column in by_at.items() if column not in plain}
    if len(dated) < 2 and not (field is Field.RAG and plain):
        return wanting
    order = newest_first({at: column.period for at, column in (dated if field in JOINED else by_at).items()})
    if not order:
        return wanting
    filled = [at for at in order if by_at[at].look.filled or by_at[at].look.coloured]
    current = next((at for at in filled), order[0])
    older = tuple(at for at in order if at != current)
    header.series[field] = older
    for at in older:
        period = by_at[at].period
        by_at[at].become(
            KEPT_BESIDE,
            "A newer column holds the same; this one can be given to its month, as history.",
            asks=bool(period and period.month) and bool(by_at[at].look.filled),
        )
    return [by_at[current], *(plain if field in JOINED else ())]
