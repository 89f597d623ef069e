"""A very large action plan in the published layout, for timing the loaders.

Owns: the sheet's XML, written directly, because merging thousands of cells through a workbook library takes
longer than what is being measured. Refuses: timing, and any text from a real plan; every word is invented.
"""

import io
import random
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

ACTIONS_IN_AN_AREA = 100
HEADINGS = (
    "Outcomes for children and families",
    "Action needed",
    "Responsible",
    "Due Date",
    "Progress including evidence (what was done, and where it can be seen)",
    "Impact (anticipated impact first, later what was achieved)",
    "RAG",
)
RAG_KEY = (
    ("Completed", 3),
    ("In progress and on schedule", 4),
    ("Delayed or not on schedule", 5),
    ("Planning, not yet commenced", 6),
)
_TEXT = """
children families social workers practice managers team plan review visits assessment decision support timely
recorded quality audit evidence threshold partners health school police meeting chair supervision weekly
monthly guidance training induction caseload feedback voice outcome learning panel tracker
"""
_WORDS = _TEXT.split()
_FIRST = ("Amara", "Bronwen", "Callum", "Devika", "Edwin", "Farah", "Gethin", "Hester")
_LAST = ("Alderton", "Brightwell", "Cawston", "Dunmore", "Elmswell", "Fenwick", "Garvey", "Holbrook")
_POSTS = ("Head of Service", "Service Manager", "Programme Officer", "Principal Social Worker")
_PLAIN, _TITLE, _DATE = 0, 1, 2  # style numbers in _STYLES; 3 to 6 are the fills of the key

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_COLOURS = ("FF00B050", "FFFFFF00", "FFFF0000", "FFD9D9D9")


@dataclass
class _Sheet:
    """The sheet as it grows; texts are shared, as Excel shares them."""

    rows: list[str] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)
    texts: dict[str, int] = field(default_factory=dict)

    def add_row(self, cells: list[tuple[str | int | None, int]]) -> int:
        number = len(self.rows) + 1
        self.rows.append(
            f'<row r="{number}">'
            + "".join(
                self._cell(f"{'ABCDEFG'[place]}{number}", value, style)
                for place, (value, style) in enumerate(cells)
            )
            + "</row>"
        )
        return number

    def _cell(self, name: str, value: str | int | None, style: int) -> str:
        if value is None:
            return f'<c r="{name}" s="{style}"/>'
        if isinstance(value, int):
            return f'<c r="{name}" s="{style}"><v>{value}</v></c>'
        place = self.texts.setdefault(value, len(self.texts))
        return f'<c r="{name}" s="{style}" t="s"><v>{place}</v></c>'


def large_workbook(actions: int) -> bytes:
    """Make an .xlsx of that many actions: seven columns, areas of 100 actions, RAG as fills, merged outcomes,
    people and dates, and a RAG key at the foot. The same number always gives the same bytes."""
    source = random.Random(actions)
    sheet = _Sheet()
    for area, first in enumerate(range(0, actions, ACTIONS_IN_AN_AREA), start=1):
        title = sheet.add_row([(f"{area}. {_text(source, 60)}", _TITLE), *[(None, _TITLE)] * 6])
        sheet.merges.append(f"A{title}:G{title}")
        sheet.add_row([(heading, _TITLE) for heading in HEADINGS])
        _add_actions(sheet, source, min(ACTIONS_IN_AN_AREA, actions - first))
    sheet.add_row([])
    sheet.add_row([("RAG Key", _TITLE)])
    for label, style in RAG_KEY:
        sheet.add_row([(label, _PLAIN), (None, style)])
    return _package(sheet)


def _add_actions(sheet: _Sheet, source: random.Random, count: int) -> None:
    starts = {column: _spans(source, count) for column in "ACD"}
    for place in range(count):
        number = sheet.add_row(
            [
                (_text(source, 150) if place in starts["A"] else None, _PLAIN),
                (f"{_text(source, 120)} ({source.randrange(10**6)})", _PLAIN),
                (_person(source) if place in starts["C"] else None, _PLAIN),
                (source.randrange(44_700, 45_700) if place in starts["D"] else None, _DATE),
                (_text(source, 400), _PLAIN),
                (_text(source, 250), _PLAIN),
                (None, source.randrange(3, 7)),
            ]
        )
        for column, spans in starts.items():
            if spans.get(place, 1) > 1:
                sheet.merges.append(f"{column}{number}:{column}{number + spans[place] - 1}")


def _spans(source: random.Random, count: int) -> dict[int, int]:
    """Part rows 0 to count into runs: {first row: rows in the run}; most runs are of one to eight rows."""
    spans = {}
    place = 0
    while place < count:
        length = min(source.choice((1, 4, 6, 8, 10)), count - place)
        spans[place] = length
        place += length
    return spans


def _text(source: random.Random, length: int) -> str:
    words: list[str] = []
    size = 0
    while size < length:
        words.append(source.choice(_WORDS))
        size += len(words[-1]) + 1
    return " ".join(words).capitalize() + "."


def _person(source: random.Random) -> str:
    return f"{source.choice(_FIRST)} {source.choice(_LAST)}\n{source.choice(_POSTS)}"


def _package(sheet: _Sheet) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, xml in _parts(sheet):
            package.writestr(zipfile.ZipInfo(name), _HEAD + xml, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _parts(sheet: _Sheet) -> Iterator[tuple[str, str]]:
    yield (
        "[Content_Types].xml",
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_KIND}.sharedStrings+xml"/></Types>',
    )
    yield "_rels/.rels", _relationships(("officeDocument", "xl/workbook.xml"))
    yield (
        "xl/workbook.xml",
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Action plan" sheetId="1" r:id="rId1"/></sheets></workbook>',
    )
    yield (
        "xl/_rels/workbook.xml.rels",
        _relationships(
            ("worksheet", "worksheets/sheet1.xml"),
            ("styles", "styles.xml"),
            ("sharedStrings", "sharedStrings.xml"),
        ),
    )
    yield "xl/styles.xml", _styles()
    items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in sheet.texts)
    yield "xl/sharedStrings.xml", f'<sst xmlns="{_MAIN}" uniqueCount="{len(sheet.texts)}">{items}</sst>'
    merges = "".join(f'<mergeCell ref="{reference}"/>' for reference in sheet.merges)
    yield (
        "xl/worksheets/sheet1.xml",
        f'<worksheet xmlns="{_MAIN}"><dimension ref="A1:G{len(sheet.rows)}"/><sheetData>'
        f'{"".join(sheet.rows)}</sheetData><mergeCells count="{len(sheet.merges)}">{merges}</mergeCells>'
        "</worksheet>",
    )


def _relationships(*targets: tuple[str, str]) -> str:
    items = "".join(
        f'<Relationship Id="rId{place}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{items}</Relationships>'


def _styles() -> str:
    fills = "".join(
        f'<fill><patternFill patternType="solid"><fgColor rgb="{colour}"/></patternFill></fill>'
        for colour in _COLOURS
    )
    base = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    dated = '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    filled = "".join(
        f'<xf numFmtId="0" fontId="0" fillId="{place}" borderId="0" xfId="0" applyFill="1"/>'
        for place in range(2, 2 + len(_COLOURS))
    )
    return (
        f'<styleSheet xmlns="{_MAIN}">'
        '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills>'
        '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
        f"{fills}</fills><borders><border/></borders><cellStyleXfs>{base}"
        f"</cellStyleXfs><cellXfs>{plain}{plain}{dated}{filled}</cellXfs>"
        '<cellStyles><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
