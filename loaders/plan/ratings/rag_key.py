"""The RAG key as a workbook writes it: a small table headed "RAG key".

Owns: turning its lines into key entries, and saying which lines or labels were not plain.
Refuses: rating actions, and deciding what a label means when its words do not say so.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from data_model.plan.rows import KeyRow
from data_model.plan.statuses import Status
from data_model.shared.colour_text import NO_FILL, describe
from loaders.files.grid import Grid, as_text
from loaders.files.issues import Issue
from loaders.plan.ratings.key_shapes import KeyLine, own_mark
from loaders.plan.ratings.rag import colour_of_word, status_of_words
from loaders.plan.ratings.rating_issues import KEY_COLOUR_TWICE, KEY_LABEL_UNKNOWN

_WORD_AND_LABEL = re.compile(r"\s*([^\W\d]+|\W)\s*(?:[-–—:=]+|\()\s*(\S.*?)\)?\s*", re.DOTALL)


def read_key(
    grid: Grid,
    rows: Iterable[int],
    first_columns: Mapping[int, int] | None = None,
    further: Iterable[KeyLine] = (),
    ends: Mapping[int, int] | None = None,
) -> tuple[list[KeyRow], list[Issue]]:
    """Read the lines of a key. A line without any colour stands for "no fill"; there can be one of these.

    `first_columns` and `ends` hold, by row, where the key begins and what is beside it begins; `further` are
    lines that were read already.

    A label whose words do not say a status becomes a "not rated" entry and an issue: a person decides.
    """
    lines: list[tuple[str, str, str]] = [
        (line.seen, line.label, line.cell) for line in further
    ]  # seen, label, cell
    plain: list[tuple[str, str]] = []
    for row in rows:
        read = _read_line(grid, row, (first_columns or {}).get(row, 0), (ends or {}).get(row))
        lines += [(seen, label, cell) for seen, label, cell in read if seen]
        plain += [(label, cell) for seen, label, cell in read if not seen]
    issues = []
    if any(seen.startswith("fill:") for seen, _, _ in lines) and len(plain) == 1:
        lines.append((NO_FILL, *plain[0]))
    else:
        issues += [Issue(KEY_LABEL_UNKNOWN, label, grid.sheet.name, cell) for label, cell in plain]
    entries: dict[str, KeyRow] = {}
    for seen, label, cell in lines:
        status = status_of_words(label)
        if status is None:
            issues.append(Issue(KEY_LABEL_UNKNOWN, label, grid.sheet.name, cell))
        first = entries.setdefault(seen, KeyRow(seen, label, status or Status.NOT_RATED))
        if first.label != label:
            seen_twice = f"{label}; {describe(seen)} is “{first.label}” already"
            issues.append(Issue(KEY_COLOUR_TWICE, seen_twice, grid.sheet.name, cell))
    return list(entries.values()), issues


def _read_line(grid: Grid, row: int, first_column: int, end: int | None = None) -> list[tuple[str, str, str]]:
    """Read one line as (seen, label, cell): label beside a colour, label in a colour, or word and label."""
    cells = {
        c: cell
        for c, cell in sorted(grid.sheet.rows.get(row, {}).items())
        if first_column <= c and (end is None or c < end)
    }
    texts = [(column, as_text(cell.value)) for column, cell in cells.items() if as_text(cell.value)]
    texts = [
        (column, text)
        for column, text in texts
        if not re.fullmatch(r".{0,20}\b(key|legend)\b\s*:?", text, re.I)
    ]
    fills = {column: cell.fill for column, cell in cells.items() if cell.fill}
    if not texts:
        return []
    names = [(column, colour_of_word(text)) for column, text in texts]
    if len(texts) % 2 == 0 and all(bool(name) is (at % 2 == 0) for at, (_, name) in enumerate(names)):
        only = next(iter(fills.values()), None) if len(texts) == 2 else None
        return [
            _named_colour(
                word, names[at][1] or "", texts[at + 1], fills, only, partial(grid.sheet.place, row)
            )
            for at, (word, _) in enumerate(texts)
            if at % 2 == 0
        ]
    if len(texts) == 2 and (mark := own_mark(texts[0][1], texts[1][1])):
        column, label = texts[1]
        fill = None if mark == NO_FILL else fills.get(texts[0][0]) or fills.get(column)
        also = [(f"fill:{fill}", label, grid.sheet.place(row, column))] if fill else []
        return [(mark, label, grid.sheet.place(row, column)), *also]
    if len(texts) == 1:
        column, text = texts[0]
        fill = fills.get(column) or next(iter(fills.values()), None)
        return [_word_and_label(text, fill, grid.sheet.place(row, column))]
    written_in = {column for column, _ in texts}
    free = {column: fill for column, fill in fills.items() if column not in written_in}
    # Where the line begins with a colour, each label stands after its own.
    side = -1 if free and min(free) < min(written_in) else 1
    return [
        _word_and_label(text, fills.get(column) or free.get(column + side), grid.sheet.place(row, column))
        for column, text in texts
    ]


def _named_colour(
    column: int,
    name: str,
    label: tuple[int, str],
    fills: dict[int, str],
    only: str | None,
    place: Callable[[int], str],
) -> tuple[str, str, str]:
    """Read a colour's name and its label side by side; a fill that is seen stands before the name."""
    fill = fills.get(column) or fills.get(label[0]) or only
    return (f"fill:{fill}" if fill else f"colour:{name}"), label[1], place(label[0])


def _word_and_label(text: str, fill: str | None, cell: str) -> tuple[str, str, str]:
    """Part "Green – completed" into its colour and label; a fill that is seen stands before the word."""
    match = _WORD_AND_LABEL.fullmatch(text)
    colour = colour_of_word(match[1]) if match else None
    label = match[2] if match and colour else text
    if fill:
        return f"fill:{fill}", label, cell
    return (f"colour:{colour}" if colour else ""), label, cell
