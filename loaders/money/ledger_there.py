"""Which rows of a ledger extract are there already, and which stored movements it does not have.

Owns: that comparison. Refuses: what takes another movement back or corrects it (`ledger_compare`).

A row is there already where a movement has the same fund, line, kind, day, pence and reference; of equal rows
as many are there as were stored. So loading an extract twice changes nothing.
"""

from collections import defaultdict
from collections.abc import Sequence

from data_model.money.rows_funds import FundMovementRow
from loaders.money.ledger_places import Key, Placed, stored_key, without_line, without_pence

Pair = tuple[FundMovementRow, FundMovementRow]
There = defaultdict[Key, list[FundMovementRow]]


def part_from_stored(
    placed: Sequence[Placed], stored: Sequence[FundMovementRow]
) -> tuple[list[Placed], list[FundMovementRow], int]:
    """Return what is new of the file, what was stored and is not in it, and how many rows were there."""
    undone = _undone(stored)
    both = {row.id for pair in undone for row in pair}
    there: There = defaultdict(list)
    for row in stored:
        if row.id not in both:
            there[stored_key(row)].append(row)
    new = []
    for one in placed:
        if there[one.key]:
            there[one.key].pop(0)
        else:
            new.append(one)
    new = _without_placed(_without_undone(new, undone), undone, there)
    return new, [row for left in there.values() for row in left], len(placed) - len(new)


def _undone(stored: Sequence[FundMovementRow]) -> list[Pair]:
    """List the movements that a file took back on their own day, each with what took it back.

    Either the ledger has both, or it has neither: it then says another amount. What is taken back on a later
    day stands in the extracts of its own day, and what was by hand is not known to the ledger.
    """
    by_id = {row.id: row for row in stored}
    backs = (row for row in stored if row.reverses_id in by_id and row.through == "import")
    pairs = ((by_id[row.reverses_id or 0], row) for row in backs)
    return [pair for pair in pairs if len({without_pence(stored_key(row)) for row in pair}) == 1]


def _without_undone(new: Sequence[Placed], undone: Sequence[Pair]) -> list[Placed]:
    """Leave out of what is new the rows of a file that has a movement as well as what took it back."""
    left = list(new)
    for pair in undone:
        found = [next((one for one in left if one.key == stored_key(row)), None) for row in pair]
        if None not in found:
            left = [one for one in left if all(one is not each for each in found)]
    return left


def _without_placed(new: Sequence[Placed], undone: Sequence[Pair], there: There) -> list[Placed]:
    """Leave out rows without a line whose movement was put on one before: an extract takes none away."""
    was_whole = {stored_key(old) for old, _ in undone if old.line_id is None}
    on_line: defaultdict[tuple[object, ...], list[FundMovementRow]] = defaultdict(list)
    for rows in there.values() if was_whole else ():
        for row in rows:
            on_line[without_line(stored_key(row))].append(row)
    left = []
    for one in new:
        moved = on_line[without_line(one.key)] if one.key in was_whole else []
        if moved:
            row = moved.pop(0)
            there[stored_key(row)].remove(row)
        else:
            left.append(one)
    return left
