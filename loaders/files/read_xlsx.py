"""Reads .xlsx and .xlsm, in both standards, into raw sheets.

Owns: finding the parts of a workbook through its relationships, and putting each sheet together.
Refuses: chart, dialogue and macro sheets, which hold no cells; formulae, of which only the value that was
saved is read. Values, dates and colours follow ECMA-376.
"""

import posixpath
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from loaders.files.colours import Paint, conditional_paint
from loaders.files.conditional_formats import (
    Condition,
    FillRule,
    Test,
    between,
    compares,
    condition_of_formula,
    contains,
    paint_rows,
    read_constant,
)
from loaders.files.conditional_formats import begins_with as begins
from loaders.files.conditional_formats import ends_with as ends
from loaders.files.issues import FILE_DAMAGED, FILE_NOT_WORKBOOK, FILE_TOO_LARGE
from loaders.files.raw_workbook import RawSheet, RawWorkbook
from loaders.files.read_merges import order_merges
from loaders.files.read_package import MAX_CELLS, MAX_SHEETS, Package, refuse
from loaders.files.read_xlsx_sheet import SheetWalker, WorkbookParts, WrittenRule
from loaders.files.read_xlsx_styles import Styles, read_styles, read_theme
from loaders.files.read_xlsx_values import decoded, read_area
from loaders.files.read_xml import Attributes, Walker, each_child, first_child, parse_xml

_SIGNS = {
    "equal": "=",
    "notEqual": "<>",
    "lessThan": "<",
    "lessThanOrEqual": "<=",
    "greaterThan": ">",
    "greaterThanOrEqual": ">=",
}
_FORMULA_KINDS = (
    *("expression", "containsText", "notContainsText", "beginsWith", "endsWith"),
    *("containsBlanks", "notContainsBlanks"),
)
_KINDS = {"iconSet": "icon set", "colorScale": "colour scale", "dataBar": "data bar"}


class _Link(NamedTuple):
    """A relationship from one part to another."""

    id: str
    kind: str  # the last word of its type: "worksheet", "styles"
    target: str


def read_xlsx(file_name: str, package: Package) -> RawWorkbook:
    """Read every worksheet; raises UnreadableFile when the workbook has none or is damaged."""
    start = next(
        (link.target for link in _links(package, "") if link.kind == "officeDocument"), "xl/workbook.xml"
    )
    root = parse_xml(package.read(start))
    links = {link.id: link for link in _links(package, start)}
    parts_by_kind = {link.kind: link.target for link in links.values()}
    styles = read_styles(
        _small_part(package, parts_by_kind.get("styles")),
        read_theme(_small_part(package, parts_by_kind.get("theme"))),
    )
    properties = first_child(root, "workbookPr")
    is_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    parts = WorkbookParts(
        _shared_texts(package, parts_by_kind.get("sharedStrings")),
        styles.cells,
        MAC_EPOCH if is_1904 else WINDOWS_EPOCH,
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
    # Excel counts priority 1 as the most important.
    rules = sorted(walker.rules, key=lambda rule: int(rule.attributes.get("priority", 0)))
    unread = paint_rows(walker.rows, (rule for raw in rules if (rule := _fill_rule(raw, styles))))
    fills = tuple(f"{cell} and cells like it: {why}" for why, cell in walker.unread_fills.items())
    merges, overlapping = order_merges(walker.merges)
    links = list(_links(package, part))
    return RawSheet(
        name=decoded(written.get("name", "")),
        rows=walker.rows,
        merges=merges,
        hidden=written.get("state", "visible") != "visible",
        hidden_rows=frozenset(walker.hidden_rows),
        hidden_columns=frozenset(walker.hidden_columns),
        filtered=walker.filtered or any(_table_filters(package, link) for link in links),
        comments=_comments(package, links),
        unread_formats=fills + unread,
        overlapping_merges=overlapping,
    )


def _links(package: Package, part: str) -> Iterator[_Link]:
    """Give the relationships of a part inside the package; "" is the package itself."""
    folder, name = posixpath.split(part)
    place = posixpath.join(folder, "_rels", f"{name}.rels")
    if place in package:
        for written in each_child(parse_xml(package.read(place)), "Relationship"):
            if written.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, written.get("Target", "")))
                kind = written.get("Type", "").rpartition("/")[2]
                yield _Link(written.get("Id", ""), kind, target.lstrip("/"))


def _small_part(package: Package, part: str | None) -> Element | None:
    return parse_xml(package.read(part)) if part is not None else None


