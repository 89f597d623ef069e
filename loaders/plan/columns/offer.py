"""A table whose action column no heading names: what a person is asked about it instead of a refusal.

Owns: finding the row that looks like a header above data, and the question which column holds the action.
Refuses: choosing that column.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from data_model.plan.import_choices import ImportQuestion
from loaders.files.grid import Grid
from loaders.plan.columns.judged import MEANINGS
from loaders.plan.columns.settle import settle_columns
from loaders.plan.columns.values import look_at
from loaders.plan.heading_vocabulary import Field
from loaders.plan.headings import Chosen, match_heading
from loaders.plan.sheets.subitems import without_subitems

_LONGEST_HEADING = 80
_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 2
_FAR = 60  # rows from the top within which a header is looked for
_NOT_THE_ACTION = frozenset(
    (Field.REF, Field.RESPONSIBLE, Field.DUE, Field.REVISED_DUE, Field.RAG, Field.PROGRESS, Field.IMPACT)
)


def offer_header(grid: Grid, chosen: Chosen) -> list[ImportQuestion]:
    """Ask about the columns of a sheet without a table of actions; [] where nothing looks like a header.

    One question must be answered: which column holds the action. It is put to the column that holds the
    longest texts under a heading that is not known.
    """
    texts = {row: own for row in grid.sheet.rows if (own := grid.own_texts(row))}
    row = _header_row(texts, chosen)
    if row is None:
        return []
    rows = without_subitems(texts, [below for below in texts if below > row])
    if _counts(grid, texts[row], rows):
        return []
    _, questions = settle_columns(grid, row, texts[row], rows, chosen)
    best = _most_likely(questions)
    return [_ask_for_action(one) if one is best else one for one in questions]


def _header_row(texts: dict[int, dict[int, str]], chosen: Chosen) -> int | None:
    """Find the row with most known headings above rows of cells, the first where two have as many."""
    rows = list(texts)
    best: tuple[int, int, int] | None = None
    for at, row in enumerate(rows[:_FAR]):
        own = texts[row]
        if len(own) < _FEWEST_COLUMNS or any(len(text) > _LONGEST_HEADING for text in own.values()):
            continue
        below = [len(texts[one]) for one in rows[at + 1 : at + 4]]
        if len([count for count in below if count >= 2]) < _FEWEST_ROWS:
            continue
        if any(not any(char.isalpha() for char in text) for text in own.values()):
            continue
        known = sum(1 for text in own.values() if match_heading(text, chosen) is not None)
        if best is None or (known, len(own)) > best[:2]:
            best = known, len(own), row
    return best[2] if best is not None and best[0] > 0 else None


def _counts(grid: Grid, headings: Mapping[int, str], rows: Iterable[int]) -> bool:
    """Tell a table of counts, most of whose columns hold numbers, from one of actions."""
    below = list(rows)
    numbers = [look_at([grid.own(row, column) for row in below]).is_numbers for column in headings]
    return sum(numbers) * 2 >= len(numbers)


def _most_likely(questions: list[ImportQuestion]) -> ImportQuestion | None:
    def length(question: ImportQuestion) -> float:
        return sum(map(len, question.samples)) / max(len(question.samples), 1)

    open_ones = [one for one in questions if not one.read_as and one.samples]
    others = [one for one in questions if one.read_as not in {field.value for field in _NOT_THE_ACTION}]
    return max(open_ones or others, key=length, default=None)


def _ask_for_action(question: ImportQuestion) -> ImportQuestion:
    options = (Field.ACTION.value, *(one for one in MEANINGS if one != Field.ACTION.value))
    why = "No heading says where the actions stand; this column holds the longest texts."
    return replace(question, why=why, options=options, must_answer=True, asks=True)
