"""A sheet of cards in the form of a table: its labels as headings, each card a row, the rest below.

Owns: the form, and where each cell stands in the file. Refuses: telling cards (see `cards`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from loaders.files.grid import shown_text
from loaders.files.raw_workbook import Merge, RawCell, RawSheet

_GAP = 3  # blank rows before what stands on the sheet beside the cards
_TITLE_WIDTH = 4
# "Action 3" or "Card 2a" numbers a card and names no area.
_OF_A_CARD = re.compile(
    r"\s*(?:action|card|task|item)\s*(?:plan|card|no\.?|number)?\s*[#:]?\s*(?:\d[\w.]{0,5})?\s*", re.I
)


@dataclass(slots=True)
class Card:
    """One action's labels and values: folded label -> cells. `hidden`: one of its rows is."""

    values: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    hidden: bool = False


@dataclass(slots=True)
class FoundCards:
    """What a sheet of cards holds in reading order; `labels` says where each label stands first."""

    labels: dict[str, tuple[int, int]] = field(default_factory=dict)
    parts: list[Card | int] = field(default_factory=list)  # an int is a row that no label begins
    rest: set[tuple[int, int]] = field(default_factory=set)  # texts that belong to no label

    @property
    def cards(self) -> list[Card]:
        return [part for part in self.parts if isinstance(part, Card)]


def names_a_card(text: str) -> bool:
    """Say whether a title or a sheet's name numbers a card ("Action 3") and names no area."""
    return bool(_OF_A_CARD.fullmatch(text))


def as_table(sheet: RawSheet, found: FoundCards) -> RawSheet:
    """Put a sheet of cards into the form of a table."""
    return _TableWriter(sheet, found).write()


class _TableWriter:
    """Puts what was read into rows: what stands above, the labels, the cards, and the rest below a gap."""

    def __init__(self, sheet: RawSheet, found: FoundCards) -> None:
        self.sheet, self.found = sheet, found
        self.rows: dict[int, dict[int, RawCell]] = {}
        self.places: dict[tuple[int, int], str] = {}
        self.merges: list[Merge] = []
        self.hidden: set[int] = set()
        self.left: set[int] = set()
        self.row = 0

    def write(self) -> RawSheet:
        first = min(row for row, _ in self.found.labels.values())
        above = [part for part in self.found.parts if isinstance(part, int) and part < first]
        between = [part for part in self.found.parts if isinstance(part, int) and part > first]
        for row in above:
            if self._is_cards_own(row):
                self.left.add(row)
            else:
                self._put_row(row, wide=True)
        self._put(dict(enumerate(self.found.labels.values(), 1)), heading=True)
        titles = self._titles(between)
        for part in self.found.parts:
            if isinstance(part, Card):
                self._put_card(part)
            elif part in titles:
                self._put_row(part, wide=True)
            elif part > first:
                self.left.add(part)
        self._put_rest()
        return replace(
            self.sheet,
            rows=self.rows,
            merges=tuple(self.merges),
            hidden_rows=frozenset(self.hidden),
            hidden_columns=frozenset(),
            outline={},
            total_rows=frozenset(),
            places=self.places,
        )

    def _is_cards_own(self, row: int) -> bool:
        texts = [shown_text(cell) for cell in self.sheet.rows[row].values() if shown_text(cell)]
        return len(texts) == 1 and names_a_card(texts[0])

    def _titles(self, rows: Sequence[int]) -> set[int]:
        """Take lone texts between cards for titles, unless there is one for every card or so."""
        last = max(row for card in self.found.cards for places in card.values.values() for row, _ in places)
        lone = [
            row
            for row in rows
            if row < last
            and sum(1 for cell in self.sheet.rows[row].values() if cell.value is not None) == 1
            and not self._is_cards_own(row)
        ]
        return set(lone) if len(lone) < max(len(self.found.cards) - 1, 1) else set()

    def _put(self, cells: dict[int, tuple[int, int]], heading: bool = False) -> None:
        self.row += 1
        self.rows[self.row] = {}
        for column, (row, at) in cells.items():
            cell = self.sheet.rows[row][at]
            if heading:
                cell = RawCell(shown_text(cell).rstrip(" :"))
            self.rows[self.row][column] = cell
            self.places[self.row, column] = self.sheet.place(row, at)

    def _put_row(self, row: int, wide: bool) -> None:
        self._put({column: (row, column) for column in self.sheet.rows[row]})
        if wide and len(self.rows[self.row]) == 1:
            column = min(self.rows[self.row])
            self.merges.append(Merge(self.row, column, self.row, column + _TITLE_WIDTH - 1))

    def _put_card(self, card: Card) -> None:
        filled = {
            column: [place for place in card.values.get(about, ()) if place[1] in self.sheet.rows[place[0]]]
            for column, about in enumerate(self.found.labels, 1)
        }
        self._put({column: places[0] for column, places in filled.items() if places})
        for column, places in filled.items():
            if len(places) > 1:
                texts = [shown_text(self.sheet.rows[row][at]) for row, at in places]
                self.rows[self.row][column] = self.rows[self.row][column]._replace(
                    value="\n".join(text for text in texts if text), shown=""
                )
        if card.hidden:
            self.hidden.add(self.row)

    def _put_rest(self) -> None:
        """Put what belongs to no card below, its rows as far apart as they stand."""
        rest: dict[int, set[int]] = {row: set(self.sheet.rows[row]) for row in self.left}
        for row, column in self.found.rest:
            rest.setdefault(row, set()).add(column)
        base, before = self.row + _GAP, 0
        for row in sorted(rest):
            self.row = base if not before else self.row + min(row - before, _GAP) - 1
            base, before = 0, row
            self._put({column: (row, column) for column in sorted(rest[row])})
