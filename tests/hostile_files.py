"""Damaged, misnamed and hostile files, made in code, each with the outcome that a reader owes.

Owns: the corpus `hostile_files()`, making and reading each file once a run. Refuses: workbooks that are
merely messy; those are in tests/workbooks.py.
"""

import io
import pickle
import random
import struct
import zipfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock
from openpyxl import Workbook

from benchmarks.inputs.large_workbook import large_workbook
from loaders.files.issues import Issue, UnreadableFile
from loaders.files.raw_workbook import RawWorkbook
from loaders.files.read_file import read_workbook
from tests.documents import build_docx, cell, paragraph, run, table
from tests.workbooks import (
    HEADINGS,
    ODS_NAMESPACES,
    build_csv,
    build_ods,
    build_xlsx,
    ods_package,
    replace_parts,
)

LOADS = "loads"
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
ROWS = (
    HEADINGS,
    ("Children are seen", "Visit weekly", "Farah Garvey", "30/09/23", "Begun", "Safer", "Green"),
)
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
BOMB = "<!DOCTYPE lolz [<!ENTITY a0 'spam and more spam'>{}]>".format(
    "".join(f"<!ENTITY a{level} '{f'&a{level - 1};' * 10}'>" for level in range(1, 10))
)
OUTSIDE = "<!DOCTYPE x [<!ENTITY out SYSTEM 'file:///etc/hostname'>]>"


class HostileFile(NamedTuple):
    """`expected` is the code of the issue owed, or LOADS; `make` is called only when the file is wanted."""

    name: str
    file_name: str
    make: Callable[[], bytes]
    expected: str


def made_once(hostile: HostileFile, folder: Path) -> bytes:
    """Give the bytes of a file, made when first wanted, from the folder that all workers of a run share."""
    return _kept(hostile, "made", folder, hostile.make)


def read_once(hostile: HostileFile, folder: Path) -> Callable[[str, bytes], RawWorkbook]:
    """Give what reads this one file as `read_workbook` does, and remembers it for all workers of a run."""
    content = made_once(hostile, folder)

    def read(file_name: str, given: bytes) -> RawWorkbook:
        assert (file_name, given) == (hostile.file_name, content)
        outcome = pickle.loads(
            _kept(hostile, "read", folder, lambda: pickle.dumps(outcome_of(hostile, content)))
        )
        if isinstance(outcome, Issue):
            raise UnreadableFile(outcome)
        assert isinstance(outcome, RawWorkbook)
        return outcome

    return read


def keep_outcome(hostile: HostileFile, folder: Path, outcome: RawWorkbook | Issue) -> None:
    """Spare `read_once` the reading of a file that was read for another reason."""
    _kept(hostile, "read", folder, lambda: pickle.dumps(outcome))


def outcome_of(hostile: HostileFile, content: bytes) -> RawWorkbook | Issue:
    """Read a file now: what it holds, or why it is refused."""
    try:
        return read_workbook(hostile.file_name, content)
    except UnreadableFile as problem:
        return problem.issue


def _kept(hostile: HostileFile, what: str, folder: Path, make: Callable[[], bytes]) -> bytes:
    kept = folder / "hostile-files"
    kept.mkdir(exist_ok=True)
    file = kept / f"{sha256(hostile.name.encode()).hexdigest()[:20]}-{what}"
    with FileLock(f"{file}.lock"):
        if not file.exists():
            unfinished = file.with_name(f"{file.name}-unfinished")
            unfinished.write_bytes(make())
            unfinished.rename(file)
    return file.read_bytes()


def plain_xlsx() -> bytes:
    """Make the small, sound workbook that most hostile files are made from."""
    return build_xlsx({"Plan": ROWS})


def sheet_xml(inside: str, before: str = "") -> bytes:
    """Make a sheet part around the XML of its rows and whatever follows."""
    return f'<?xml version="1.0"?>{before}<worksheet {MAIN}>{inside}</worksheet>'.encode()


def with_sheet(inside: str, before: str = "") -> bytes:
    """Make a workbook whose only sheet has that XML."""
    return replace_parts(plain_xlsx(), {SHEET: sheet_xml(inside, before)})


