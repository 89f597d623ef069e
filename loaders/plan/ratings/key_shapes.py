"""RAG keys that no title "RAG key" announces: a small table of colours and meanings, or one line of them.

Owns: finding "BRAG rating | Meaning", colours above or beside their words, "B = complete, G = on track" and
"Progress indicator: Blue - complete; Red - delayed" in cells and in text boxes.
Refuses: a list whose words say no status; the rows of a table of actions.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from data_model.shared.colour_text import NO_FILL
from loaders.files.grid import Grid, shown_text
from loaders.plan.headings import is_header_row, match_heading
from loaders.plan.ratings.key_colours import labels_in_colours
from loaders.plan.ratings.rag import colour_of_word, fold, is_symbol, status_of_words

_PAIR = re.compile(
    r"(?:^|[,;|\n\t•.]|\s{2,}|:(?=\s*[A-Za-z]+\s*[=–—:-]))\s*(?P<mark>[A-Za-z]{1,7}|[^\w\s,;:.()-]|\d)"
    r"(?:\s*(?:=|–|—|:|\s-\s|\s?-\s)\s*|\s+(?:means|indicates)\s+)"
    r"(?P<label>[^,;|\n\t=•]{2,80}?)(?=\s*(?:[,;|\n\t•]|$|\.(?:\s|$))|\s{2,})"
)
# "RAG:" or "Key to ratings –" before the first mark of a line.
_INTRODUCED = re.compile(
    r"\s*[A-Za-z/ ]{0,30}\b(?:key|legend|b?ragb?|ratings?|status|indicators?|colours?)\b[A-Za-z/ ]{0,20}"
    r"\s*[:–—-]\s*",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r".{0,30}\b(?:key|legend|rag|brag|ragb|rating|ratings|definitions?|meaning|status|indicator|colour|code)s?\b.{0,30}",
    re.IGNORECASE | re.DOTALL,
)
_NO_COLOUR = re.compile(
    r"(?:no|without) (?:colou?r|fill|shading|rag|rating)|blank|uncoloured|unshaded|none|clear|[-–—]",
    re.IGNORECASE,
)
_LONGEST_MARK = 12
_FEWEST_COLOURS = 2  # lines with a colour, before one without is read as a line too
_LONGEST_LINE = 400
_LONGEST_LABEL = 200


class KeyLine(NamedTuple):
    """One line of a key: what is seen, its label and where the label stands."""

    seen: str
    label: str
    cell: str


class FoundKey(NamedTuple):
    """The lines of a key, and the texts of the sheet that are its: (row, column)."""

    lines: list[KeyLine]
    taken: set[tuple[int, int]]


def find_keys(grid: Grid, texts: dict[int, dict[int, str]]) -> FoundKey:
    """Find the keys of a sheet that stand outside its tables of actions."""
    found = FoundKey([], set())
    free, edges = _outside_tables(texts)
    for row, own in free.items():
        for column, text in own.items():
            if len(text) <= _LONGEST_LINE and (lines := read_key_line(text, grid.sheet.place(row, column))):
                found.lines.extend(lines)
                found.taken.add((row, column))
    if not found.lines:
        _take_pairs(grid, texts, found)
    if not found.lines:
        for run in _runs(grid, free, edges):
            _take_run(grid, texts, run, found)
    if not found.lines:
        _take_across(grid, free, found)
    if not found.lines:
        _take_labels_in_colours(grid, free, found)
    return found


def read_key_line(text: str, cell: str) -> list[KeyLine]:
    """Read "B = complete, G = on track, R = delayed"; [] unless two of its marks say a status."""
    lines = []
    introduced = _INTRODUCED.match(text)
    if introduced and not any(colour_of_word(word) for word in re.findall(r"[A-Za-z]+", introduced[0])):
        text = text[introduced.end() :]
    for match in _PAIR.finditer(text.strip()):
        label = match["label"].strip(" .")
        seen = _seen(match["mark"], None)
        if seen and label:
            lines.append(KeyLine(seen, label, cell))
    return lines if _is_key(lines) else []


def own_mark(words: str, label: str) -> str:
    """Say what a line of a key stands for that names no colour: "No colour", or a word of the council's own
    such as "W" or "NS"; "" unless the label says a status plainly and the mark none."""
    mark = words.strip(" .:()")
    if status_of_words(label) is None or len(mark) > _LONGEST_MARK or status_of_words(mark) is not None:
        return ""
    if not mark or _NO_COLOUR.fullmatch(mark):
        return NO_FILL
    return f"word:{fold(mark)}" if fold(mark) and len(fold(mark).split()) <= 2 else ""


def _take_pairs(grid: Grid, texts: dict[int, dict[int, str]], found: FoundKey) -> None:
    """Take "1 = off track | 2 = at risk" over the cells of one row, or of one column row by row."""
    pairs = {
        (row, column): line
        for row, own in texts.items()
        for column, text in own.items()
        if (line := _read_pair(text, grid.sheet.place(row, column))) is not None
    }
    for row in sorted({row for row, _ in pairs}):
        across = [at for at in pairs if at[0] == row]
        if len(across) >= len(texts[row]) - 1 and _take_lines(pairs, across, found):
            return
    for column in sorted({column for _, column in pairs}):
        down = [at for at in pairs if at[1] == column and len(texts[at[0]]) == 1]
        down = [at for at in down if {(at[0] - 1, column), (at[0] + 1, column)} & set(down)]
        if _take_lines(pairs, down, found):
            return


def _take_lines(
    pairs: dict[tuple[int, int], KeyLine], places: list[tuple[int, int]], found: FoundKey
) -> bool:
    if len(places) < 2 or not _is_key([pairs[at] for at in places]):
        return False
    found.lines.extend(pairs[at] for at in places)
    found.taken.update(places)
    return True


def _read_pair(text: str, cell: str) -> KeyLine | None:
    """Read a text that is one mark with its label and nothing else."""
    match = _PAIR.fullmatch(text.strip()) if len(text) <= _LONGEST_LABEL else None
    seen = _seen(match["mark"], None) if match else ""
    return KeyLine(seen, match["label"].strip(" ."), cell) if match and seen else None


def _seen(mark: str, fill: str | None) -> str:
    if fill:
        return f"fill:{fill}"
    colour = colour_of_word(mark)
    if colour:
        return f"colour:{colour}"
    if is_symbol(mark):
        return f"symbol:{mark.strip()}"
    return f"word:{mark.strip()}" if mark.strip().isdigit() else ""


def _is_key(lines: list[KeyLine]) -> bool:
    return len({line.seen for line in lines}) >= 2 and (
        sum(1 for line in lines if status_of_words(line.label) is not None) * 2 >= len(lines)
    )


def _outside_tables(texts: dict[int, dict[int, str]]) -> tuple[dict[int, dict[int, str]], dict[int, int]]:
    """Leave out the columns of a table of actions from its header to the first gap in its rows.

    Return what is left, and by row the last column of the table beside.
    """
    free: dict[int, dict[int, str]] = {}
    edges: dict[int, int] = {}
    header: dict[int, str] = {}
    last = 0
    for row, own in texts.items():
        if is_header_row(own):
            header = _first_block(own)
        elif header and row - last > 1 and len(own) <= 2 and len(header) > 3:
            header = {}
        last = row
        if header:
            edges[row] = max(header)
            beside = {column: text for column, text in own.items() if column > max(header) + 1}
            if beside:
                free[row] = beside
        else:
            free[row] = own
    return free, edges


def _first_block(own: dict[int, str]) -> dict[int, str]:
    """Take a header up to a blank column after which no heading is known."""
    last = max(column for column, text in own.items() if match_heading(text) is not None)
    while last + 1 in own:
        last += 1
    return {column: text for column, text in own.items() if column <= last}


def _runs(
    grid: Grid, free: dict[int, dict[int, str]], edges: dict[int, int]
) -> Iterator[list[tuple[int, int, int]]]:
    """Find rows one below the other with a mark and, to its right, its label: (row, mark, label)."""
    run: list[tuple[int, int, int]] = []
    for row in free:
        pair = _pair(grid, row, free.get(row, {}), run, edges.get(row, 0))
        if run and (row - run[-1][0] > 1 or pair is None or pair[0] != run[-1][1]):
            yield run
            run = []
        if pair is not None:
            run.append((row, *pair))
    if run:
        yield run


def _pair(
    grid: Grid, row: int, own: dict[int, str], run: list[tuple[int, int, int]], edge: int
) -> tuple[int, int] | None:
    known = run[-1][1:] if run else None
    for label in sorted(own):
        text = own[label]
        if len(text) > _LONGEST_LABEL or _seen(text, None):
            continue
        for mark in (known[0],) if known else range(label - 1, max(label - 4, edge), -1):
            cell = grid.own(row, mark)
            words = shown_text(cell)
            if not edge < mark < label or len(words) > _LONGEST_MARK:
                continue
            if _seen(words, cell.fill):
                return mark, label
            if len(run) >= _FEWEST_COLOURS and known == (mark, label) and own_mark(words, text):
                return mark, label
    return None


def _take_run(
    grid: Grid, texts: dict[int, dict[int, str]], run: list[tuple[int, int, int]], found: FoundKey
) -> None:
    lines = [
        _line(grid, row, mark, texts[row].get(mark, ""), label, texts[row][label]) for row, mark, label in run
    ]
    if not _is_key(lines) or len(run) < 2:
        return
    found.lines.extend(lines)
    for row, mark, label in run:
        found.taken.update({(row, mark), (row, label)})
    first = run[0][0]
    for above in (first - 1, first - 2):
        own = texts.get(above, {})
        beside = {column: text for column, text in own.items() if run[0][1] <= column <= run[0][2]}
        if not beside or not all(_TITLE.fullmatch(text) for text in beside.values()) or is_header_row(own):
            break
        found.taken.update((above, column) for column in beside)


def _line(grid: Grid, row: int, mark: int, words: str, label: int, text: str) -> KeyLine:
    cell = grid.own(row, mark)
    seen = _seen(words, cell.fill)
    if is_symbol(words) and cell.ink and not cell.fill:
        seen = f"ink:{cell.ink}"
    seen = seen or own_mark(words, text)
    return KeyLine(seen, text, grid.sheet.place(row, label))


def _take_across(grid: Grid, free: dict[int, dict[int, str]], found: FoundKey) -> None:
    """Find a key that lies on its side: marks in one row, labels in the row below."""
    rows = list(free)
    for upper, lower in zip(rows, rows[1:], strict=False):
        if lower - upper != 1:
            continue
        columns = [
            column
            for column, label in free[lower].items()
            if len(label) <= _LONGEST_LABEL
            and _seen(free[upper].get(column, ""), grid.own(upper, column).fill)
            and match_heading(fold(free[upper].get(column, ""))) is None
        ]
        lines = [
            _line(grid, upper, column, free[upper].get(column, ""), column, free[lower][column])
            for column in columns
        ]
        if len(lines) >= 2 and _is_key(lines) and len(columns) >= len(free[lower]) - 1:
            found.lines.extend(lines)
            found.taken.update((row, column) for row in (upper, lower) for column in free[row])
            return


def _take_labels_in_colours(grid: Grid, free: dict[int, dict[int, str]], found: FoundKey) -> None:
    for (row, column), fill in labels_in_colours(grid, free).items():
        found.lines.append(KeyLine(f"fill:{fill}", free[row][column], grid.sheet.place(row, column)))
        found.taken.add((row, column))