class _TextsWalker(Walker):
    """Collects the shared texts; a text in several fonts is one text, and readings above it are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._pieces_of_item: list[str] = []
        self._phonetic = False
        self.starts = {"si": self._start_item, "rPh": self._start_phonetic}
        self.ends = {"t": self._end_text, "rPh": self._end_phonetic, "si": self._end_item}

    def _start_item(self, _: Attributes) -> None:
        self._pieces_of_item = []

    def _start_phonetic(self, _: Attributes) -> None:
        self._phonetic = True

    def _end_phonetic(self) -> None:
        self._phonetic = False

    def _end_text(self) -> None:
        if not self._phonetic:
            self._pieces_of_item.append(self.take_text())

    def _end_item(self) -> None:
        self.texts.append(decoded("".join(self._pieces_of_item)))
        if len(self.texts) > MAX_CELLS:
            refuse(FILE_TOO_LARGE, f"more than {MAX_CELLS:,} texts")


def _shared_texts(package: Package, part: str | None) -> list[str]:
    walker = _TextsWalker()
    if part is not None:
        with package.open(part) as source:
            walker.walk(source)
    return walker.texts


def _comments(package: Package, links: list[_Link]) -> dict[str, str]:
    """Read notes and threaded comments: {cell name: text}. A thread replaces the note that repeats it."""
    comments: dict[str, str] = {}
    for link in links:
        if link.kind == "comments":
            found = first_child(_small_part(package, link.target), "commentList")
            for note in each_child(found, "comment"):
                comments[note.get("ref", "")] = decoded(_rich_text(first_child(note, "text")))
    threads: dict[str, list[str]] = {}
    for link in links:
        if link.kind == "threadedComment":
            for said in each_child(_small_part(package, link.target), "threadedComment"):
                text = first_child(said, "text")
                threads.setdefault(said.get("ref", ""), []).append(
                    (text.text or "") if text is not None else ""
                )
    return comments | {cell: decoded("\n".join(said)) for cell, said in threads.items()}


def _rich_text(text: Element | None) -> str:
    runs = [first_child(run, "t") for run in each_child(text, "r")]
    return "".join(part.text or "" for part in (*each_child(text, "t"), *runs) if part is not None)


def _table_filters(package: Package, link: _Link) -> bool:
    """Say whether a table hides rows by a filter; its unused filter buttons do not count."""
    if link.kind != "table":
        return False
    return (
        first_child(first_child(_small_part(package, link.target), "autoFilter"), "filterColumn") is not None
    )


def _fill_rule(raw: WrittenRule, styles: Styles) -> FillRule | None:
    """Understand a written rule; None when it changes no fill and stops no other."""
    kind = raw.attributes.get("type", "")
    paint = _rule_paint(raw, styles)
    stops = raw.attributes.get("stopIfTrue") in ("1", "true")
    if paint is None and not stops and kind not in _KINDS:
        return None
    ranges = tuple(read_area(text) for text in raw.ranges.split())
    if not ranges:
        return None
    base = (min(area.first_row for area in ranges), min(area.first_column for area in ranges))
    condition = _condition(kind, raw, base)
    if paint is not None and paint.unread:
        condition = None
    said = _KINDS.get(kind) or f"{kind} {' '.join(raw.formulas)}".strip()
    return FillRule(ranges, condition, paint, f"{raw.ranges}: {said}", stops)


def _rule_paint(raw: WrittenRule, styles: Styles) -> Paint | None:
    if "front" in raw.fill or "back" in raw.fill:
        return conditional_paint(raw.fill.get("front"), raw.fill.get("back"), styles.palettes)
    number = int(raw.attributes.get("dxfId", -1))
    if number >= len(styles.conditional):
        refuse(FILE_DAMAGED, "a conditional format has a style that the workbook lacks")
    return styles.conditional[number] if number >= 0 else None


def _condition(kind: str, raw: WrittenRule, base: tuple[int, int]) -> Condition | None:
    if kind == "cellIs":
        test = _value_test(raw)
        return Condition(test) if test else None
    if kind not in _FORMULA_KINDS:
        return None
    if raw.formulas:
        return condition_of_formula(raw.formulas[0], base)
    text = raw.attributes.get("text")
    tests = {"containsText": contains, "beginsWith": begins, "endsWith": ends}
    return Condition(tests[kind](text)) if text and kind in tests else None


def _value_test(raw: WrittenRule) -> Test | None:
    operator = raw.attributes.get("operator", "")
    constants = [read_constant(formula) for formula in raw.formulas]
    if operator in _SIGNS and constants and constants[0] is not None:
        return compares(_SIGNS[operator], constants[0])
    if operator in ("between", "notBetween") and len(constants) > 1:
        low, high = constants[:2]
        if low is not None and high is not None:
            inside = between(low, high)
            return inside if operator == "between" else lambda value: not inside(value)
    return None