def text_cell(text: str) -> str:
    """Write rows with one cell of text."""
    return f'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row></sheetData>'


def with_strings(text: bytes) -> bytes:
    """Make a workbook whose shared texts are that part."""
    return replace_parts(large_workbook(3), {STRINGS: text})


def with_lying_sizes(factor: float) -> bytes:
    """Make a workbook whose directory declares another size for its sheet than it has."""
    big = with_sheet(text_cell("word " * 100_000))
    with zipfile.ZipFile(io.BytesIO(big)) as package:
        true = package.getinfo(SHEET).file_size
    return big.replace(struct.pack("<L", true), struct.pack("<L", int(true * factor)))


def declared_bomb() -> bytes:
    """Make a package with a part of 400 MB of zeros, packed to 2 MB: the quickest way, not the tightest."""
    buffer = io.BytesIO(plain_xlsx())
    with (
        zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as package,
        package.open("xl/big.xml", "w") as part,
    ):
        for _ in range(400):
            part.write(bytes(1024 * 1024))
    return buffer.getvalue()


def same_sheet_again_and_again() -> bytes:
    """Make a workbook that lists one sheet of 4 MB 200 times."""
    sheets = '<sheet name="Plan" sheetId="1" r:id="rId1"/>' * 200
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    workbook = f'<workbook {MAIN} xmlns:r="{relations}"><sheets>{sheets}</sheets></workbook>'
    padding = "<sheetData/>" + "<note>nothing</note>" * 200_000
    return replace_parts(large_workbook(3), {"xl/workbook.xml": workbook.encode(), SHEET: sheet_xml(padding)})


def with_drawing(inside: str, before: str = "") -> bytes:
    """Make a workbook whose sheet has a drawing of that XML."""
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        'Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing" '
        'Target="../drawings/drawing1.xml"/></Relationships>'
    )
    drawing = (
        f'{before}<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
        f'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{inside}</xdr:wsDr>'
    )
    return replace_parts(
        plain_xlsx(),
        {
            "xl/drawings/drawing1.xml": drawing.encode(),
            "xl/worksheets/_rels/sheet1.xml.rels": relation.encode(),
        },
    )


def _with_endless_format(book: Workbook) -> None:
    for written, code in zip(book.active[1], ("0" * 250, "#,##0." + "0" * 240), strict=True):
        written.number_format = code


def _as_dates(book: Workbook) -> None:
    for written in book.active[1]:
        written.number_format = "dd/mm/yyyy"


def with_part(name: str, content: bytes = b"x") -> bytes:
    """Make a workbook with one more part, also when it has one of that name already."""
    buffer = io.BytesIO(plain_xlsx())
    with zipfile.ZipFile(buffer, "a") as package:
        assert package.fp is not None
        package.fp.seek(package.start_dir)
        package.NameToInfo.pop(name, None)  # so that a second part of the name raises no warning
        package.writestr(name, content)
    return buffer.getvalue()


def zip_of(*names: str) -> bytes:
    """Make a zip archive of small files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name in names:
            package.writestr(name, "x")
    return buffer.getvalue()


def overwritten(content: bytes) -> bytes:
    """Damage a third of a file's bytes in its middle, always the same."""
    source = random.Random(1)
    third = len(content) // 3
    return content[:third] + source.randbytes(third) + content[2 * third :]


def _ods_content(before: str, inside: str) -> bytes:
    return ods_package(
        {
            "content.xml": f"{before}<office:document-content {ODS_NAMESPACES}><office:body>"
            f"<office:spreadsheet>{inside}</office:spreadsheet></office:body></office:document-content>"
        }
    )


def hostile_files() -> Iterator[HostileFile]:
    """Give the whole corpus."""
    yield from _packages()
    yield from _xml_tricks()
    yield from _odd_sheets()
    yield from _wrong_kinds()
    yield from _text_files()
    yield from _ods_files()
    yield from _documents()
    yield from _looks()


