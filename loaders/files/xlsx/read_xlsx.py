"""Reads .xlsx and .xlsm, in both standards, into raw sheets.

Owns: putting each sheet together; what the sheets share is read before them (`read_xlsx_book`).
Refuses: chart, dialogue and macro sheets, which hold no cells; formulae, of which only the value that was
saved is read. Values, dates and colours follow ECMA-376.
"""

from loaders.files.conditional_formats import paint_rows
from loaders.files.icons import draw_icons
from loaders.files.raw_workbook import RawSheet, RawWorkbook
from loaders.files.read_merges import covered_texts, order_merges
from loaders.files.read_package import Package
from loaders.files.read_relations import links_of, outside_links
from loaders.files.xlsx.read_xlsx_book import ListedSheet, open_book
from loaders.files.xlsx.read_xlsx_parts import put_links, read_comments, read_tables, read_text_boxes
from loaders.files.xlsx.read_xlsx_rules import read_fill_rule, read_icon_rule
from loaders.files.xlsx.read_xlsx_sheet import SheetWalker
from loaders.files.xlsx.read_xlsx_styles import Styles


def read_xlsx(file_name: str, package: Package) -> RawWorkbook:
    """Read every worksheet; raises UnreadableFile when the workbook has none or is damaged."""
    book = open_book(package)
    sheets: list[RawSheet] = []
    cells = 0
    for listed in book.sheets:
        walker = SheetWalker(book.parts, cells)
        with package.open(listed.part) as source:
            walker.walk(source)
        cells = walker.cells
        sheets.append(_sheet(package, listed, walker, book.styles))
    return RawWorkbook(file_name, tuple(sheets))


def _sheet(package: Package, listed: ListedSheet, walker: SheetWalker, styles: Styles) -> RawSheet:
    links = list(links_of(package, listed.part))
    tables = read_tables(package, links)
    put_links(walker.rows, walker.links, outside_links(package, listed.part))
    # Excel counts priority 1 as the most important.
    rules = sorted(walker.rules, key=lambda rule: int(rule.attributes.get("priority", 0)))
    unread = paint_rows(walker.rows, (rule for raw in rules if (rule := read_fill_rule(raw, styles))))
    unread += draw_icons(walker.rows, [icons for raw in rules if (icons := read_icon_rule(raw))])
    fills = tuple(f"{cell} and cells like it: {why}" for why, cell in walker.unread_fills.items())
    merges, overlapping = order_merges(walker.merges)
    return RawSheet(
        name=listed.name,
        rows=walker.rows,
        merges=merges,
        hidden=listed.state != "visible",
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
