"""What of a workbook's package openpyxl does not write again: put back where it can be, else named.

Owns: the sensitivity label, row heights that the program worked out itself, and plain words for what is not
kept. Refuses: values and looks of cells.
"""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

from openpyxl.reader.excel import ExcelReader

_LABEL = "http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels"
_RELATIONS, _TYPES = "_rels/.rels", "[Content_Types].xml"
_SPACES = {
    _RELATIONS: "http://schemas.openxmlformats.org/package/2006/relationships",
    _TYPES: "http://schemas.openxmlformats.org/package/2006/content-types",
}
_SHAPE = re.compile(rb"<(?:\w+:)?(?:sp|grpSp|cxnSp)[ >]")

# Parts of a package that openpyxl does not write again, and what they are to a person.
_PARTS = {
    "xl/vbaProject": "macros",
    "xl/charts/chart": "charts",
    "xl/chartsheets/": "sheets that are a chart",
    "xl/media/": "pictures",
    "xl/drawings/drawing": "pictures, charts and shapes",
    "xl/diagrams/": "SmartArt",
    "xl/embeddings/": "embedded files",
    "xl/activeX/": "controls",
    "xl/ctrlProps/": "form controls",
    "xl/threadedComments/": "threads of comments",
    "xl/slicers/": "slicers",
    "xl/timelines/": "timelines",
    "xl/richData/": "pictures and data types inside cells",
    "xl/connections.xml": "connections to other data",
    "xl/queryTables/": "queries of other data",
    "xl/model/": "the data model",
    "xl/webextensions/": "add-ins",
    "customXml/": "custom data of other programs",
    "customUI/": "buttons of its own in the ribbon",
    "_xmlsignatures/": "digital signatures",
}
# What openpyxl warns of, by a piece of its words; None is no loss. The first that fits is said.
_WARNINGS: dict[str, str | None] = {
    "Data Validation extension": "drop-down lists that take their entries from another sheet",
    "Conditional Formatting extension": "newer kinds of conditional formatting, such as data bars and icons",
    "Sparkline": "sparklines",
    "Slicer": "slicers",
    "Timeline": "timelines",
    "Ignored Error": None,
    "Protected Range": "ranges that only some people may change",
    "Web Extension": "add-ins",
    "extension": "something that a newer Excel added to a sheet",
    "conditional formatting rule": "a rule of conditional formatting",
    "header or footer": "a header or footer",
    "Print area": "a print area",
    "DrawingML": "text boxes and shapes",
    "read chart": "a chart",
    "image": "a picture",
    "merged range but has a comment": "a comment on a merged cell",
    "outside the limits for dates": "a date that Excel cannot show",
    "Defined names": "a name for cells",
    "stylesheet": None,
    "default style": None,
    "specification": "a sheet that is damaged",
    "Unknown type for": "a property of the file",
}
_ANYTHING = "something in the file that could not be read"


def in_plain_words(warning: str) -> str | None:
    """Say what a warning of openpyxl means for a person; None where nothing of the file is lost."""
    said = next((words for piece, words in _WARNINGS.items() if piece.lower() in warning.lower()), _ANYTHING)
    return f"Not kept: {said}." if said is not None else None


def lost_parts(original: bytes, content: bytes) -> list[str]:
    """Name the kinds of parts of which the original had more than the new file has."""
    with zipfile.ZipFile(BytesIO(original)) as old, zipfile.ZipFile(BytesIO(content)) as new:
        names, kept = old.namelist(), new.namelist()
        drawings = [name for name in names if name.startswith("xl/drawings/drawing")]
        has_shapes = any(_SHAPE.search(old.read(name)) for name in drawings)
    lost = []
    for start, words in _PARTS.items():
        had, has = (sum(1 for name in found if name.startswith(start)) for found in (names, kept))
        if has < had:
            lost.append(f"Not kept: {words}." if not has else f"Not kept: some of the {words}.")
    return [*lost, "Not kept: text boxes and shapes."] if has_shapes else lost


def keep_label(original: bytes, content: bytes) -> bytes:
    """Put the sensitivity label of the original, where it has one, into the new file."""
    with zipfile.ZipFile(BytesIO(original)) as old:
        part = _label_part(old)
        if part is None:
            return content
        label, declared = old.read(part), _declared_type(old, part)
    buffer = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as written,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in written.infolist():
            data = written.read(entry)
            if entry.filename == _RELATIONS:
                data = _with(data, _RELATIONS, "Relationship", Id="rIdLabel", Type=_LABEL, Target=part)
            elif entry.filename == _TYPES and declared:
                data = _with(data, _TYPES, "Override", PartName=f"/{part}", ContentType=declared)
            new.writestr(entry, data)
        new.writestr(part, label)
    return buffer.getvalue()


def _label_part(package: zipfile.ZipFile) -> str | None:
    """Find the part that the package's own relationships call its label."""
    for relation in _children(package, _RELATIONS, "Relationship"):
        target = relation.get("Target", "").lstrip("/")
        if relation.get("Type") == _LABEL and target in package.namelist():
            return target
    return None


def _declared_type(package: zipfile.ZipFile, part: str) -> str:
    """Return the type that the package declares for a part itself; empty where its ending says it."""
    declared = {one.get("PartName", ""): one.get("ContentType", "") for one in _overrides(package)}
    return declared.get(f"/{part}", "")


def _overrides(package: zipfile.ZipFile) -> Iterator[ElementTree.Element]:
    return _children(package, _TYPES, "Override")


def _children(package: zipfile.ZipFile, part: str, tag: str) -> Iterator[ElementTree.Element]:
    if part not in package.namelist():
        return iter(())
    return ElementTree.fromstring(package.read(part)).iter(f"{{{_SPACES[part]}}}{tag}")


def _with(xml: bytes, part: str, tag: str, **attributes: str) -> bytes:
    space = _SPACES[part]
    ElementTree.register_namespace("", space)
    root = ElementTree.fromstring(xml)
    ElementTree.SubElement(root, f"{{{space}}}{tag}", attributes)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def free_heights(original: bytes, book: Any) -> None:
    """Take away the heights of rows that nobody set: a program works them out when it opens the file.

    openpyxl writes every height that it reads as one that somebody set, and then a longer text is cut off.
    """
    reader = ExcelReader(BytesIO(original))
    reader.read_manifest()
    reader.read_workbook()
    for found, relation in reader.parser.find_sheets():
        sheet = next((each for each in book.worksheets if each.title == found.name), None)
        if sheet is None or relation.target not in reader.valid_files:
            continue
        with reader.archive.open(relation.target) as part:
            fixed = set(_rows_with_a_height(part))
        for row, size in sheet.row_dimensions.items():
            if row not in fixed:
                size.height = None


def _rows_with_a_height(part: Any) -> Iterator[int]:
    at = 0
    for _, element in ElementTree.iterparse(part):
        if element.tag.rpartition("}")[2] == "row":
            at = int(element.get("r") or at + 1)
            if element.get("customHeight") in ("1", "true"):
                yield at
            element.clear()