def _packages() -> Iterator[HostileFile]:
    return map(
        HostileFile._make,
        (
            ("empty file", "plan.xlsx", lambda: b"", "file-empty"),
            ("only blanks", "plan.csv", lambda: b" \r\n\t" * 50, "file-empty"),
            ("truncated", "plan.xlsx", lambda: plain_xlsx()[:-200], "file-damaged"),
            ("only its first bytes", "plan.xlsx", lambda: plain_xlsx()[:30], "file-damaged"),
            ("overwritten in the middle", "plan.xlsx", lambda: overwritten(plain_xlsx()), "file-damaged"),
            ("zip bomb, declared", "plan.xlsx", declared_bomb, "file-too-large"),
            ("sizes declared too small", "plan.xlsx", lambda: with_lying_sizes(0.01), "file-damaged"),
            ("sizes declared too large", "plan.xlsx", lambda: with_lying_sizes(3), LOADS),
            ("51 MB", "plan.csv", lambda: b"a,b\n" * (51 * 262_144), "file-too-large"),
            ("path traversal", "plan.xlsx", lambda: with_part("../../outside.txt"), "file-unsafe"),
            ("absolute path", "plan.xlsx", lambda: with_part("/outside.txt"), "file-unsafe"),
            ("duplicated names", "plan.xlsx", lambda: with_part(SHEET, sheet_xml("")), "file-damaged"),
            ("20,000 parts", "plan.xlsx", lambda: zip_of(*map(str, range(20_000))), "file-too-large"),
            (
                "zero sheets",
                "plan.xlsx",
                lambda: replace_parts(
                    plain_xlsx(), {"xl/workbook.xml": f"<workbook {MAIN}><sheets/></workbook>".encode()}
                ),
                "file-not-workbook",
            ),
            (
                "missing sheet part",
                "plan.xlsx",
                lambda: replace_parts(plain_xlsx(), {SHEET: None}),
                "file-damaged",
            ),
            (
                "missing styles part",
                "plan.xlsx",
                lambda: replace_parts(plain_xlsx(), {"xl/styles.xml": None}),
                "file-damaged",
            ),
            (
                "missing shared texts",
                "plan.xlsx",
                lambda: replace_parts(large_workbook(3), {STRINGS: None}),
                "file-damaged",
            ),
            (
                "no relationships of the package",
                "plan.xlsx",
                lambda: replace_parts(plain_xlsx(), {"_rels/.rels": None}),
                LOADS,
            ),
        ),
    )


