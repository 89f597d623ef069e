"""Which counts may be written, so that no small one can be had from what is written, nor by taking it away.

Owns: the fewest that is written, and which teams are withheld beside a small one. Refuses: what is counted.

A cell is one count, or a numerator and the rest of its denominator, for the whole or for a team in a month.
A share is written with both its parts or not at all, so that neither part gives the other away.

1. A cell with a part under 5, nought included, is withheld: nought of twenty tells of every one of them.
2. Where the whole is withheld so is every team of its month: their sum would be the whole.
3. The whole less the teams that are written leaves a rest. Where the rest holds a small cell, further teams
   are withheld, the smallest first and all of one size together, until the rest is of two groups or more that
   have anybody in them, and every part of it is 5 or more and not the most that small cells could make.
"""

from collections.abc import Iterable, Mapping

FEWEST = 5  # what is counted fewer times than this is not written

Cell = tuple[int, ...]


def is_large(cell: Cell) -> bool:
    """Say whether every part of a cell may be written by itself."""
    return all(part >= FEWEST for part in cell)


def teams_written(whole: Cell, teams: Mapping[str, Cell]) -> frozenset[str] | None:
    """Return the teams whose cells may be written beside the whole's; None where the whole may not be.

    The teams' cells add up to at most the whole; what is left is of nobody's team.
    """
    if not is_large(whole):
        return None
    nobodys = tuple(part - sum(cell[place] for cell in teams.values()) for place, part in enumerate(whole))
    written = {name for name, cell in teams.items() if is_large(cell)}
    if len(written) == len(teams) and (not any(nobodys) or is_large(nobodys)):
        return frozenset(written)
    while written and not _is_hidden(
        [nobodys, *(cell for name, cell in teams.items() if name not in written)]
    ):
        least = min(_size(teams[name]) for name in written)
        written = {name for name in written if _size(teams[name]) > least}
    return frozenset(written)


def _is_hidden(rest: Iterable[Cell]) -> bool:
    """Say whether none of these cells can be told from their sum, which is known."""
    groups = [cell for cell in rest if any(cell)]
    sums = [sum(parts) for parts in zip(*groups, strict=True)]
    most = (FEWEST - 1) * len(groups)
    return len(groups) > 1 and all(each >= FEWEST and each != most for each in sums)


def _size(cell: Cell) -> int:
    return sum(cell)
