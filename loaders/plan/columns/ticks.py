"""A rating kept as a tick: columns headed R, A, G or by statuses, of which each row marks one.

Owns: finding such columns and saying which of them a row marks. Refuses: what a colour means (see `rag`).
"""

from collections.abc import Mapping, Sequence

from loaders.files.grid import Grid, shown_text
from loaders.files.raw_workbook import RawCell
from loaders.plan.columns.judged import Column
from loaders.plan.heading_vocabulary import Field
from loaders.plan.ratings.rag import colour_of_word, status_of_words

_TICKS = frozenset("✓✔☑√🗸●•■◼⬤*1") | {"tick", "y", "yes", "true", "✅"}
# A cross marks its column too, unless ticks stand in the same table; then it says no.
_CROSSES = frozenset("x×✗✘☒✕✖❌")
_NOTHING = frozenset("-–—☐□0") | {"n", "no", "false", "n/a"}
_MARKS = _TICKS | _CROSSES | _NOTHING
_FEWEST = 2
_FEW = 0.1  # cells of words among the marks


def judge_ticks(columns: Sequence[Column]) -> None:
    """Take columns side by side that are headed by ratings and hold marks alone for the rating together.

    Of R and A alone nothing is taken: the columns of who is responsible, accountable, consulted and informed
    are headed so too.
    """
    if any(one.meaning == Field.RAG and one.look.filled and not _may_be_ticks(one) for one in columns):
        return
    run: list[Column] = []
    for column in [*columns, None]:
        if column is not None and _may_be_ticks(column) and (not run or column.at == run[-1].at + 1):
            run.append(column)
            continue
        if _is_a_rating(run):
            for one in run:
                one.become(Field.RAG.value, "A mark in this column gives the rating that heads it.")
                one.ticks = _heads(one)
        run = [column] if column is not None and _may_be_ticks(column) else []


class TickColumns:
    """Reads the marks in such columns of one table; `ticked` gives the rating that heads each."""

    def __init__(self, grid: Grid, rows: Sequence[int], ticked: Mapping[int, str]) -> None:
        self.grid, self.ticked = grid, ticked
        texts = {shown_text(cell).strip().casefold() for row in rows for cell in self._cells(row).values()}
        self.crosses_mark = texts.isdisjoint(_TICKS)

    def marked(self, row: int) -> list[int]:
        """Say which columns a row marks; where no text does, a single cell that is filled in does."""
        cells = self._cells(row)
        marked = [at for at, cell in cells.items() if self._is_marked(shown_text(cell).strip(), at)]
        filled = [at for at, cell in cells.items() if cell.fill]
        if not marked and len(filled) == 1 and not self.others(row):
            return filled
        return marked

    def others(self, row: int) -> list[int]:
        """Say which columns hold words that are no mark."""
        return [
            at
            for at, cell in self._cells(row).items()
            if (text := shown_text(cell).strip()) and not _is_mark(text, self.ticked[at])
        ]

    def _cells(self, row: int) -> dict[int, RawCell]:
        return {at: self.grid.seen(row, at) for at in sorted(self.ticked)}

    def _is_marked(self, text: str, at: int) -> bool:
        if text.casefold() in _CROSSES:
            return self.crosses_mark
        return bool(text) and text.casefold() not in _NOTHING and _is_mark(text, self.ticked[at])


def _is_mark(text: str, heading: str) -> bool:
    """Tell a mark, or the column's own name written into it: "G" under "Green"."""
    if text.casefold() in _MARKS or text.casefold() == heading.casefold():
        return True
    return colour_of_word(text) is not None and colour_of_word(text) == colour_of_word(heading)


def _heads(column: Column) -> str:
    """Give the rating that heads a column: the end of "RAG rating – Green" or all of "On track"."""
    words = column.heading.split()
    last = words[-1].strip("-–—:()[]./") if words else ""
    if colour_of_word(last) is not None:
        return last
    return " ".join(words) if len(words) <= 5 and status_of_words(column.heading) is not None else ""


def _may_be_ticks(column: Column) -> bool:
    if not _heads(column) or (column.chosen and column.meaning != Field.RAG):
        return False
    return _others(column) <= max(1, _FEW * column.look.filled)


def _others(column: Column) -> int:
    return sum(1 for text in column.look.texts if not _is_mark(text, _heads(column)))


def _is_a_rating(run: Sequence[Column]) -> bool:
    if len(run) < _FEWEST or not any(one.look.filled or one.look.coloured for one in run):
        return False
    if sum(map(_others, run)) > _FEW * sum(one.look.filled for one in run):
        return False
    colours = {colour for one in run if (colour := colour_of_word(_heads(one))) is not None}
    statuses = {status_of_words(_heads(one)) for one in run if colour_of_word(_heads(one)) is None}
    return ("green" in colours and len(colours) >= _FEWEST) or len(statuses) >= _FEWEST