def _xml_tricks() -> Iterator[HostileFile]:
    start = f'<sst {MAIN}><si><t xml:space="preserve">'
    nested = "<a>" * 200_000 + "</a>" * 200_000
    return map(
        HostileFile._make,
        (
            (
                "entity bomb in a sheet",
                "plan.xlsx",
                lambda: with_sheet(text_cell("&a9;"), BOMB),
                "file-unsafe",
            ),
            (
                "entity bomb in shared texts",
                "plan.xlsx",
                lambda: with_strings(f"{BOMB}<sst {MAIN}><si><t>&a9;</t></si></sst>".encode()),
                "file-unsafe",
            ),
            (
                "entity bomb in the workbook part",
                "plan.xlsx",
                lambda: replace_parts(
                    plain_xlsx(), {"xl/workbook.xml": f"{BOMB}<workbook {MAIN}>&a9;</workbook>".encode()}
                ),
                "file-unsafe",
            ),
            (
                "entity from outside",
                "plan.xlsx",
                lambda: with_sheet(text_cell("&out;"), OUTSIDE),
                "file-unsafe",
            ),
            (
                "50 MB of spaces in a shared text",
                "plan.xlsx",
                lambda: with_strings(start.encode() + b" " * 50_000_000 + b"</t></si></sst>"),
                "file-too-large",
            ),
            (
                "15 MB of spaces in a shared text",
                "plan.xlsx",
                lambda: with_strings(start.encode() + b" " * 15_000_000 + b"</t></si></sst>"),
                "file-too-large",
            ),
            (
                "800,000 merges",
                "plan.xlsx",
                lambda: with_sheet("<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 800_000 + "</mergeCells>"),
                "file-too-large",
            ),
            ("the same sheet 200 times", "plan.xlsx", same_sheet_again_and_again, "file-damaged"),
            (
                "50 MB of spaces in a cell",
                "plan.xlsx",
                lambda: with_sheet(text_cell(" " * 50_000_000)),
                "file-too-large",
            ),
            (
                "2 MB of text in a cell",
                "plan.xlsx",
                lambda: with_sheet(text_cell("ab" * 1_000_000)),
                "file-too-large",
            ),
            ("40,000 characters in a cell", "plan.xlsx", lambda: with_sheet(text_cell("ab" * 20_000)), LOADS),
            ("deep nesting in a sheet", "plan.xlsx", lambda: with_sheet(nested), "file-damaged"),
            (
                "deep nesting in styles",
                "plan.xlsx",
                lambda: replace_parts(
                    plain_xlsx(), {"xl/styles.xml": f"<styleSheet {MAIN}>{nested}</styleSheet>".encode()}
                ),
                LOADS,
            ),
            ("unclosed XML", "plan.xlsx", lambda: with_sheet("<sheetData><row>"), "file-damaged"),
            (
                "3 million empty cells",
                "plan.xlsx",
                lambda: with_sheet(
                    "<sheetData>" + ("<row>" + "<c/>" * 10_000 + "</row>") * 300 + "</sheetData>"
                ),
                "file-too-large",
            ),
        ),
    )


def _odd_sheets() -> Iterator[HostileFile]:
    def cell(attributes: str, value: str) -> bytes:
        return with_sheet(
            f'<sheetData><row r="1"><c r="A1" {attributes}><v>{value}</v></c></row></sheetData>'
        )

    def merged(*areas: str) -> bytes:
        inside = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
        return with_sheet(f"{text_cell('a')}<mergeCells>{inside}</mergeCells>")

    far = (
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>'
    )
    return map(
        HostileFile._make,
        (
            (
                "a million declared rows",
                "plan.xlsx",
                lambda: with_sheet('<dimension ref="A1:XFD1048576"/>' + text_cell("a")),
                LOADS,
            ),
            ("two far-apart cells", "plan.xlsx", lambda: with_sheet(far), LOADS),
            ("everything merged", "plan.xlsx", lambda: merged("A1:XFD1048576"), LOADS),
            ("overlapping merges", "plan.xlsx", lambda: merged("A1:B2", "B2:C3"), LOADS),
            (
                "16,000 overlapping merges",
                "plan.xlsx",
                lambda: merged(*(f"A{row}:XFD1048576" for row in range(1, 16_000))),
                LOADS,
            ),
            ("a merge of nonsense", "plan.xlsx", lambda: merged("B2:?"), "file-damaged"),
            ("no header", "plan.xlsx", lambda: build_xlsx({"Plan": [("a", 1), ("b", 2)]}), LOADS),
            ("two headers", "plan.xlsx", lambda: build_xlsx({"Plan": [*ROWS, *ROWS]}), LOADS),
            ("300 columns", "plan.xlsx", lambda: build_xlsx({"Plan": [range(300)] * 5}), LOADS),
            (
                "hidden sheets",
                "plan.xlsx",
                lambda: build_xlsx({"Plan": ROWS, "Old": ROWS}, hidden=["Old"]),
                LOADS,
            ),
            ("formulae with errors", "plan.xlsx", lambda: cell('t="e"', "#REF!"), LOADS),
            ("formulae never calculated", "plan.xlsx", lambda: build_xlsx({"Plan": [["=1+1"]]}), LOADS),
            ("bad index of a shared text", "plan.xlsx", lambda: cell('t="s"', "999999"), "file-damaged"),
            ("negative index of a shared text", "plan.xlsx", lambda: cell('t="s"', "-1"), "file-damaged"),
            ("bad style number", "plan.xlsx", lambda: cell('s="4000"', "1"), "file-damaged"),
            (
                "a cell in column ZZZZZ",
                "plan.xlsx",
                lambda: with_sheet('<sheetData><row r="1"><c r="ZZZZZ1"><v>1</v></c></row></sheetData>'),
                "file-damaged",
            ),
            (
                "a row numbered 99999999",
                "plan.xlsx",
                lambda: with_sheet('<sheetData><row r="99999999"><c><v>1</v></c></row></sheetData>'),
                "file-damaged",
            ),
            (
                "negative and huge serials of dates",
                "plan.xlsx",
                lambda: build_xlsx(
                    {"Plan": [(-5, 10**9, 1e300)]},
                    change=_as_dates,
                ),
                LOADS,
            ),
        ),
    )


def _wrong_kinds() -> Iterator[HostileFile]:
    page = b"<!DOCTYPE html>\n<html><body><table><tr><td>Action</td></tr></table></body></html>"
    return map(
        HostileFile._make,
        (
            (
                "encrypted workbook",
                "plan.xlsx",
                lambda: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
                "file-password",
            ),
            (
                "workbook encrypted by a label",
                "plan.xlsx",
                lambda: (
                    OLE
                    + bytes(600)
                    + "DRMEncryptedDataSpace".encode("utf-16-le")
                    + "EncryptedPackage".encode("utf-16-le")
                ),
                "file-labelled",
            ),
            ("Excel's lock file", "~$plan.xlsx", lambda: b"\x0aOla Brett " + bytes(150), "file-lock"),
            (
                "Google's link",
                "plan.gsheet",
                lambda: b'{"url": "https://docs.example.org/x", "doc_id": "x"}',
                "file-link",
            ),
            ("link deeper than any", "plan.gsheet", lambda: b"{" + b'"a":{' * 1_600, "file-not-workbook"),
            ("zeros", "plan.xlsx", lambda: bytes(9_000), "file-not-downloaded"),
            (
                "old workbook",
                "plan.xls",
                lambda: OLE + bytes(600) + "Workbook".encode("utf-16-le"),
                "file-old-xls",
            ),
            (
                "old Word document",
                "plan.xls",
                lambda: OLE + "WordDocument".encode("utf-16-le"),
                "file-old-doc",
            ),
            ("web page named .xls", "plan.xls", lambda: page, "file-web-page"),
            (
                "web page named .csv, UTF-16",
                "plan.csv",
                lambda: page.decode().encode("utf-16"),
                "file-web-page",
            ),
            ("workbook named .csv", "plan.csv", plain_xlsx, LOADS),
            ("workbook named .xls", "plan.xls", plain_xlsx, LOADS),
            ("text with columns named .xls", "plan.xls", lambda: build_csv(ROWS, delimiter="\t"), LOADS),
            (
                "letter named .xlsx",
                "plan.xlsx",
                lambda: b"Dear all, please find nothing here.\nYours",
                "file-not-workbook",
            ),
            (
                "binary workbook",
                "plan.xlsb",
                lambda: zip_of("[Content_Types].xml", "xl/workbook.bin"),
                "file-not-workbook",
            ),
            (
                "letter in Word named .xlsx",
                "plan.xlsx",
                lambda: build_docx("<w:p><w:r><w:t>Dear all</w:t></w:r></w:p>"),
                "file-not-workbook",
            ),
            ("archive of pictures", "plan.xlsx", lambda: zip_of("a.png"), "file-not-workbook"),
            ("PDF", "plan.xlsx", lambda: b"%PDF-1.7\n\x00\x01", "file-pdf"),
            ("picture", "plan.xlsx", lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), "file-not-workbook"),
            ("random bytes", "plan.xlsx", lambda: random.Random(7).randbytes(5_000), "file-not-workbook"),
        ),
    )


