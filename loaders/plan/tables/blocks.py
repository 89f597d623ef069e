"""Rows behind a gap below a table of actions: more of its rows, or a block of something else.

Owns: telling versions, signatures, counts and glossaries from actions, a block at a time.
Refuses: rows without a gap above them, and lone texts; `find_tables` weighs these by where they stand.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from data_model.plan.due_date_parser import understand_due_date
from data_model.plan.due_dates import DueKind
from loaders.files.grid import Grid, shown_text
from loaders.plan.heading_vocabulary import Field
from loaders.plan.ratings.rag import colour_of_word, is_symbol, status_of_words
from loaders.plan.tables.row_refs import ref_path
from loaders.plan.tables.scan import ActionTable

_FEWEST_WORDS = 3  # of an action that nothing but its ref or its owner tells from other lines


class Blocks:
    """Says of rows behind a gap whether they are rows of a table. `texts` are a sheet's own by row."""

    def __init__(self, grid: Grid, texts: Mapping[int, Mapping[int, str]]) -> None:
        self.grid, self.texts = grid, texts
        self._known: dict[tuple[int, int], bool] = {}  # (header, row) -> whether the block is the table's

    def belong(self, table: ActionTable, row: int) -> bool:
        """Say whether the block that a row stands in holds a row like those of the table."""
        at = table.header_row, row
        if at not in self._known:
            block = [row]
            while block[-1] + 1 in self.texts:
                block.append(block[-1] + 1)
            fits = any(self._fits(table, one) for one in block)
            self._known.update({(table.header_row, one): fits for one in block})
        return self._known[at]

    def _fits(self, table: ActionTable, row: int) -> bool:
        texts = self.texts[row]
        columns = {meaning: column for column, meaning in table.meanings.items()}
        if texts[min(texts)].rstrip().endswith(":"):
            return False
        action = self.grid.seen(row, columns[Field.ACTION])
        words = shown_text(action).split()
        if words and (isinstance(action.value, date) or not any(map(str.isalpha, "".join(words)))):
            return False
        rated, due, owner = (columns.get(one, 0) for one in (Field.RAG, Field.DUE, Field.RESPONSIBLE))
        if rated and self._is_rated(table, row, rated):
            return True
        if (
            due
            and texts.get(due)
            and understand_due_date(self.grid.own(row, due).value).kind is not DueKind.UNCLEAR
        ):
            return True
        told = bool(ref_path(texts.get(columns.get(Field.REF, 0), ""))) or bool(owner and texts.get(owner))
        return told and len(words) >= _FEWEST_WORDS

    def _is_rated(self, table: ActionTable, row: int, column: int) -> bool:
        cell = self.grid.own(row, column)
        text = shown_text(cell)
        if not text:
            return bool(cell.fill or cell.icon)
        known: Sequence[int] = table.rows
        return bool(colour_of_word(text) or is_symbol(text) or status_of_words(text)) or text in {
            self.grid.text(one, column) for one in known
        }
