"""Where the tables of a sheet lie: area titles, header rows, data rows, the RAG key, exception tables.

Owns: telling these from one another by their place and form. Refuses: what the cells of a data row mean.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice, takewhile

from data_model.plan.import_choices import ImportQuestion
from loaders.files.default_names import is_default_name
from loaders.files.grid import Grid, split_number
from loaders.files.issues import Issue
from loaders.files.raw_workbook import RawSheet
from loaders.plan.columns.dittos import settle_dittos
from loaders.plan.columns.settle import settle_columns
from loaders.plan.columns.values import look_at
from loaders.plan.heading_vocabulary import Field
from loaders.plan.headings import (
    NOTHING_CHOSEN,
    Chosen,
    HeaderRow,
    is_exception_header,
    is_header_row,
    is_known,
    join_header_rows,
    match_heading,
    read_header_row,
)
from loaders.plan.key_shapes import KeyLine, find_keys
from loaders.plan.sheets.subitems import is_subitems, without_subitems

_KEY_HEADING = re.compile(
    r"(b?rag[b]?|r/a/g|colour|status)?\s*(rating|status)?\s*(key|legend)\s*:?", re.IGNORECASE
)
_OUTCOME_ROW = re.compile(r"(?:outcome|objective)s?\b[^:\n]{0,40}:\s*(\S.*)", re.IGNORECASE | re.DOTALL)
_AREA_WORD = re.compile(
    r"\s*(ofsted\s+)?(area|priority|recommendation|theme|workstream)\b.{0,30}?\d", re.IGNORECASE
)
# "Strategic lead: …", "Overall RAG: …" and what a tool's export says of itself head nothing.
_LABEL = re.compile(
    r"[^\n:]{0,30}\b(?:lead|leads|owner|sponsor|officer|chair|director|date|status|rag|brag|rating|updated?"
    r"|version|author|plan (?:name|id|title))\b\s*:.*|plan (?:name|id|title)|date of export",
    re.IGNORECASE | re.DOTALL,
)
_NO_NAME = re.compile(r"\s*\(?(?:cont(?:inued|d|['’]d)?|see|notes?|(?:sub-?)?totals?|page|end of)\b", re.I)
_SHARE = re.compile(r"\d{1,3}(?:\.\d+)? ?%(?: \w+){0,2}|\d+ ?(?:/|of) ?\d+(?: \w+){0,2}", re.IGNORECASE)
_LONGEST_LABEL = 40
_MOST_LABELLED = 8
_KEY_WORD = re.compile(r"^.{0,40}\b(?:key|legend|definitions?)\b.{0,20}$", re.IGNORECASE)
_RATING_WORD = re.compile(r"\b(?:b?ragb?|ratings?|status|colours?)\b", re.IGNORECASE)
_FEWEST_HEADINGS = 3  # known ones that tell a second row of headings from the first row of cells
_LOOKED_AT = 60  # rows that show what a column holds
_WIDE = 3  # a text across this many columns heads what follows


@dataclass(slots=True)
class Title:
    """A text that may head a table."""

    row: int
    column: int
    text: str
    wide: bool

    @property
    def number(self) -> str:
        return split_number(self.text)[0]


@dataclass(slots=True)
class ActionTable:
    """One header and the rows under it. `area` is the title that heads it, or None."""

    header_row: int
    header: HeaderRow
    headings: dict[int, str]
    area: Title | None
    is_exception: bool = False
    rows: list[int] = field(default_factory=list)
    outcomes: dict[int, str] = field(default_factory=dict)  # row -> outcome from a row of its own

    @property
    def meanings(self) -> dict[int, Field]:
        """Every column that was understood, those by close spelling included."""
        return self.header.columns | self.header.close


@dataclass(slots=True)
class SheetScan:
    """All that was found in one sheet, in reading order."""

    grid: Grid
    tables: list[ActionTable] = field(default_factory=list)
    key_rows: list[int] = field(default_factory=list)
    key_columns: dict[int, int] = field(default_factory=dict)  # row -> where a key beside a table begins
    key_ends: dict[int, int] = field(default_factory=dict)  # row -> where something beside a key begins
    key_lines: list[KeyLine] = field(default_factory=list)  # of keys that no title announces
    titles: list[Title] = field(default_factory=list)  # the title block above the first table
    notes: list[tuple[str, str]] = field(default_factory=list)  # (cell, text) that belongs to no table
    questions: list[ImportQuestion] = field(default_factory=list)  # about the columns of its tables
    issues: list[Issue] = field(default_factory=list)  # about cells of its tables

    @property
    def action_tables(self) -> list[ActionTable]:
        return [table for table in self.tables if not table.is_exception]

    @property
    def exception_tables(self) -> list[ActionTable]:
        return [table for table in self.tables if table.is_exception]


def scan_sheet(sheet: RawSheet, chosen: Chosen = NOTHING_CHOSEN) -> SheetScan:
    """Find the tables, titles, key and notes of one sheet; `chosen` is what a person decided."""
    return _Scanner(sheet, chosen).scan()


class _Scanner:
    def __init__(self, sheet: RawSheet, chosen: Chosen) -> None:
        self.chosen = chosen
        self.found = SheetScan(Grid(sheet))
        self.grid = self.found.grid
        self.texts = {row: texts for row in sheet.rows if (texts := self.grid.own_texts(row))}
        self._part_second_keys()
        self._part_keys_beside()
        self._part_keys_without_title()
        self.order = list(self.texts)
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
        self._settle_columns()
        return self.found

    def _heads(self, texts: dict[int, str]) -> bool:
        return is_header_row(texts, self.chosen)

    def _settle_columns(self) -> None:
        """Judge the columns of the tables as wholes, those with the same headings together."""
        alike: dict[tuple[tuple[int, str], ...], list[ActionTable]] = {}
        for table in self.found.action_tables:
            alike.setdefault(tuple(sorted(table.headings.items())), []).append(table)
        for tables in alike.values():
            rows = [row for table in tables for row in without_subitems(self.texts, table.rows)]
            first = tables[0]
            titled = all(one.area is not None and _AREA_WORD.match(one.area.text) for one in tables)
            header, questions = settle_columns(
                self.grid,
                first.header_row,
                first.headings,
                rows,
                self.chosen,
                titles_name_areas=titled and len({one.area.text for one in tables if one.area}) > 1,
            )
            if Field.ACTION not in (header.columns | header.close).values():
                continue
            for table in tables:
                table.header = header
            self.found.questions += questions
        self._settle_dittos()

    def _settle_dittos(self) -> None:
        """Let "As above" stand for what is above it, in every column but those of refs and actions."""
        rows: dict[tuple[int, Field], list[int]] = {}
        for table in self.found.action_tables:
            for column, meaning in table.meanings.items():
                if meaning not in (Field.REF, Field.ACTION):
                    rows.setdefault((column, meaning), []).extend(table.rows)
        for (column, _), own in rows.items():
            self.found.issues += settle_dittos(self.grid, column, own)

    def _take(self, row: int, following: int) -> int:
        """Take one row, or the two of a header over two rows; answer how many rows were taken."""
        texts = self.texts[row]
        if self._in_key(row, texts):
            return 1
        if (rows := self._header_rows(row, following)) > 0:
            return rows
        if self._is_outcome_row(row, texts):
            return 1
        if self._is_title(row, texts, following):
            if len(texts) == 2 and _SHARE.fullmatch(texts[max(texts)]):
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

    # The key -------------------------------------------------------------------------------------
    def _part_second_keys(self) -> None:
        """Take a second titled table beside a key out of its rows; it is read as a key too or named."""
        for row in list(self.texts):
            own = self.texts.get(row, {})
            columns = sorted(own)
            second = next((c for c in columns[1:] if _KEY_WORD.search(own[c])), 0)
            if not second or not _is_key_heading_text(own[columns[0]]) or self._heads(own):
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

    def _part_keys_beside(self) -> None:
        """Take a key that stands to the right of a title or a table out of the rows beside it."""
        last, first_column = 0, 0
        for row in list(self.texts):
            texts = self.texts[row]
            heading = next((c for c, text in texts.items() if _is_key_heading_text(text)), 0)
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

    def _part_keys_without_title(self) -> None:
        """Take keys that no title announces out of the texts, unless one with a title is there."""
        titled = self.found.key_rows or any(self._is_key_heading(texts) for texts in self.texts.values())
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

    def _in_key(self, row: int, texts: dict[int, str]) -> bool:
        if self._is_key_heading(texts):
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

    # Headers -------------------------------------------------------------------------------------
    def _header_rows(self, row: int, following: int) -> int:
        texts = self.texts[row]
        if self.table is not None and is_subitems(texts[min(texts)]):
            return 0  # heads the sub-items of the item above; the rows after them go on with the table
        if len(texts) < 2 or not any(
            len(text) < 120 and is_known(text, self.chosen) for text in texts.values()
        ):
            return 0
        below = self.texts.get(following, {}) if following and following - row <= 2 else {}
        if self._heads(texts):
            if self._heads_counts(row, texts):
                self._drop_pending()
                self.table = None
                for column, text in texts.items():
                    self._set_aside(row, column, text)
                return 1
            if self._is_second_header_row(row, following, texts, below) or self._stands_under(row, below):
                return self._open_joined(row, texts, following, below)
            self._open_table(row, texts)
            return 1
        if below and not self._heads(below) and all(len(text) < 120 for text in below.values()):
            joined = join_header_rows(self._spread(row, texts, below), below, self.chosen)
            known = sum(1 for text in below.values() if match_heading(text, self.chosen))
            if known and self._heads(joined):
                return self._open_joined(row, texts, following, below)
        return 0

    def _heads_counts(self, row: int, texts: dict[int, str]) -> bool:
        """Tell "Priority | Actions | On track | Delayed" above numbers from a table of actions."""
        columns = read_header_row(texts, self.chosen).columns
        action = next((column for column, field in columns.items() if field is Field.ACTION), 0)
        below = islice(self.order[bisect_right(self.order, row) :], _LOOKED_AT)
        rows = takewhile(lambda at: not self._heads(self.texts[at]), below)
        return look_at([self.grid.own(at, action) for at in rows]).is_numbers

    def _open_joined(self, row: int, texts: dict[int, str], following: int, below: dict[int, str]) -> int:
        """Open a table under a header of two rows, or of three where a third stands under wide headings."""
        joined = join_header_rows(self._spread(row, texts, below), below, self.chosen)
        third = self.texts.get(following + 1, {})
        if not self._stands_under(following, third):
            self._open_table(row, joined)
            return 2
        self._open_table(row, join_header_rows(self._spread(following, joined, third), third, self.chosen))
        return 3

    def _stands_under(self, row: int, below: dict[int, str]) -> bool:
        """Tell "Last month | This month" below one wide heading from a row of a table."""
        if len(below) < 2 or self.texts.get(row + 1) is not below or self._heads(below):
            return False
        return all(
            len(text) <= 40
            and (merge := self.grid.merge_at(row, column)) is not None
            and 1 < merge.last_column - merge.first_column + 1 < len(self.texts[row]) + _WIDE
            and merge.last_row == row
            and merge.first_column in self.texts[row]
            for column, text in below.items()
        )

    def _spread(self, row: int, texts: dict[int, str], below: dict[int, str]) -> dict[int, str]:
        """Repeat a heading that spans several columns over each of them.

        Without a merge it spans the blank cells beside it, where one text below stands under itself too.
        """
        spread = dict(texts)
        for column, text in texts.items():
            further = column + 1
            while column in below and further in below and further not in texts:
                spread[further] = text
                further += 1
            for further in range(column + 1, column + min(self.grid.width(row, column), 20)):
                spread.setdefault(further, text)
        return spread

    def _is_second_header_row(
        self, row: int, below_row: int, above: dict[int, str], below: dict[int, str]
    ) -> bool:
        if not below or any(len(text) > 60 for text in below.values()) or self._heads(below):
            return False
        if any(self.grid.width(below_row, column) > len(above) // 2 for column in below):
            return False  # a title across the table
        certain = sum(1 for text in below.values() if is_known(text, self.chosen))
        if certain >= _FEWEST_HEADINGS and len(below) > len(above):
            return self._heads(join_header_rows(self._spread(row, above, below), below, self.chosen))
        action = next(
            (c for c, f in read_header_row(above, self.chosen).columns.items() if f is Field.ACTION), None
        )
        if action is None or action in below:
            return False
        return any(match_heading(text, self.chosen) for text in below.values())

    def _open_table(self, row: int, headings: dict[int, str]) -> None:
        header = read_header_row(headings, self.chosen)
        exception = is_exception_header(header)
        title = None if exception else self._choose_title(row, header)
        outcome = self._choose_outcome(header)
        self._drop_pending(keep=[one for one in (title, outcome) if one is not None])
        if title is not None:
            self.area, self.outcome = title, ""
        if outcome is not None and (match := _OUTCOME_ROW.fullmatch(outcome.text)) is not None:
            self.outcome = " ".join(match[1].split())
        self.table = ActionTable(row, header, headings, None if exception else self.area, exception)
        self.found.tables.append(self.table)
        self.last_row = row

    def _choose_outcome(self, header: HeaderRow) -> Title | None:
        """Find "Objective 1: children are seen sooner" above a header without a column for it."""
        if Field.OUTCOME in (header.columns | header.close).values() or is_exception_header(header):
            return None
        return next(
            (one for one in reversed(self.pending) if one.wide and _OUTCOME_ROW.fullmatch(one.text)), None
        )

    def _choose_title(self, row: int, header: HeaderRow) -> Title | None:
        """Of the texts above a header choose the area's: the last numbered one, else the one right above
        when an earlier table or its width shows that it heads this one."""
        outcome = self._choose_outcome(header)
        pending = [title for title in self.pending if title is not outcome]
        numbered = [title for title in pending if title.number and not _is_date_like(title.text)]
        if numbered:
            return numbered[-1]
        named = [title for title in pending if not (_is_edition(title.text) or is_label(title.text))]
        if not named or self._names_areas(row, header):
            return None
        return named[-1]

    def _names_areas(self, row: int, header: HeaderRow) -> bool:
        """Tell a column that names each row's area from one of priorities such as High, Medium and Low."""
        column = next((at for at, field in header.columns.items() if field is Field.AREA), 0)
        if not column:
            return False
        below = islice(self.order[bisect_right(self.order, row) :], _LOOKED_AT)
        cells = [self.grid.own(at, column) for at in without_subitems(self.texts, below)]
        return not look_at([cell for cell in cells if cell.value != self.texts[row].get(column)]).is_priority

    def _is_outcome_row(self, row: int, texts: dict[int, str]) -> bool:
        """Take "Outcome 2: children are seen sooner" across a table that has no column for it."""
        if len(texts) != 1 or self.table is None or Field.OUTCOME in self.table.meanings.values():
            return False
        column, text = next(iter(texts.items()))
        outcome = _OUTCOME_ROW.fullmatch(text)
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
        if below and (self._heads(below) or (_is_title_text(text) and not self._belongs(row, texts))):
            return True
        if self._holds_action(texts):
            return False
        return (
            bool(_AREA_WORD.match(text))
            or self._is_next_area(column, text)
            or (self._heads_rows(column, row) and _names_rows(text))
        )

    def _heads_rows(self, column: int, row: int) -> bool:
        """Tell a text alone where refs stand, with full rows below, from a ref: it heads these rows."""
        assert self.table is not None
        return self.table.meanings.get(column) is Field.REF and self._goes_on(row)

    def _is_labelled(self, texts: dict[int, str], following: int) -> bool:
        """Tell "Executive lead: | Ola Brett | Overall RAG: | Amber" between a title and its header."""
        first = texts[min(texts)].strip()
        if not (first.endswith(":") and len(first) <= _LONGEST_LABEL and 2 <= len(texts) <= _MOST_LABELLED):
            return False
        return bool(self.pending) or self._heads(self.texts.get(following, {}))

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
            and _SHARE.fullmatch(share) is not None
            and self._heads_rows(min(texts), row)
            and (_names_rows(title) or bool(_AREA_WORD.match(title)))
        )

    def _holds_action(self, texts: dict[int, str]) -> bool:
        assert self.table is not None
        return any(self.table.meanings.get(column) is Field.ACTION for column in texts)

    def _belongs(self, row: int, texts: dict[int, str]) -> bool:
        """Tell whether a row is part of the open table: not a lone text after a gap, nor an outcome row."""
        assert self.table is not None
        if len(texts) == 1:
            column, text = next(iter(texts.items()))
            if self.grid.width(row, column) >= _WIDE and _OUTCOME_ROW.fullmatch(text):
                return False
            return row - self.last_row <= 1 or (self._holds_action(texts) and self._goes_on(row))
        return True

    def _goes_on(self, row: int) -> bool:
        """Tell whether a full row follows further down, so that a lone text after a gap is no footer."""
        for later in self.order[bisect_right(self.order, row) :]:
            texts = self.texts[later]
            if self._heads(texts) or self._is_key_heading(texts):
                return False
            if len(texts) > 1:
                return True
        return False

    def _is_key_heading(self, texts: dict[int, str]) -> bool:
        """Tell the row that heads a key: its heading comes first; further on it is a cell like others."""
        return bool(texts) and _is_key_heading_text(texts[min(texts)])

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
        self._drop_pending(keep=[title] if title is not None else [])
        if title is not None:
            self.area, self.outcome = title, ""
            old = self.table
            self.table = ActionTable(old.header_row, old.header, old.headings, title, old.is_exception)
            self.found.tables.append(self.table)

    def _drop_pending(self, keep: Sequence[Title] = ()) -> None:
        for title in self.pending:
            if title in keep:
                continue
            if self.found.tables:
                self.found.notes.append((self.grid.sheet.place(title.row, title.column), title.text))
            else:
                self.found.titles.append(title)
        self.pending = []


