"""What the sheets of one .xlsx share: their list, the texts, the styles and the day that dates count from.

Owns: finding the parts of a workbook through its relationships. Refuses: the sheets themselves, which are
read whole (`read_xlsx`) or row by row (`stream_xlsx`).
"""

from typing import NamedTuple
from xml.etree.ElementTree import Element

from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from loaders.files.colours import Palettes
from loaders.files.issues import FILE_DAMAGED, FILE_NOT_WORKBOOK, FILE_TOO_LARGE
from loaders.files.letters import RichText
from loaders.files.read_package import MAX_CELLS, MAX_SHEETS, Package, refuse
from loaders.files.read_relations import Link, links_of, small_part
from loaders.files.read_xml import Attributes, each_child, first_child, parse_xml
from loaders.files.xlsx.read_xlsx_runs import RunWalker
from loaders.files.xlsx.read_xlsx_sheet import WorkbookParts
from loaders.files.xlsx.read_xlsx_styles import Styles, read_styles, read_theme
from loaders.files.xlsx.read_xlsx_text import decoded


class ListedSheet(NamedTuple):
    """A worksheet as the workbook lists it, and the part that holds it."""

    name: str
    state: str
    part: str


class XlsxBook(NamedTuple):
    """What is read of a workbook before any of its sheets."""

    parts: WorkbookParts
    styles: Styles
    sheets: tuple[ListedSheet, ...]


def open_book(package: Package) -> XlsxBook:
    """Read what the sheets share; raises UnreadableFile when there is no sheet or the list is damaged."""
    start = next(
        (link.target for link in links_of(package, "") if link.kind == "officeDocument"), "xl/workbook.xml"
    )
    root = parse_xml(package.read(start))
    links = {link.id: link for link in links_of(package, start)}
    parts_by_kind = {link.kind: link.target for link in links.values()}
    styles = read_styles(
        small_part(package, parts_by_kind.get("styles")),
        read_theme(small_part(package, parts_by_kind.get("theme"))),
    )
    properties = first_child(root, "workbookPr")
    is_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    parts = WorkbookParts(
        _shared_texts(package, parts_by_kind.get("sharedStrings"), styles.palettes),
        styles.cells,
        MAC_EPOCH if is_1904 else WINDOWS_EPOCH,
        styles.palettes,
    )
    return XlsxBook(parts, styles, _listed(root, links))


def _listed(root: Element, links: dict[str, Link]) -> tuple[ListedSheet, ...]:
    listed = list(each_child(first_child(root, "sheets"), "sheet"))
    if len(listed) > MAX_SHEETS:
        refuse(FILE_TOO_LARGE, f"more than {MAX_SHEETS} sheets")
    sheets: list[ListedSheet] = []
    read: set[str] = set()
    for written in listed:
        link = links.get(next((value for key, value in written.items() if key.endswith("}id")), ""))
        if link is None:
            refuse(FILE_DAMAGED, f"the sheet {written.get('name', '')[:40]!r} is listed but missing")
        if link.target in read:
            refuse(FILE_DAMAGED, f"two sheets share one part: {link.target[:80]}")
        read.add(link.target)
        if link.kind == "worksheet":
            name = decoded(written.get("name", ""))
            sheets.append(ListedSheet(name, written.get("state", "visible"), link.target))
    if not sheets:
        refuse(FILE_NOT_WORKBOOK, "a workbook without a worksheet")
    return tuple(sheets)


class _TextsWalker(RunWalker):
    """Collects the shared texts; readings above a text are left out."""

    def __init__(self, palettes: Palettes) -> None:
        super().__init__(palettes)
        self.texts: list[str | RichText] = []
        self.starts["si"] = self._start_item
        self.ends["si"] = self._end_item

    def _start_item(self, _: Attributes) -> None:
        self.start_text()

    def _end_item(self) -> None:
        text = self.taken()
        self.texts.append(text if isinstance(text, RichText) else decoded(text))
        if len(self.texts) > MAX_CELLS:
            refuse(FILE_TOO_LARGE, f"more than {MAX_CELLS:,} texts")


def _shared_texts(package: Package, part: str | None, palettes: Palettes) -> list[str | RichText]:
    walker = _TextsWalker(palettes)
    if part is not None:
        with package.open(part) as source:
            walker.walk(source)
    return walker.texts