def _text_files() -> Iterator[HostileFile]:
    return map(
        HostileFile._make,
        (
            (
                "csv that is no UTF-8",
                "plan.csv",
                lambda: build_csv([("Café", "a")], encoding="cp1252"),
                LOADS,
            ),
            ("csv in no known encoding", "plan.csv", lambda: b"a,b\n\x81\x8d,c\n", "file-damaged"),
            ("csv with NULs", "plan.csv", lambda: b"a,b\n" + b"c,\x00d\n" * 9, "file-not-workbook"),
            ("csv in UTF-16", "plan.csv", lambda: build_csv(ROWS, encoding="utf-16"), LOADS),
            ("csv in UTF-16 without mark", "plan.csv", lambda: build_csv(ROWS, encoding="utf-16-le"), LOADS),
            (
                "csv with a quotation mark left open",
                "plan.csv",
                lambda: b'a,b\n"c,d\ne,f\n' * 20 + b'"g',
                "file-quotation-mark",
            ),
            (
                "csv with one cell of 10 MB",
                "plan.csv",
                lambda: b"a,b\n" + b"c" * 10_000_000,
                "file-too-large",
            ),
            ("csv with one line of 20,000 cells", "plan.csv", lambda: b"a," * 20_000, "file-too-large"),
        ),
    )


