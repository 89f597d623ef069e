"""The records of form 2 that are of the programme's money: its sentence, its tables, and what moved.

Owns: what a document of form 2 holds of money. Refuses: what rows hold today (they change), and reading (see
`kinds`). Meetings frozen before have none. A table is kept as it was shown, whatever money has since.
"""

from datetime import date
from typing import Any

from data_model.board.frozen.kinds import DAY, TEXT, TRUTH, WHOLE, Kind, ListOf, Plain, Record
from data_model.money.for_boards.money_moves import MoneyMove
from data_model.money.for_boards.money_parts import BoardMoney, MoneyColumn, MoneyLine, MoneyPart

_PLAIN = Plain("text, whole number or nothing", str, int, type(None))


class Cell(Kind):
    """A cell: text, a whole number or nothing as JSON has them, a day in a record of its own."""

    def read(self, value: Any) -> Any:
        return _DAY.read(value)["day"] if type(value) is dict else _PLAIN.read(value)

    def write(self, value: Any) -> Any:
        return _DAY.write({"day": value}) if isinstance(value, date) else _PLAIN.write(value)


_DAY = Record(dict, day=DAY)
MOVE = Record(MoneyMove, kind=TEXT, title=TEXT, about=TEXT, about_id=WHOLE, name=TEXT, sentence=TEXT)
COLUMN = Record(MoneyColumn, heading=TEXT, meaning=TEXT, width=WHOLE, is_pence=TRUTH)
LINE = Record(MoneyLine, about=TEXT, about_id=WHOLE, cells=ListOf(Cell()))
PART = Record(
    MoneyPart,
    name=TEXT,
    title=TEXT,
    meaning=TEXT,
    sentence=TEXT,
    columns=ListOf(COLUMN),
    lines=ListOf(LINE),
)
MONEY = Record(BoardMoney, sentence=TEXT, parts=ListOf(PART))
