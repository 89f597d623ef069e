"""Plans kept in Word, made in code, as bytes; every sentence and person in them is invented.

Owns: `build_docx`, which takes the XML of a document's body, what writes that XML, and `plan_as_docx`, which
writes a workbook as a document. Refuses: hostile documents; those are in tests/hostile_files.py.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from loaders.files.grid import Grid, as_text
from loaders.files.raw_workbook import RawSheet, RawWorkbook

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_STYLES = "".join(
    f'<w:style w:styleId="Heading{level}"><w:name w:val="heading {level}"/></w:style>' for level in (1, 2, 3)
)
_STYLES += '<w:style w:styleId="Own"><w:name w:val="Our heading"/><w:basedOn w:val="Heading2"/></w:style>'
_WIDE = 3


def build_docx(
    body: str, *, links: Mapping[str, str] = {}, parts: Mapping[str, str] = {}, before: str = ""
) -> bytes:
    """Make a document around a body. `links` are {"rId9": address}; `parts` are further parts beside the main
    one, {"comments": XML}, related by their name; `before` stands before the main part's root."""
    related = "".join(
        f'<Relationship Id="p{place}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>'
        for place, kind in enumerate({"styles": "", **parts})
    ) + "".join(
        f'<Relationship Id="{number}" Type="{_OFFICE}/hyperlink" Target={quoteattr(address)} '
        'TargetMode="External"/>'
        for number, address in links.items()
    )
    main = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types"/>')
        package.writestr(
            "_rels/.rels", f'<Relationships xmlns="{_PACKAGE}/relationships">{main}</Relationships>'
        )
        package.writestr("word/_rels/document.xml.rels", _relations(related))
        package.writestr("word/styles.xml", f"<w:styles {NAMESPACES}>{_STYLES}</w:styles>")
        for kind, text in parts.items():
            package.writestr(f"word/{kind}.xml", text)
        document = f"{before}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
        package.writestr("word/document.xml", document)
    return buffer.getvalue()


def _relations(inside: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def run(text: str, properties: str = "") -> str:
    """Write a run; line ends become breaks."""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{lines}</w:r>"


def paragraph(inside: str, style: str = "") -> str:
    """Write a paragraph around runs."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}{inside}</w:p>"


def heading(text: str, level: int = 1) -> str:
    """Write a heading."""
    return paragraph(run(text), f"Heading{level}")


def cell(inside: str, properties: str = "") -> str:
    """Write a cell around the XML of its paragraphs."""
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{inside or '<w:p/>'}</w:tc>"


def table(rows: Sequence[Sequence[str]], first_row: str = "") -> str:
    """Write a table of texts; what already is the XML of a cell stays. `first_row` are properties."""
    written = ""
    for place, texts in enumerate(rows):
        cells = (text if text.startswith("<w:tc") else cell(paragraph(run(text))) for text in texts)
        written += f"<w:tr>{first_row if not place else ''}{''.join(cells)}</w:tr>"
    return f"<w:tbl>{written}</w:tbl>"


def plan_as_docx(workbook: RawWorkbook) -> bytes:
    """Write each sheet as headings and tables: a text across three columns or more that stands alone in its
    row becomes a heading, a blank row ends a table, and merged cells and fills stay."""
    return build_docx("".join(_sheet_as_body(sheet) for sheet in workbook.sheets))


def _sheet_as_body(sheet: RawSheet) -> str:
    grid, body, open_rows, last = Grid(sheet), "", list[int](), 0
    for row in sheet.rows:
        texts = grid.own_texts(row)
        alone = len(texts) == 1 and grid.width(row, next(iter(texts))) >= _WIDE
        if open_rows and (alone or row - last > 1):
            body, open_rows = body + _block_as_table(grid, open_rows), []
        last = row
        if alone:
            body += heading(next(iter(texts.values())))
        elif texts or open_rows:
            open_rows.append(row)
    return body + (_block_as_table(grid, open_rows) if open_rows else "")


def _block_as_table(grid: Grid, rows: list[int]) -> str:
    used = {column for row in rows for column in grid.sheet.rows[row]}
    written = ""
    for row in range(rows[0], rows[-1] + 1):
        cells, column = "", 1
        while column <= max(used):
            merge, own = grid.merge_at(row, column), grid.own(row, column)
            span = grid.width(row, column)
            properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
            covered = merge is not None and merge.first_row < row
            if merge is not None and merge.last_row > merge.first_row:
                properties += "<w:vMerge/>" if covered else '<w:vMerge w:val="restart"/>'
            if own.fill:
                properties += f'<w:shd w:val="clear" w:fill="{own.fill}"/>'
            cells += cell("" if covered else paragraph(run(as_text(own.value))), properties)
            column += span
        written += f"<w:tr>{cells}</w:tr>"
    return f"<w:tbl>{written}</w:tbl>" + paragraph("")
