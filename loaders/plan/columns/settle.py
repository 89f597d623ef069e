"""The columns of one table, each judged as a whole: its heading, its cells and the columns beside it.

Owns: which column holds which field, which are kept beside, and what a person is asked about them.
Refuses: the rows. A person's choice stands before everything; what nothing explains is asked for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from data_model.plan.import_choices import KEPT_BESIDE, LEFT_OUT, ImportQuestion, month_of
from loaders.files.grid import Grid
from loaders.files.raw_workbook import RawCell, column_letters
from loaders.plan.columns.judged import STEP_WORDS, Column, ask
from loaders.plan.columns.periods import Period, When, newest_first, part_period
from loaders.plan.columns.ticks import judge_ticks
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
_AGENCIES = frozenset(
    ("agency", "agencies", "organisation", "organisations", "partner", "partners", "directorate")
)
_OF_A_STEP = frozenset(("step", "steps", "milestone", "milestones"))
_ACCOUNTABLE = frozenset(("accountable", "sponsor", "executive", "sro"))
_RATED = frozenset(("rag", "brag", "ragb", "rating"))
_TARGETS = frozenset(
    ("target", "due", "deadline", "timescale", "timescales", "planned", "expected", "when", "original")
)


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
        _judge_areas(columns)
    for judge in (
        judge_ticks,
        _judge_alone,
        _judge_ratings,
        _judge_dates,
        _judge_people_and_steps,
        _judge_what_steps_say,
    ):
        judge(columns)
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
        if not rest:
            field = Field.RAG if column.look.is_rating else Field.PROGRESS
            column.become(
                field.value, "The heading names a month, and the cells show what it holds.", asks=True
            )
            return
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


def _of(columns: list[Column], *fields: Field) -> list[Column]:
    wanted = {field.value for field in fields}
    return [column for column in columns if column.meaning in wanted and not column.ticks]


def _judge_areas(columns: list[Column]) -> None:
    """Take a column that would name the area for what is below it, where a title names the area already."""
    for column in _of(columns, Field.AREA):
        meaning = KEPT_BESIDE if _of(columns, Field.OUTCOME) else Field.OUTCOME.value
        column.become(meaning, "A numbered title above the table names the area.")


def _judge_alone(columns: list[Column]) -> None:
    """Let the cells of a column speak against its heading."""
    for column in columns:
        look, meaning = column.look, column.meaning
        if column.ticks:
            continue
        if look.is_priority and (
            "priority" in column.words or (meaning == Field.AREA and not look.is_numbers)
        ):
            column.become(KEPT_BESIDE, "It holds levels such as High, Medium and Low: a priority.")
        elif look.is_percent and (not meaning or meaning == Field.RAG or "complete" in column.words):
            column.become(KEPT_BESIDE, "It holds how much is done, in per cent.")
        elif meaning not in ("", Field.RAG) and not column.words.isdisjoint(_RATED) and look.is_rating:
            column.become(Field.RAG.value, "Its heading and its cells are those of a rating.")
        elif meaning == Field.REVISED_DUE and look.is_rating:
            column.become(KEPT_BESIDE, "It holds the rating that is forecast.")
        elif meaning == Field.RAG and look.filled >= 2 and not look.ratings and look.mean_length > 60:
            column.become(Field.PROGRESS.value, "It holds sentences and no ratings.")


def _judge_ratings(columns: list[Column]) -> None:
    """Find the rating by its cells where no heading says it, and ask which one it is where two do."""
    if any(column.ticks for column in columns):
        return
    rated = [column for column in _of(columns, Field.RAG) if column.look.filled or column.look.coloured]
    if not rated:
        signs = [
            column
            for column in columns
            if column.look.is_rating
            and column.look.filled + column.look.coloured >= 2
            and column.meaning in ("", Field.PROGRESS.value)
        ]
        if signs and not _of(columns, Field.RAG):
            _judge_sign(signs)
    ratings = [c for c in _of(columns, Field.RAG) if not (c.period and c.period.when is When.FORECAST)]
    for column in _of(columns, Field.RAG):
        if column not in ratings and ratings:
            column.become(KEPT_BESIDE, "It holds the rating that is forecast.")
    plain = [column for column in ratings if column.period is None]
    if len(plain) > 1 and not any(column.chosen for column in plain):
        first = min(plain, key=_rank)
        for column in plain:
            why = "Two columns hold a rating; the action's is the one that the board follows."
            column.become(Field.RAG.value if column is first else KEPT_BESIDE, why, asks=True)


def _judge_sign(signs: list[Column]) -> None:
    """Take the first column whose cells are ratings, even against its heading; ask where they may be."""
    sure = [column for column in signs if not column.meaning or column.look.is_plain_rating]
    if sure:
        sure[0].become(Field.RAG.value, "Its cells are ratings.", asks=not sure[0].meaning)
        return
    for column in signs:
        why = "The heading says so; its letters may be ratings."
        column.become(column.meaning, why, asks=True)


def _judge_dates(columns: list[Column]) -> None:
    """Tell when an action was completed, or first due, from when it is due."""
    due = _of(columns, Field.DUE)
    if not due:
        plain = [one for one in columns if not one.meaning and "date" in one.words and one.look.is_dates]
        if len(plain) == 1:
            plain[0].become(Field.DUE.value, "It is the only column of dates.", asks=True)
    if len(due) < 2:
        return
    targets = [column for column in due if not column.words.isdisjoint(_TARGETS)]
    dated = [column for column in due if column.look.dates]
    for column in due:
        if column not in dated and dated and "completed" in column.words and column.look.filled:
            column.become(KEPT_BESIDE, "It holds no dates, and another column says when the action is due.")
        if column not in targets and targets and not column.words.isdisjoint(("completion", "complete")):
            column.become(KEPT_BESIDE, "Beside a target date it says when the action was completed.")
    due = _of(columns, Field.DUE)
    first = [column for column in due if not column.words.isdisjoint(("original", "baseline"))]
    if len(due) == 2 and len(first) == 1 and not _of(columns, Field.REVISED_DUE):
        (other,) = [column for column in due if column not in first]
        other.become(Field.REVISED_DUE.value, "Beside the original date it is the one that holds now.")


def _judge_people_and_steps(columns: list[Column]) -> None:
    """Keep an agency beside a person and milestones beside an action."""
    for field, words, why in (
        (Field.RESPONSIBLE, _AGENCIES, "It names agencies; the officer stands in another column."),
        (Field.RESPONSIBLE, _ACCOUNTABLE, "It names who is accountable; another column says who acts."),
        (Field.ACTION, STEP_WORDS, "It holds steps; the action stands in another column."),
    ):
        wanting = _of(columns, field)
        minor = [column for column in wanting if not column.words.isdisjoint(words)]
        if len(minor) < len(wanting):
            for column in minor:
                column.become(KEPT_BESIDE, why)


def _judge_what_steps_say(columns: list[Column]) -> None:
    """Keep "Step lead" and "Milestone date" with the steps, where a column holds these."""
    steps = [one for one in columns if one.meaning == KEPT_BESIDE and not one.words.isdisjoint(STEP_WORDS)]
    for column in columns if steps else ():
        if not column.meaning and not column.words.isdisjoint(_OF_A_STEP):
            column.become(KEPT_BESIDE, "It tells of the steps in the column beside.")


def _rank(column: Column) -> tuple[bool, bool, int, int]:
    """Order columns that want one meaning: chosen ones first, hidden ones last, then by how they matched."""
    order = {Match.EXACT: 0, Match.PREFIX: 1, Match.CLOSE: 2}
    return not column.chosen, column.hidden, order[column.how], column.at


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
        wanting = sorted(_of(columns, field), key=_rank)
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