def _ods_files() -> Iterator[HostileFile]:
    def repeated(attribute: str, where: str) -> bytes:
        row, cell = (f" {attribute}", "") if where == "row" else ("", f" {attribute}")
        return _ods_content(
            "",
            f'<table:table table:name="Plan"><table:table-row{row}><table:table-cell{cell} '
            'office:value-type="float" office:value="1"/></table:table-row></table:table>',
        )

    empty = '<table:table-row table:number-rows-repeated="1000000000"><table:table-cell/></table:table-row>'
    locked = (
        '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry '
        'm:full-path="content.xml"><m:encryption-data m:checksum="x"/></m:file-entry></m:manifest>'
    )
    return map(
        HostileFile._make,
        (
            ("ods with an entity bomb", "plan.ods", lambda: _ods_content(BOMB, "&a9;"), "file-unsafe"),
            (
                "ods with a billion cells in a row",
                "plan.ods",
                lambda: repeated('table:number-columns-repeated="1000000000"', "cell"),
                "file-too-large",
            ),
            (
                "ods with a billion rows",
                "plan.ods",
                lambda: repeated('table:number-rows-repeated="1000000000"', "row"),
                "file-too-large",
            ),
            (
                "ods with a billion empty rows",
                "plan.ods",
                lambda: build_ods({"Plan": ROWS}, after_rows=empty),
                LOADS,
            ),
            (
                "ods with a billion spaces",
                "plan.ods",
                lambda: build_ods(
                    {
                        "Plan": [
                            [
                                '<table:table-cell office:value-type="string"><text:p>'
                                '<text:s text:c="999999999"/></text:p></table:table-cell>'
                            ]
                        ]
                    }
                ),
                "file-too-large",
            ),
            (
                "ods with a password",
                "plan.ods",
                lambda: ods_package({"META-INF/manifest.xml": locked, "content.xml": "x"}),
                "file-password",
            ),
            ("ods without content", "plan.ods", lambda: ods_package({"styles.xml": "<a/>"}), "file-damaged"),
            ("ods without a sheet", "plan.ods", lambda: _ods_content("", ""), "file-not-workbook"),
            (
                "text document named .ods",
                "plan.ods",
                lambda: replace_parts(
                    build_ods({"Plan": ROWS}), {"mimetype": b"application/vnd.oasis.opendocument.text"}
                ),
                "file-not-workbook",
            ),
        ),
    )


def _numbered(count: int) -> list[tuple[str]]:
    return [(f"Action {number}",) for number in range(count)]


