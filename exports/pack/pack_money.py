"""The programme's money as tables of a board's pack, as the view holds them.

Owns: how amounts and days are written in a document and in a workbook. Refuses: which tables there are and
their words (`data_model.money.for_boards.money_parts`).
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import cast

from data_model.board.board_brief import challenge_text
from data_model.board.rows import BoardView
from data_model.money.amounts import exact_amount
from data_model.money.for_boards.money_moves import MoneyMove, moves_sentence
from data_model.money.for_boards.money_parts import MoneyCell, MoneyColumn, MoneyPart
from exports.formats.cells import CellContent, TableColumn
from exports.formats.docx_writing import DocumentWriter
from exports.pack.pack_tables import PackTable

Amount = Callable[[int], CellContent]


def in_pounds(pence: int) -> CellContent:
    """Write pence as a number of pounds, for a workbook."""
    return cast(CellContent, Decimal(pence) / 100)


def money_table(part: MoneyPart, amount: Amount = exact_amount) -> PackTable:
    """Return a table of money; `amount` writes pence."""
    unit = " In pounds." if amount is in_pounds else ""
    columns = tuple(
        TableColumn(one.heading, f"{one.meaning}{unit if one.is_pence else ''}", one.width)
        for one in part.columns
    )
    rows = tuple(
        tuple(_cell(cell, column, amount) for cell, column in zip(line.cells, part.columns, strict=True))
        for line in part.lines
    )
    return PackTable(part.name, part.title, part.meaning, columns, rows)


def money_moves_table(moves: Sequence[MoneyMove]) -> PackTable:
    """What moved in the money since the meeting before."""
    columns = (
        TableColumn("Move", "What kind of move it is.", 26),
        TableColumn("About", "The fund or saving.", 34),
        TableColumn("What moved", "From what to what.", 70),
    )
    rows = tuple((one.title, one.name, one.sentence) for one in moves)
    meaning = "What moved in funds and savings since the meeting before."
    return PackTable("Money moved", "Money that moved", meaning, columns, rows)


def money_tables(view: BoardView) -> list[PackTable]:
    """Return the tables of money for a workbook; none where the view holds no money."""
    tables = [money_table(part, in_pounds) for part in view.money.parts]
    moved = view.changed.money if view.changed is not None else ()
    return [*tables, *([money_moves_table(moved)] if moved else [])]


def write_money(writer: DocumentWriter, view: BoardView) -> None:
    """Write the money of a view that holds some: its sentence, tables, what moved, and its checks."""
    if view.money.sentence:
        writer.say(f"{view.money.sentence[0].upper()}{view.money.sentence[1:]}")
    tables = [(part.sentence, money_table(part)) for part in view.money.parts]
    moved = view.changed.money if view.changed is not None else ()
    if moved:
        tables.append((moves_sentence(moved), money_moves_table(moved)))
    for sentence, table in tables:
        writer.heading(2, table.title)
        writer.say(sentence, keep_next=True)
        writer.table(table.columns, table.rows, table.title, table.meaning)
    raised = [one for one in view.checks if one.about and one.answer is None]
    if raised:
        writer.heading(2, "Checks of the money")
        writer.items([f"{view.words.check_title(one.code)}. {challenge_text(one)}" for one in raised])


def _cell(cell: MoneyCell, column: MoneyColumn, amount: Amount) -> CellContent:
    return amount(cell) if column.is_pence and isinstance(cell, int) else cell
