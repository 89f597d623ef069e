"""Paragraphs, fields and tables of a Word document as WordprocessingML text.

Owns: the markup, made so that every reader can follow it: header rows that repeat and are marked as such,
rows that stay whole, a title and a description for each table, no merged cell. Refuses: files, styles and
pages (see `docx_writing`), and text that could act: what people wrote is text runs alone, never a field.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from data_model.plan.status_looks import STATUS_LOOKS
from data_model.plan.statuses import Status
from data_model.shared.cell_text import storable
from data_model.shared.sentence_text import short_day
from exports.formats.cells import CellContent, Rated, TableColumn

NOTHING = "–"  # what a cell without content shows, so that nobody takes it for a fault
CELL, HEAD = "Pack Cell", "Pack Table Head"

# Vertical tabs and form feeds are line breaks of other programs; the other control characters say nothing.
_BREAKS = str.maketrans({"\x0b": "\n", "\x0c": "\n", "\t": " "})
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
# Of the cells' 9 points: on average, and in a word of broad or bold letters.
_TWIPS_OF_A_LETTER, _TWIPS_OF_A_BROAD_LETTER = 100, 112
_MOST_LETTERS = 14  # a longer word, such as an address of a page, may break
_DAY = re.compile("[0-9]{1,2} [A-Z][a-z]{2} [0-9]{4}")
_PADDING = 170  # left and right of a cell's text together
_LINE = 215  # twips from one line of a cell to the next


def plain(text: str) -> str:
    """Return a text as a document can hold it: no control characters, every line end "\\n"."""
    return storable(_CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n").translate(_BREAKS)))


def run(text: str, *, bold: bool = False, colour: str = "") -> str:
    """Write a run of text; `colour` is RRGGBB."""
    looks = "<w:b/>" * bold + (f'<w:color w:val="{colour}"/>' if colour else "")
    marks = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    return f'<w:r>{marks}<w:t xml:space="preserve">{escape(plain(text))}</w:t></w:r>'


def paragraph(
    content: str, style_id: str, *, keep_next: bool = False, new_page: bool = False, before: int | None = None
) -> str:
    """Write a paragraph of runs; `before` is the space over it in twentieths of a point."""
    more = "<w:keepNext/>" * keep_next + "<w:pageBreakBefore/>" * new_page
    if before is not None:
        more += f'<w:spacing w:before="{before}"/>'
    return f"<w:p><w:pPr><w:pStyle w:val={quoteattr(style_id)}/>{more}</w:pPr>{content}</w:p>"


def field(instruction: str, shown: str) -> str:
    """Write a field of ours, such as the page's number; `shown` stands until a program works it out."""
    return f"<w:fldSimple w:instr={quoteattr(f' {instruction} ')}>{run(shown)}</w:fldSimple>"


def bookmark(name: str, number: int, content: str) -> str:
    """Write content that links can lead to."""
    start = f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(name)}/>'
    return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'


def link(name: str, text: str, style_id: str) -> str:
    """Write a link to a bookmark of the same document."""
    looks = f"<w:rPr><w:rStyle w:val={quoteattr(style_id)}/></w:rPr>"
    inside = f'<w:r>{looks}<w:t xml:space="preserve">{escape(plain(text))}</w:t></w:r>'
    return f'<w:hyperlink w:anchor={quoteattr(name)} w:history="1">{inside}</w:hyperlink>'


