"""Keys that stand beside, above or below a table, taken out of the texts that its rows are read from.

Owns: where such a key begins and ends. Refuses: what its lines mean (`key_shapes`, `rag_key`).
"""

import re

from loaders.plan.headings import Chosen, is_header_row
from loaders.plan.ratings.key_shapes import find_keys
from loaders.plan.tables.scan import SheetScan
from loaders.plan.tables.titles import is_key_title

_KEY_WORD = re.compile(r"^.{0,40}\b(?:key|legend|definitions?)\b.{0,20}$", re.IGNORECASE)
_RATING_WORD = re.compile(r"\b(?:b?ragb?|ratings?|status|colours?)\b", re.IGNORECASE)


def part_keys(
    found: SheetScan, texts: dict[int, dict[int, str]], chosen: Chosen
) -> dict[int, dict[int, str]]:
    """Take the keys out of a sheet's own texts by row and column, put them into `found`, return the rest."""
    parts = _KeyParts(found, texts, chosen)
    parts.part_second_keys()
    parts.part_keys_beside()
    parts.part_keys_without_title()
    return parts.texts


def is_key_row(texts: dict[int, str]) -> bool:
    """Tell the row that heads a key: its heading comes first; further on it is a cell like others."""
    return bool(texts) and is_key_title(texts[min(texts)])


class _KeyParts:
    def __init__(self, found: SheetScan, texts: dict[int, dict[int, str]], chosen: Chosen) -> None:
        self.found, self.grid, self.texts, self.chosen = found, found.grid, texts, chosen

    def _heads(self, texts: dict[int, str]) -> bool:
        return is_header_row(texts, self.chosen)

    def part_second_keys(self) -> None:
        """Take a second titled table beside a key out of its rows; it is read as a key too or named."""
        for row in list(self.texts):
            own = self.texts.get(row, {})
            columns = sorted(own)
            second = next((c for c in columns[1:] if _KEY_WORD.search(own[c])), 0)
            if not second or not is_key_title(own[columns[0]]) or self._heads(own):
                continue
            block: dict[int, dict[int, str]] = {}
            at = row
            while self.texts.get(at) and not self._heads(self.texts[at]):
                beside = {column: text for column, text in self.texts[at].items() if column >= second}
                if not beside:
                    break
                block[at] = beside
                at += 1
            self._take_second_key(block, second)

    def _take_second_key(self, block: dict[int, dict[int, str]], second: int) -> None:
        title = next(iter(block.values()))[second]
        found = find_keys(self.grid, block) if _RATING_WORD.search(title) else None
        if found is not None:
            self.found.key_lines += found.lines
        for row, beside in block.items():
            self.found.key_ends[row] = second
            for column, text in beside.items():
                del self.texts[row][column]
                of_key = found is not None and found.lines and (column, text) == (second, title)
                if not of_key and (found is None or (row, column) not in found.taken):
                    self.found.notes.append((self.grid.sheet.place(row, column), text))
            if not self.texts[row]:
                del self.texts[row]

    def part_keys_beside(self) -> None:
        """Take a key that stands to the right of a title or a table out of the rows beside it."""
        last, first_column = 0, 0
        for row in list(self.texts):
            texts = self.texts[row]
            heading = next((c for c, text in texts.items() if is_key_title(text)), 0)
            if heading > min(texts) and self._stands_beside(row, heading):
                last, first_column = row, heading
            elif not first_column:
                continue
            beside = {column for column in texts if column >= first_column}
            ended = row != last and (row - last > 1 or self._heads(texts))
            if ended or not beside or any(len(texts[c]) > 120 for c in beside):
                first_column = 0
                continue
            last = row
            self.found.key_rows.append(row)
            self.found.key_columns[row] = first_column
            self.texts[row] = {column: text for column, text in texts.items() if column not in beside}
            if not self.texts[row]:
                del self.texts[row]

    def part_keys_without_title(self) -> None:
        """Take keys that no title announces out of the texts, unless one with a title is there."""
        titled = self.found.key_rows or any(is_key_row(texts) for texts in self.texts.values())
        if titled:
            return
        found = find_keys(self.grid, self.texts)
        self.found.key_lines += found.lines
        for row, column in found.taken:
            self.texts.get(row, {}).pop(column, None)
            self.found.key_columns.setdefault(row, column)
            self.found.key_columns[row] = min(self.found.key_columns[row], column)
        self.texts = {row: texts for row, texts in self.texts.items() if texts}

    def _stands_beside(self, row: int, column: int) -> bool:
        """Tell a key's heading from a cell of a table that says "Key"."""
        if self._heads(self.texts[row]):  # beside the headings, behind a blank column
            return column == max(self.texts[row]) and column - 1 not in self.texts[row]
        for above in range(row - 1, 0, -1):
            texts = self.texts.get(above, {})
            if self._heads(texts):
                return column > max(texts)
            if not texts and above < row - 1:
                return True
        return True
