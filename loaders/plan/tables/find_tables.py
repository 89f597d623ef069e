"""Where the tables of a sheet lie: area titles, header rows, data rows, the RAG key, exception tables.

Owns: going through a sheet row by row and telling these from one another by their place and form.
Refuses: what the cells of a data row mean.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from loaders.files.grid import Grid, split_number
from loaders.files.issues import Issue
from loaders.files.raw_workbook import RawSheet
from loaders.plan import plan_issues as kinds
from loaders.plan.heading_vocabulary import Field
from loaders.plan.headings import (
    NOTHING_CHOSEN,
    Chosen,
    is_exception_header,
    is_header_row,
    read_header_row,
)
from loaders.plan.sheets.subitems import is_subitems
from loaders.plan.tables.above_header import AboveHeader, outcome_above
from loaders.plan.tables.blocks import Blocks
from loaders.plan.tables.header_rows import HeaderRows
from loaders.plan.tables.part_keys import is_key_row, part_keys
from loaders.plan.tables.scan import ActionTable, SheetScan, Title
from loaders.plan.tables.settle_tables import settle_tables
from loaders.plan.tables.title_levels import TitleLevels
from loaders.plan.tables.titles import (
    AREA_WORD,
    OUTCOME_ROW,
    SHARE,
    names_office,
    names_rows,
)

_LONGEST_LABEL = 40
_MOST_LABELLED = 8
_WIDE = 3  # a text across this many columns heads what follows


def scan_sheet(sheet: RawSheet, chosen: Chosen = NOTHING_CHOSEN) -> SheetScan:
    """Find the tables, titles, key and notes of one sheet; `chosen` is what a person decided."""
    return _Scanner(sheet, chosen).scan()


class _Scanner:
    def __init__(self, sheet: RawSheet, chosen: Chosen) -> None:
        self.chosen = chosen
        self.found = SheetScan(Grid(sheet))
        self.grid = self.found.grid
        own = {row: texts for row in sheet.rows if (texts := self.grid.own_texts(row))}
        self.texts = part_keys(self.found, own, chosen)
        self.order = list(self.texts)
        self.headers = HeaderRows(self.grid, self.texts, chosen)
        self.above = AboveHeader(self.grid, self.texts)
        self.blocks = Blocks(self.grid, self.texts)
        self.levels = TitleLevels(self.grid)
        self.table: ActionTable | None = None
        self.area: Title | None = None
        self.outcome = ""
        self.pending: list[Title] = []
        self.key_row = 0  # the last row of the key being read, 0 outside a key
        self.last_row = 0  # the last data row

    def scan(self) -> SheetScan:
        at = 0
        while at < len(self.order):
            row = self.order[at]
            following = self.order[at + 1] if at + 1 < len(self.order) else 0
            at += self._take(row, following)
        self._drop_pending()
        settle_tables(self.found, self.texts, self.chosen)
        return self.found

    def _heads(self, texts: dict[int, str]) -> bool:
        return is_header_row(texts, self.chosen)

    def _take(self, row: int, following: int) -> int:
        """Take one row, or the two of a header over two rows; answer how many rows were taken."""
        texts = self.texts[row]
        if self._in_key(row, texts):
            return 1
        if (rows := self._take_header(row, following)) > 0:
            return rows
        if self._is_outcome_row(row, texts):
            return 1
        if self._is_title(row, texts, following):
            if len(texts) == 2 and SHARE.fullmatch(texts[max(texts)]):
                self._set_aside(row, max(texts), texts[max(texts)])
                texts = {min(texts): texts[min(texts)]}
            column = max(texts)
            text = " ".join(texts[at] for at in sorted(texts))
            self.pending.append(Title(row, min(texts), text, self.grid.width(row, column) >= _WIDE))
            return 1
        if self.table is None or self._is_labelled(texts, following) or not self._belongs(row, texts):
            for column, text in texts.items():
                self._set_aside(row, column, text)
            return 1
        self._settle_pending()
        self.table.rows.append(row)
        if self.outcome:
            self.table.outcomes[row] = self.outcome
        self.last_row = row
        return 1

    def _set_aside(self, row: int, column: int, text: str) -> None:
        if self.found.tables:
            self.found.notes.append((self.grid.sheet.place(row, column), text))
        else:
            self.found.titles.append(Title(row, column, text, wide=False))

    def _in_key(self, row: int, texts: dict[int, str]) -> bool:
        if is_key_row(texts):
            if self._heads(texts):
                return False
            self._drop_pending()
            self.table, self.key_row = None, row
            if len(texts) > 1:
                self.found.key_rows.append(row)
            return True
        if not self.key_row:
            return False
        if row - self.key_row > 1 or self._heads(texts) or any(len(text) > 120 for text in texts.values()):
            self.key_row = 0
            return False
        self.key_row = row
        self.found.key_rows.append(row)
        return True

    def _take_header(self, row: int, following: int) -> int:
        """Open the table that a row heads; answer over how many rows its header stands, 0 for none."""
        texts = self.texts[row]
        if self.table is not None and is_subitems(texts[min(texts)]):
            return 0  # heads the sub-items of the item above; the rows after them go on with the table
        header = self.headers.find(row, following)
        if header is None:
            return 0
        if header.counts:
            self._drop_pending()
            self.table = None
            for column, text in texts.items():
                self._set_aside(row, column, text)
        else:
            self._open_table(row, header.headings)
        return header.rows

    def _open_table(self, row: int, headings: dict[int, str]) -> None:
        header = read_header_row(headings, self.chosen)
        exception = is_exception_header(header)
        title = None if exception else self.above.title(row, header, self.pending)
        outcome = outcome_above(header, self.pending)
        self._drop_pending(keep=[one for one in (title, outcome) if one is not None])
        if title is not None:
            self.area, self.outcome = title, ""
        if outcome is not None and (match := OUTCOME_ROW.fullmatch(outcome.text)) is not None:
            self.outcome = " ".join(match[1].split())
        self.table = ActionTable(row, header, headings, None if exception else self.area, exception)
        self.found.tables.append(self.table)
        self.last_row = row

    def _is_outcome_row(self, row: int, texts: dict[int, str]) -> bool:
        """Take "Outcome 2: children are seen sooner" across a table that has no column for it."""
        if len(texts) != 1 or self.table is None or Field.OUTCOME in self.table.meanings.values():
            return False
        column, text = next(iter(texts.items()))
        outcome = OUTCOME_ROW.fullmatch(text)
        if outcome is None or not (self.grid.width(row, column) >= _WIDE or self._heads_rows(column, row)):
            return False
        self._settle_pending()  # an area's title above it comes first
        self.outcome = " ".join(outcome[1].split())
        return True

    # Titles and rows -------------------------------------------------------------------------------
    def _is_title(self, row: int, texts: dict[int, str], following: int) -> bool:
        if len(texts) == 2:
            return self._is_numbered_title(row, texts) or self._is_title_with_share(row, texts)
        if len(texts) != 1:
            return False
        column, text = next(iter(texts.items()))
        wide = self.grid.width(row, column) >= _WIDE
        if self.table is None:
            return True
        if wide:
            return True
        below = self.texts.get(following, {})
        if below and (self._heads(below) or (bool(split_number(text)[0]) and not self._belongs(row, texts))):
            return True
        if self._holds_action(texts):
            return False
        return (
            bool(AREA_WORD.match(text))
            or self._is_next_area(column, text)
            or (self._heads_rows(column, row) and names_rows(text))
        )

    def _heads_rows(self, column: int, row: int) -> bool:
        """Tell a text alone where refs stand, with full rows below, from a ref: it heads these rows."""
        assert self.table is not None
        return self.table.meanings.get(column) is Field.REF and self._goes_on(row)

    def _is_labelled(self, texts: dict[int, str], following: int) -> bool:
        """Tell "Executive lead: | Ola Brett | Overall RAG: | Amber" between a title and its header."""
        first = texts[min(texts)].strip()
        if len(first) > _LONGEST_LABEL or not 2 <= len(texts) <= _MOST_LABELLED:
            return False
        if first.endswith(":"):
            return bool(self.pending) or self._heads(self.texts.get(following, {}))
        return bool(self.pending) and names_office(first) and self._heads(self.texts.get(following, {}))

    def _is_next_area(self, column: int, text: str) -> bool:
        """Tell "2. Oversight" in area 1 from a numbered outcome; the row above would have one too."""
        number, here = split_number(text)[0], self.area.number if self.area is not None else ""
        above = split_number(self.grid.text(self.last_row, column))[0]
        return number.isdigit() and here.isdigit() and int(number) == int(here) + 1 and not above

    def _is_numbered_title(self, row: int, texts: dict[int, str]) -> bool:
        """Tell an area's number beside its title, which spans several columns, from an action."""
        number, title = sorted(texts)
        if not re.fullmatch(r"\d{1,2}[.)]?", texts[number]) or self.grid.width(row, title) < _WIDE:
            return False
        if self.table is None:
            return True
        return sum(1 for column in self.table.meanings if title <= column) > 1 and not any(
            self.grid.width(self.table.header_row, column) >= _WIDE for column in self.table.meanings
        )

    def _is_title_with_share(self, row: int, texts: dict[int, str]) -> bool:
        """Tell "Priority 1: Front door | 40% complete" where refs stand from an action."""
        title, share = (texts[column] for column in sorted(texts))
        return (
            self.table is not None
            and SHARE.fullmatch(share) is not None
            and self._heads_rows(min(texts), row)
            and (names_rows(title) or bool(AREA_WORD.match(title)))
        )

    def _holds_action(self, texts: dict[int, str]) -> bool:
        assert self.table is not None
        return any(self.table.meanings.get(column) is Field.ACTION for column in texts)

    def _belongs(self, row: int, texts: dict[int, str]) -> bool:
        """Tell whether a row is part of the open table: not a lone text after a gap, nor an outcome row."""
        assert self.table is not None
        if len(texts) == 1:
            column, text = next(iter(texts.items()))
            if self.grid.width(row, column) >= _WIDE and OUTCOME_ROW.fullmatch(text):
                return False
            return row - self.last_row <= 1 or (self._holds_action(texts) and self._goes_on(row))
        if row - self.last_row > 1 and not self.table.is_exception:
            return self.blocks.belong(self.table, row)
        return True

    def _goes_on(self, row: int) -> bool:
        """Tell whether a full row follows further down, so that a lone text after a gap is no footer."""
        for later in self.order[bisect_right(self.order, row) :]:
            texts = self.texts[later]
            if self._heads(texts) or is_key_row(texts):
                return False
            if len(texts) > 1:
                return True
        return False

    def _settle_pending(self) -> None:
        """A title row inside a table, with rows under it and no header of its own, begins an area.

        Where a column says the area of each row, it is a text beside the table like any other.
        """
        if not self.pending or self.table is None or self.table.is_exception:
            return
        numbered = self.area is not None and bool(self.area.number)
        title = next((t for t in reversed(self.pending) if t.number or not numbered), None)
        if Field.AREA in self.table.meanings.values():
            title = None
        lower = self.levels.lower(self.pending, self.table) if title is not None else None
        if lower is not None:
            title = self.pending[-2] if len(self.pending) > 1 else None
        self._drop_pending(keep=[one for one in (title, lower) if one is not None])
        if title is not None:
            self.area, self.outcome = title, ""
            old = self.table
            self.table = ActionTable(old.header_row, old.header, old.headings, title, old.is_exception)
            self.found.tables.append(self.table)
        if lower is not None:
            self.outcome = lower.text
            place = self.grid.sheet.place(lower.row, lower.column)
            self.found.issues.append(Issue(kinds.ROW_HEADING, lower.text, self.grid.sheet.name, place))

    def _drop_pending(self, keep: Sequence[Title] = ()) -> None:
        for title in self.pending:
            if title in keep:
                continue
            if self.found.tables:
                self.found.notes.append((self.grid.sheet.place(title.row, title.column), title.text))
            else:
                self.found.titles.append(title)
        self.pending = []