def _is_key_heading_text(text: str) -> bool:
    return len(text) < 40 and bool(_KEY_HEADING.fullmatch(text.strip()))


def _is_title_text(text: str) -> bool:
    return bool(split_number(text)[0])


def is_label(text: str) -> bool:
    """Say whether a line above a table is no title: "Strategic lead: …", or "Table 1" as a program writes."""
    return text.rstrip().endswith(":") or is_default_name(text) or bool(_LABEL.fullmatch(text.strip()))


def _names_rows(text: str) -> bool:
    """Tell "Workforce" and "Front door and thresholds" from a ref, a note and "continued"."""
    return bool(re.search(r"[^\W\d_]{4,}", text)) and not (
        re.search(r"[.:;]\s*$", text) or is_label(text) or _NO_NAME.match(text)
    )


def _is_edition(text: str) -> bool:
    """A line such as "Version 3" or a date says which edition of the plan this is, and heads nothing."""
    return _is_date_like(text) or bool(
        re.match(r"\s*(version|draft|v\d+|(last )?updated|as at|as of|dated?)\b", text, re.IGNORECASE)
    )


def _is_date_like(text: str) -> bool:
    """A line such as "12 December 2022" begins with a number and numbers nothing."""
    return bool(re.fullmatch(r"\s*\d{1,2}(st|nd|rd|th)?\s+[A-Za-z]{3,9}\.?,?\s+\d{2,4}.{0,20}", text))