def table(
    columns: Sequence[TableColumn],
    rows: Sequence[Sequence[CellContent]],
    *,
    title: str,
    description: str,
    width: int,
    height: int,
    style_ids: Mapping[str, str],
) -> str:
    """Write a table as wide as `width` twips, its columns sharing it by their widths.

    `height` is that of a page's text in twips: a row that may need more than most of it may break.
    `style_ids` has the ids of the styles "Pack Table", CELL and HEAD.
    """
    texts = [[_lines(content) for content in row] for row in rows]
    widths = _shared(width, [column.width for column in columns], _needs(columns, texts))
    head, body = quoteattr(style_ids[HEAD]), quoteattr(style_ids[CELL])
    cell_starts = [f'<w:tc><w:tcPr><w:tcW w:w="{each}" w:type="dxa"/>' for each in widths]
    most = height * 3 // 4 // _LINE
    letters = [max((each - _PADDING) // _TWIPS_OF_A_LETTER, 1) for each in widths]
    parts = [
        f"<w:tbl><w:tblPr><w:tblStyle w:val={quoteattr(style_ids['Pack Table'])}/>"
        f'<w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
        ' w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(plain(title))}/>"
        f"<w:tblDescription w:val={quoteattr(plain(description))}/></w:tblPr><w:tblGrid>"
        + "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
        + "</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    ]
    parts += [
        f"{start}</w:tcPr><w:p><w:pPr><w:pStyle w:val={head}/><w:keepNext/></w:pPr>"
        f"{run(column.heading)}</w:p></w:tc>"
        for start, column in zip(cell_starts, columns, strict=True)
    ]
    parts.append("</w:tr>")
    for row, lines in zip(rows, texts, strict=True):
        whole = max(map(_height, lines, letters)) <= most
        parts.append("<w:tr><w:trPr><w:cantSplit/></w:trPr>" if whole else "<w:tr>")
        for start, content, said in zip(cell_starts, row, lines, strict=True):
            parts.append(_cell(start, content, said, body))
        parts.append("</w:tr>")
    return "".join((*parts, "</w:tbl>"))


def rated_text(word: str, status: Status) -> str:
    """Name a rating by symbol and the plan's own word."""
    return f"{STATUS_LOOKS[status].symbol} {word}"


def _needs(columns: Sequence[TableColumn], texts: Sequence[Sequence[Sequence[str]]]) -> list[int]:
    """Return how wide each column must be for its longest word, or its dates, to stand on one line."""
    longest = [max(map(len, column.heading.split())) for column in columns]
    for row in texts:
        for place, lines in enumerate(row):
            for line in lines:
                words = (line,) if _DAY.fullmatch(line) else line.split()
                longest[place] = max(longest[place], *map(len, words))
    return [min(letters, _MOST_LETTERS) * _TWIPS_OF_A_BROAD_LETTER + _PADDING for letters in longest]


def _shared(width: int, weights: Sequence[int], needs: Sequence[int]) -> list[int]:
    """Share a width by weights, but give no column less than it needs while there is room for all."""
    if sum(needs) > width:
        weights, needs = needs, [0] * len(needs)
    widths, free = [0] * len(weights), set(range(len(weights)))
    while free:
        room, total = width - sum(widths), sum(weights[place] for place in free)
        short = {place for place in free if room * weights[place] // total < needs[place]}
        for place in short or free:
            widths[place] = needs[place] if short else room * weights[place] // total
        free = free - short if short else set()
    widths[-1] += width - sum(widths)
    return widths


def _lines(content: CellContent) -> list[str]:
    """Return the lines of a cell; a blank one only separates and is left out."""
    if isinstance(content, Rated):
        return [plain(rated_text(content.word, content.status))]
    if isinstance(content, date):
        return [short_day(content)]
    if isinstance(content, int | float):
        return [f"{content:,}"]
    return [line for line in plain(content or "").split("\n") if line.strip()] or [NOTHING]


def _height(lines: Sequence[str], letters: int) -> int:
    return sum(-(-len(line) // letters) for line in lines)


def _cell(start: str, content: CellContent, lines: Sequence[str], style: str) -> str:
    shade = looks = ""
    if isinstance(content, Rated):
        look = STATUS_LOOKS[content.status]
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{look.fill[1:]}"/>'
        looks = f'<w:rPr><w:color w:val="{look.text[1:]}"/></w:rPr>'
    elif isinstance(content, int | float):
        style += '/><w:jc w:val="right"'
    texts = "".join(
        f'<w:p><w:pPr><w:pStyle w:val={style}/></w:pPr><w:r>{looks}<w:t xml:space="preserve">'
        f"{escape(line)}</w:t></w:r></w:p>"
        for line in lines
    )
    return f"{start}{shade}</w:tcPr>{texts}</w:tc>"
