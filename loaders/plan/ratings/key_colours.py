"""Labels that stand in their colours without a title: "Complete | On track | Delayed", each in its own.

Owns: finding them in one row or one below the other. Refuses: rows of tables, which it is not given.
"""

from collections.abc import Iterator, Mapping

from loaders.files.grid import Grid
from loaders.plan.ratings.rag import status_of_words

_FEWEST = 3
_LONGEST = 200

_Places = Mapping[tuple[int, int], str]  # (row, column) -> the colour behind the label


def labels_in_colours(grid: Grid, texts: Mapping[int, Mapping[int, str]]) -> _Places:
    """Find the first row or column of labels in colours of their own, by place; {} for none."""
    labelled = {
        (row, column): fill
        for row, own in texts.items()
        for column, text in own.items()
        if len(text) <= _LONGEST
        and (fill := grid.own(row, column).fill)
        and status_of_words(text) is not None
    }
    for places in (*_in_rows(labelled), *_in_columns(labelled)):
        if len({labelled[at] for at in places}) >= max(len(places), _FEWEST):
            return {at: labelled[at] for at in places}
    return {}  # a colour twice, or too few of them, explain nothing


def _in_rows(places: _Places) -> Iterator[list[tuple[int, int]]]:
    for row in sorted({row for row, _ in places}):
        yield sorted(at for at in places if at[0] == row)


def _in_columns(places: _Places) -> Iterator[list[tuple[int, int]]]:
    """Give the places one below the other without a gap."""
    for row, column in sorted(places):
        if (row - 1, column) not in places:
            below = [(row, column)]
            while (below[-1][0] + 1, column) in places:
                below.append((below[-1][0] + 1, column))
            yield below
