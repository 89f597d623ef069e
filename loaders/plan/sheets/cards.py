"""Actions kept as cards, with labels beside their values, put into the form of a table.

Owns: telling such sheets (cards below one another, a card a sheet, or labels on the left and an action a
column), and a sheet in table form whose cells still say where they stand.
Refuses: what a label means. A sheet with a header row of its own stays as it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.files.grid import Grid
from loaders.files.raw_workbook import RawSheet, RawWorkbook
from loaders.plan.heading_vocabulary import Field
from loaders.plan.headings import Chosen, Match, is_header_row, match_heading, normalise_heading
from loaders.plan.sheets.card_tables import Card, FoundCards, as_table
from loaders.plan.sheets.sheet_roles import part_columns

_FAR = 60  # rows in which a sheet shows whether it holds cards
_LONGEST_LABEL = 60
_FEWEST_LABELS = 3
_FEWEST_CARDS = 2


def cards_as_tables(workbook: RawWorkbook, chosen: Chosen) -> RawWorkbook:
    """Put the sheets that hold cards into the form of tables; the workbook itself where there are none.

    A single card counts only where no sheet holds a table of actions: guidance often shows one.
    """
    found: dict[str, list[tuple[RawSheet, FoundCards]]] = {}
    for sheet in workbook.sheets:
        read = [(part, _Reader(part, chosen).read()) for part in _apart(sheet, chosen)]
        cards = [(part, one) for part, one in read if one is not None]
        if len(cards) == len(read):
            found[sheet.name] = cards
    if not found:
        return workbook
    all_cards = [one for cards in found.values() for _, one in cards]
    single = sum(len(one.cards) for one in all_cards) < _FEWEST_CARDS
    if single and (
        any(_has_table(one, chosen) for one in workbook.sheets)
        or not all(_names_action(one, chosen) for one in all_cards)
    ):
        return workbook
    sheets: list[RawSheet] = []
    for sheet in workbook.sheets:
        cards = found.get(sheet.name, [])
        sheets += [as_table(part, one) for part, one in cards] or [sheet]
    return replace(workbook, sheets=tuple(sheets))


def _apart(sheet: RawSheet, chosen: Chosen) -> list[RawSheet]:
    """Part a sheet where the labels of one row begin anew, so that cards stand side by side."""
    grid = Grid(sheet)
    for row in list(sheet.rows)[:_FAR]:
        seen = set[str]()
        for column, text in grid.own_texts(row).items():
            about = normalise_heading(text)
            if about in seen and _is_known(text, chosen):
                left, right = part_columns(sheet, 0, column), part_columns(sheet, column - 1, 1 << 20)
                return [left, *_apart(right, chosen)]
            seen.add(about)
    return [sheet]


def _has_table(sheet: RawSheet, chosen: Chosen) -> bool:
    grid = Grid(sheet)
    return any(
        is_header_row(grid.own_texts(row), chosen) and _is_adjacent(grid, row, chosen) for row in sheet.rows
    )


def _names_action(found: FoundCards, chosen: Chosen) -> bool:
    matches = (match_heading(label, chosen) for label in found.labels)
    return any(match is not None and match.field is Field.ACTION for match in matches)


def _is_known(text: str, chosen: Chosen) -> bool:
    if len(text) > _LONGEST_LABEL:
        return False
    match = match_heading(text.rstrip(" :"), chosen)
    return match is not None and match.how is not Match.CLOSE


def _is_adjacent(grid: Grid, row: int, chosen: Chosen) -> bool:
    """Tell a header, whose headings stand side by side, from labels with their values between them."""
    known = [column for column, text in grid.own_texts(row).items() if _is_known(text, chosen)]
    return any(column + grid.width(row, column) in known for column in known)


class _Reader:
    def __init__(self, sheet: RawSheet, chosen: Chosen) -> None:
        self.sheet, self.grid, self.chosen = sheet, Grid(sheet), chosen
        self.found = FoundCards()
        self.card: Card | None = None
        self.parted = True  # the row above is blank or no part of a card
        self.last: list[tuple[int, int]] | None = None  # the value that a row without a label goes on
        self.first: set[int] = set()  # columns of labels that begin a row
        self.valued: set[str] = set()  # labels that have a value in some row

    def read(self) -> FoundCards | None:
        """Read the cards of the sheet; None where it holds none."""
        if not self._choose_columns():
            return None
        columns = self._value_columns()
        self.valued = set(self._valued())
        for row in self.sheet.rows:
            texts = self.grid.own_texts(row)
            label = min(texts, default=0)
            if columns:
                self._take_across(row, texts, columns)
            elif label in self.first and self._is_label(texts):
                self._take_labels(row, texts)
            else:
                self._take_other(row, texts)
        kept = [card for card in self.found.cards if self._is_card(card)]
        return self.found if kept and len(kept) == len(self.found.cards) else None

    def _choose_columns(self) -> bool:
        """Find the column in which labels begin their rows, by the first rows of the sheet."""
        seen: dict[int, set[str]] = {}
        for row in list(self.sheet.rows)[:_FAR]:
            texts = self.grid.own_texts(row)
            known = [column for column, text in texts.items() if _is_known(text, self.chosen)]
            if any(column + self.grid.width(row, column) in known for column in known):
                return False
            if known and known[0] == min(texts):
                seen.setdefault(known[0], set()).add(normalise_heading(texts[known[0]]))
        self.first = {column for column, labels in seen.items() if len(labels) >= _FEWEST_LABELS}
        return bool(self.first)

    def _value_columns(self) -> list[int]:
        """Give the columns of the actions where each label is followed by several values."""
        counts: dict[int, int] = {}
        rows = 0
        for row in list(self.sheet.rows)[:_FAR]:
            texts = self.grid.own_texts(row)
            if min(texts, default=0) in self.first and _is_known(texts[min(texts)], self.chosen):
                rows += 1
                for column in sorted(texts)[1:]:
                    is_value = not _is_known(texts[column], self.chosen)
                    counts[column] = counts.get(column, 0) + is_value
        often = [column for column, count in sorted(counts.items()) if count * 2 > rows]
        labels = [normalise_heading(text) for text in self._first_texts()]
        return often if len(often) > 1 and len(set(labels)) == len(labels) else []

    def _first_texts(self) -> Iterator[str]:
        for row in self.sheet.rows:
            texts = self.grid.own_texts(row)
            if min(texts, default=0) in self.first and _is_known(texts[min(texts)], self.chosen):
                yield texts[min(texts)]

    def _valued(self) -> Iterator[str]:
        for row, cells in self.sheet.rows.items():
            texts = self.grid.own_texts(row)
            label = min(texts, default=0)
            if label in self.first and max(cells) >= label + self.grid.width(row, label):
                yield normalise_heading(texts[label])

    def _is_label(self, texts: dict[int, str]) -> bool:
        """Tell the text that begins a row from a title, to the right of which nothing stands in any row."""
        text = texts[min(texts)]
        if len(text) > _LONGEST_LABEL:
            return False
        return _is_known(text, self.chosen) or normalise_heading(text) in self.valued

    def _take_across(self, row: int, texts: dict[int, str], columns: Sequence[int]) -> None:
        """Take a row of a sheet that has an action in each of some columns."""
        label = min(texts, default=0)
        if label not in self.first or len(texts) < 2 or not self._is_label(texts):
            self._take_other(row, texts)
            return
        while len(self.found.cards) < len(columns):
            self.found.parts.append(Card())
        about = self._label(row, label)
        for card, column in zip(self.found.cards, columns, strict=False):
            card.values.setdefault(about, []).append((row, column))
            card.hidden = card.hidden or column in self.sheet.hidden_columns
        self.found.rest |= {(row, column) for column in texts if column != label and column not in columns}

    def _take_labels(self, row: int, texts: dict[int, str]) -> None:
        """Take a row of one label or several, each with its value to its right."""
        columns, labels = sorted(self.sheet.rows[row]), [min(texts)]
        for column in sorted(texts)[1:]:
            beside = labels[-1] + self.grid.width(row, labels[-1])
            if beside < column and _is_known(texts[column], self.chosen):
                labels.append(column)
        for label, end in zip(labels, [*labels[1:], 1 << 20], strict=True):
            about = normalise_heading(texts[label])
            if self.card is None or about in self.card.values or (self.parted and self._heads_card(row)):
                self.card = Card()
                self.found.parts.append(self.card)
            self.parted = False
            about = self._label(row, label)
            mine = [column for column in columns if label < column < end and self._is_own(row, column)]
            filled = [column for column in mine if column in texts] or mine
            self.last = self.card.values[about] = [(row, column) for column in filled[:1]]
            self.card.hidden = self.card.hidden or row in self.sheet.hidden_rows
            self.found.rest |= {(row, column) for column in filled[1:] if column in texts}

    def _heads_card(self, row: int) -> bool:
        """After a gap: tell the next card from the rest of one, by an action in both."""
        assert self.card is not None
        has = [about for about in self.card.values if self._is_action(about)]
        if not has:
            return False
        for below in (one for one in self.sheet.rows if one >= row):
            texts = self.grid.own_texts(below)
            if min(texts, default=0) not in self.first:
                return False
            if self._is_action(normalise_heading(texts[min(texts)])):
                return True
        return False

    def _is_action(self, about: str) -> bool:
        match = match_heading(about, self.chosen)
        return match is not None and match.field is Field.ACTION

    def _take_other(self, row: int, texts: dict[int, str]) -> None:
        """Take a row that no label begins: the rest of a value, a title, or a text beside the cards."""
        if self.last and not self.parted and set(texts) == {self.last[0][1]}:
            self.last.append((row, self.last[0][1]))
            return
        self.parted = True
        if texts:
            self.found.parts.append(row)

    def _label(self, row: int, column: int) -> str:
        about = normalise_heading(self.grid.text(row, column))
        self.found.labels.setdefault(about, (row, column))
        return about

    def _is_own(self, row: int, column: int) -> bool:
        merge = self.grid.merge_at(row, column)
        return merge is None or (merge.first_row, merge.first_column) == (row, column)

    def _is_card(self, card: Card) -> bool:
        matches = (match_heading(one, self.chosen) for one in card.values)
        return len({match.field for match in matches if match is not None}) >= _FEWEST_LABELS
