"""Reads a file of unknown kind into raw sheets, whatever its name says.

Owns: choosing the reader by the bytes, and turning every failure of a reader into one plain issue.
Refuses: meaning. Nothing is written to disk and no formula, macro or link is ever followed.
"""

from loaders.files.docx.read_docx import read_docx
from loaders.files.issues import (
    FILE_DAMAGED,
    FILE_EMPTY,
    FILE_NOT_WORKBOOK,
    FILE_TOO_LARGE,
    Issue,
    UnreadableFile,
)
from loaders.files.kinds_of_file import refuse_other_kinds
from loaders.files.ods.read_ods import SPREADSHEET_TYPE, read_ods
from loaders.files.raw_workbook import RawWorkbook
from loaders.files.read_csv import has_columns, read_csv
from loaders.files.read_package import MAX_FILE, MEGABYTE, Package, refuse
from loaders.files.read_relations import links_of
from loaders.files.xlsx.read_xlsx import read_xlsx

_TEXT_ENDINGS = (".csv", ".tsv", ".txt", ".tab")
_PACKAGE_KINDS = (
    ("xl/workbook.bin", "a binary workbook (.xlsb)"),
    ("ppt/presentation.xml", "a PowerPoint presentation"),
    ("index/document.iwa", "an Apple Numbers or Pages file"),
)


def read_workbook(file_name: str, content: bytes) -> RawWorkbook:
    """Read the sheets of an .xlsx, .xlsm, .ods or .csv, or the tables of a .docx. The kind is told by the
    bytes; the name only names the result and settles doubts about plain text. Raises UnreadableFile, and
    nothing else, when nothing can be read."""
    if not content.strip():
        refuse(FILE_EMPTY, f"{len(content):,} bytes, all blank" if content else "0 bytes")
    if len(content) > MAX_FILE:
        refuse(FILE_TOO_LARGE, f"{len(content) // MEGABYTE:,} MB; the limit is {MAX_FILE // MEGABYTE} MB")
    try:
        return _read(file_name, content)
    except UnreadableFile:
        raise
    except MemoryError as problem:
        raise UnreadableFile(Issue(FILE_TOO_LARGE, seen="not enough memory to read it")) from problem
    # The zip, XML and text readers raise anything from KeyError to RecursionError on malformed files; here,
    # and nowhere else, all of it means one thing to the person who chose the file.
    except Exception as problem:
        raise UnreadableFile(Issue(FILE_DAMAGED, seen="its parts do not fit together")) from problem


def _read(file_name: str, content: bytes) -> RawWorkbook:
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        with Package(content) as package:
            return _read_package(file_name, package)
    refuse_other_kinds(file_name, content)
    if not file_name.lower().endswith(_TEXT_ENDINGS) and not has_columns(content):
        refuse(FILE_NOT_WORKBOOK, "plain text without columns")
    return read_csv(file_name, content)


def _read_package(file_name: str, package: Package) -> RawWorkbook:
    for part, kind in _PACKAGE_KINDS:
        if part in package:
            refuse(FILE_NOT_WORKBOOK, kind)
    if "mimetype" in package or "content.xml" in package:
        kind = package.read("mimetype").decode("ascii", "replace").strip() if "mimetype" in package else ""
        if kind and not kind.startswith(SPREADSHEET_TYPE):
            refuse(FILE_NOT_WORKBOOK, f"an OpenDocument file that is no spreadsheet ({kind[:80]})")
        return read_ods(file_name, package)
    if "[Content_Types].xml" not in package and "xl/workbook.xml" not in package:
        refuse(FILE_NOT_WORKBOOK, "a zip archive without a workbook in it")
    if _is_document(package):
        return read_docx(file_name, package)
    return read_xlsx(file_name, package)


def _is_document(package: Package) -> bool:
    """Say whether the main part is Word's, which may have another name than the usual one."""
    return "word/document.xml" in package or any(
        link.kind == "officeDocument" and link.target.startswith("word/") for link in links_of(package, "")
    )