def _documents() -> Iterator[HostileFile]:
    rows = [("Action", "RAG"), ("Visit weekly", "Green")]

    def typed(body: str) -> Callable[[], bytes]:
        return lambda: build_docx(body)

    return map(
        HostileFile._make,
        (
            (
                "docx with an entity bomb",
                "plan.docx",
                lambda: build_docx("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", before=BOMB),
                "file-unsafe",
            ),
            (
                "docx that is a zip bomb",
                "plan.docx",
                lambda: build_docx("<w:p/>" + " " * 60_000_000),
                "file-too-large",
            ),
            (
                "docx with a million rows",
                "plan.docx",
                lambda: build_docx(f"<w:tbl>{'<w:tr><w:tc><w:p/></w:tc></w:tr>' * 1_000_000}</w:tbl>"),
                "file-too-large",
            ),
            ("docx with 100,000 rows", "plan.docx", lambda: build_docx(table(_numbered(100_000))), LOADS),
            (
                "docx with three million cells",
                "plan.docx",
                lambda: build_docx(f"<w:tbl><w:tr>{'<w:tc/>' * 3_000}</w:tr></w:tbl>" * 1_000),
                "file-too-large",
            ),
            (
                "docx with 3,000 tables",
                "plan.docx",
                lambda: build_docx((table(rows) + paragraph(run("x"))) * 3_000),
                "file-too-large",
            ),
            (
                "docx with a cell of a billion columns",
                "plan.docx",
                typed(table([(cell("", '<w:gridSpan w:val="1000000000"/>'),)])),
                "file-too-large",
            ),
            (
                "docx with tables 300 deep",
                "plan.docx",
                typed("<w:tbl><w:tr><w:tc>" * 300 + "</w:tc></w:tr></w:tbl>" * 300),
                "file-damaged",
            ),
            (
                "docx with tables 50 deep",
                "plan.docx",
                typed("<w:tbl><w:tr><w:tc>" * 50 + paragraph(run("x")) + "</w:tc></w:tr></w:tbl>" * 50),
                LOADS,
            ),
            (
                "docx with 100,000 runs in a cell",
                "plan.docx",
                lambda: build_docx(table([(cell(paragraph(run("x") * 100_000)),)])),
                "file-too-large",
            ),
            (
                "docx with endless paragraphs between tables",
                "plan.docx",
                lambda: build_docx(paragraph(run("words ")) * 200_000 + table(rows)),
                "file-too-large",
            ),
            (
                "docx with links and parts outside",
                "plan.docx",
                lambda: build_docx(
                    '<w:p><w:hyperlink r:id="rId9"/></w:p>' + table(rows),
                    links={"rId9": "file:///etc/hostname", "rId10": "http://192.0.2.1/a.dotm"},
                ),
                LOADS,
            ),
            ("docx cut off", "plan.docx", lambda: build_docx(table(rows) + "<w:tbl><w:tr>"), "file-damaged"),
        ),
    )


def _looks() -> Iterator[HostileFile]:
    runs = "<r><rPr><strike/></rPr><t>x</t></r>"
    box = "<xdr:sp><xdr:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
    link = '<hyperlink ref="A1:XFD1048576" location="Key!A1"/>'
    icons = (
        '<conditionalFormatting sqref="A1:XFD1048576"><cfRule type="iconSet" priority="1"><iconSet>'
        '<cfvo type="percent" val="0"/><cfvo type="percent" val="x"/><cfvo type="num" val="1e999"/>'
        "</iconSet></cfRule></conditionalFormatting>"
    )
    return map(
        HostileFile._make,
        (
            (
                "100,000 runs in a shared text",
                "plan.xlsx",
                lambda: with_strings(f"<sst {MAIN}><si>{runs * 100_000}</si></sst>".encode()),
                "file-too-large",
            ),
            (
                "300,000 links over everything",
                "plan.xlsx",
                lambda: with_sheet(f"{text_cell('a')}<hyperlinks>{link * 300_000}</hyperlinks>"),
                "file-too-large",
            ),
            (
                "1,000 links over everything",
                "plan.xlsx",
                lambda: with_sheet(f"{text_cell('a')}<hyperlinks>{link * 1_000}</hyperlinks>"),
                LOADS,
            ),
            ("icons of nonsense", "plan.xlsx", lambda: with_sheet(text_cell("a") + icons * 1_000), LOADS),
            (
                "a drawing of 20,000 boxes",
                "plan.xlsx",
                lambda: with_drawing(box.format("x") * 20_000),
                "file-too-large",
            ),
            (
                "a drawing with a text of 5 MB",
                "plan.xlsx",
                lambda: with_drawing(box.format("words " * 900_000)),
                "file-too-large",
            ),
            ("a drawing with an entity bomb", "plan.xlsx", lambda: with_drawing("&a9;", BOMB), "file-unsafe"),
            (
                "a number format without end",
                "plan.xlsx",
                lambda: build_xlsx({"Plan": [(5, 1e300)]}, change=_with_endless_format),
                LOADS,
            ),
        ),
    )
