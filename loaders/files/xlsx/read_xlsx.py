"""Reads .xlsx and .xlsm, in both standards, into raw sheets.

Owns: finding the parts of a workbook through its relationships, and putting each sheet together.
Refuses: chart, dialogue and macro sheets, which hold no cells; formulae, of which only the value that was
saved is read. Values, dates and colours follow ECMA-376.
"""

from xml.etree.ElementTree import Element

from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from loaders.files.colours import Palettes
from loaders.files.conditional_formats import paint_rows
from loaders.files.icons import draw_icons
from loaders.files.issues import FILE_DAMAGED, FILE_NOT_WORKBOOK, FILE_TOO_LARGE
from loaders.files.letters import RichText
from loaders.files.raw_workbook import RawSheet, RawWorkbook
from loaders.files.read_merges import covered_texts, order_merges
from loaders.files.read_package import MAX_CELLS, MAX_SHEETS, Package, refuse
from loaders.files.read_relations import links_of, outside_links, small_part
from loaders.files.read_xml import Attributes, each_child, first_child, parse_xml
from loaders.files.xlsx.read_xlsx_parts import put_links, read_comments, read_tables, read_text_boxes
from loaders.files.xlsx.read_xlsx_rules import read_fill_rule, read_icon_rule
from loaders.files.xlsx.read_xlsx_runs import RunWalker
from loaders.files.xlsx.read_xlsx_sheet import SheetWalker, WorkbookParts
from loaders.files.xlsx.read_xlsx_styles import Styles, read_styles, read_theme
from loaders.files.xlsx.read_xlsx_text import decoded


def read_xlsx(file_name: str, package: Package) -> RawWorkbook:
    """Read every worksheet; raises UnreadableFile when the workbook has none or is damaged."""
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
    listed = list(each_child(first_child(root, "sheets"), "sheet"))
    if len(listed) > MAX_SHEETS:
        refuse(FILE_TOO_LARGE, f"more than {MAX_SHEETS} sheets")
    sheets: list[RawSheet] = []
    read: set[str] = set()
    cells = 0
    for written in listed:
        link = links.get(next((value for key, value in written.items() if key.endswith("}id")), ""))
        if link is None:
            refuse(FILE_DAMAGED, f"the sheet {written.get('name', '')[:40]!r} is listed but missing")
        if link.target in read:
            refuse(FILE_DAMAGED, f"two sheets share one part: {link.target[:80]}")
        read.add(link.target)
        if link.kind == "worksheet":
            walker = SheetWalker(parts, cells)
            with package.open(link.target) as source:
                walker.walk(source)
            cells = walker.cells
            sheets.append(_sheet(package, written, link.target, walker, styles))
    if not sheets:
        refuse(FILE_NOT_WORKBOOK, "a workbook without a worksheet")
    return RawWorkbook(file_name, tuple(sheets))


def _sheet(package: Package, written: Element, part: str, walker: SheetWalker, styles: Styles) -> RawSheet:
    links = list(links_of(package, part))
    tables = read_tables(package, links)
    put_links(walker.rows, walker.links, outside_links(package, part))
    # Excel counts priority 1 as the most important.
    rules = sorted(walker.rules, key=lambda rule: int(rule.attributes.get("priority", 0)))
    unread = paint_rows(walker.rows, (rule for raw in rules if (rule := read_fill_rule(raw, styles))))
    unread += draw_icons(walker.rows, [icons for raw in rules if (icons := read_icon_rule(raw))])
    fills = tuple(f"{cell} and cells like it: {why}" for why, cell in walker.unread_fills.items())
    merges, overlapping = order_merges(walker.merges)
    return RawSheet(
        name=decoded(written.get("name", "")),
        rows=walker.rows,
        merges=merges,
        hidden=written.get("state", "visible") != "visible",
        hidden_rows=frozenset(walker.hidden_rows),
        hidden_columns=frozenset(walker.hidden_columns),
        filtered=walker.filtered or tables.filtered,
        comments=read_comments(package, links),
        unread_formats=fills + unread,
        overlapping_merges=overlapping,
        text_boxes=read_text_boxes(package, links),
        margins=tuple(walker.margins),
        covered=covered_texts(walker.rows, merges),
        outline=walker.outline,
        total_rows=tables.total_rows,
    )


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
