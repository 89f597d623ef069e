"""Formats by rule of one .xlsx sheet: collected as they are written, then understood.

Owns: what a rule paints, strikes or draws, and when. Refuses: colour scales and data bars, which are named.
"""

from dataclasses import dataclass, field

from loaders.files.colours import Paint, Palettes, conditional_paint
from loaders.files.conditional_formats import (
    Condition,
    FillRule,
    Test,
    between,
    compares,
    condition_of_formula,
    contains,
    read_constant,
)
from loaders.files.conditional_formats import begins_with as begins
from loaders.files.conditional_formats import ends_with as ends
from loaders.files.icons import IconRule, Threshold, icons_of
from loaders.files.issues import FILE_DAMAGED, FILE_TOO_LARGE
from loaders.files.raw_workbook import Merge
from loaders.files.read_package import MAX_RULES, MAX_TEXT, refuse
from loaders.files.read_xml import Attributes
from loaders.files.xlsx.read_xlsx_runs import RunWalker, is_on, read_ink
from loaders.files.xlsx.read_xlsx_styles import RuleLook, Styles
from loaders.files.xlsx.read_xlsx_values import read_area

_MAX_ICONS = 5
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


@dataclass(slots=True)
class WrittenRule:
    """A conditional format's rule as written; `fill` and `font` hold the attributes of what stands in the
    rule itself, `icons` and `own_icons` those of an icon set, `thresholds` where its icons begin."""

    attributes: Attributes
    ranges: str
    formulas: list[str] = field(default_factory=list)
    fill: dict[str, Attributes] = field(default_factory=dict)
    font: dict[str, Attributes] = field(default_factory=dict)
    icons: Attributes = field(default_factory=dict)
    own_icons: list[Attributes] = field(default_factory=list)
    thresholds: list[Attributes] = field(default_factory=list)


class RulesWalker(RunWalker):
    """Collects the rules of a sheet in `rules`."""

    def __init__(self, palettes: Palettes) -> None:
        super().__init__(palettes)
        self.rules: list[WrittenRule] = []
        self._rule: WrittenRule | None = None
        self._in_font = False
        self._ranges = ""
        self._first_rule = 0
        self.starts |= {
            "conditionalFormatting": self._start_rules,
            "x14:conditionalFormatting": self._start_rules,
            "cfRule": self._start_rule,
            "x14:cfRule": self._start_rule,
            "font": self._start_rule_font,
            "color": self._start_colour,
            "strike": self._start_struck,
            "iconSet": self._start_icons,
            "x14:iconSet": self._start_icons,
            "cfvo": self._start_threshold,
            "x14:cfvo": self._start_threshold,
            "x14:cfIcon": self._start_own_icon,
            "patternFill": self._start_pattern,
            "fgColor": self._start_front,
            "bgColor": self._start_back,
        }
        self.ends |= {
            "font": self._end_rule_font,
            "formula": self._end_rule_formula,
            "xm:f": self._end_rule_formula,
            "cfRule": self._end_rule,
            "x14:cfRule": self._end_rule,
            "xm:sqref": self._end_ranges,
        }

    def _start_rules(self, written: Attributes) -> None:
        self._ranges = written.get("sqref", "")
        self._first_rule = len(self.rules)

    def _start_rule(self, written: Attributes) -> None:
        self._rule = WrittenRule(written, self._ranges)

    def _start_pattern(self, written: Attributes) -> None:
        self._note_fill("pattern", written)

    def _start_front(self, written: Attributes) -> None:
        self._note_fill("front", written)

    def _start_back(self, written: Attributes) -> None:
        self._note_fill("back", written)

    def _note_fill(self, part: str, written: Attributes) -> None:
        if self._rule is not None:
            self._rule.fill[part] = written

    def _start_rule_font(self, _: Attributes) -> None:
        self._in_font = self._rule is not None

    def _end_rule_font(self) -> None:
        self._in_font = False

    def _start_colour(self, written: Attributes) -> None:
        if self._rule is None:
            self._start_ink(written)
        elif self._in_font:
            self._rule.font["color"] = written

    def _start_struck(self, written: Attributes) -> None:
        if self._rule is None:
            self._start_strike(written)
        elif self._in_font:
            self._rule.font["strike"] = written

    def _start_icons(self, written: Attributes) -> None:
        if self._rule is not None:
            self._rule.icons = written

    def _start_threshold(self, written: Attributes) -> None:
        if self._rule is not None and len(self._rule.thresholds) <= _MAX_ICONS:
            self._rule.thresholds.append(written)

    def _start_own_icon(self, written: Attributes) -> None:
        if self._rule is not None and len(self._rule.own_icons) <= _MAX_ICONS:
            self._rule.own_icons.append(written)

    def _end_rule_formula(self) -> None:
        if self._rule is None:
            return
        if self._rule.thresholds:
            # The newer form writes a threshold's value as a formula inside it.
            self._rule.thresholds[-1].setdefault("val", self.take_text())
        else:
            self._rule.formulas.append(self.take_text())

    def _end_rule(self) -> None:
        if self._rule is not None:
            self.rules.append(self._rule)
            if len(self.rules) > MAX_RULES or len(self._rule.ranges) > MAX_TEXT:
                refuse(
                    FILE_TOO_LARGE, f"more than {MAX_RULES:,} conditional formats, or endless ranges of one"
                )
        self._rule = None

    def _end_ranges(self) -> None:
        ranges = self.take_text()
        for rule in self.rules[self._first_rule :]:
            rule.ranges = rule.ranges or ranges


def read_fill_rule(raw: WrittenRule, styles: Styles) -> FillRule | None:
    """Understand a written rule; None when it changes no look and stops no other, or draws icons."""
    kind = raw.attributes.get("type", "")
    look = _rule_look(raw, styles)
    stops = raw.attributes.get("stopIfTrue") in ("1", "true")
    if kind == "iconSet" or (look == RuleLook() and not stops and kind not in _KINDS):
        return None
    ranges = _ranges_of(raw)
    if not ranges:
        return None
    base = (min(area.first_row for area in ranges), min(area.first_column for area in ranges))
    condition = _condition(kind, raw, base)
    if look.paint is not None and look.paint.unread:
        condition = None
    said = _KINDS.get(kind) or f"{kind} {' '.join(raw.formulas)}".strip()
    return FillRule(ranges, condition, look.paint, f"{raw.ranges}: {said}", stops, look.ink, look.strikes)


def read_icon_rule(raw: WrittenRule) -> IconRule | None:
    """Understand a rule that draws icons; None for any other."""
    if raw.attributes.get("type") != "iconSet":
        return None
    thresholds = tuple(
        Threshold(one.get("type", ""), one.get("val", ""), one.get("gte") not in ("0", "false"))
        for one in raw.thresholds
    )
    return IconRule(
        _ranges_of(raw), icons_of(raw.icons, raw.own_icons), thresholds, f"{raw.ranges}: {_KINDS['iconSet']}"
    )


def _ranges_of(raw: WrittenRule) -> tuple[Merge, ...]:
    return tuple(read_area(text) for text in raw.ranges.split())


def _rule_look(raw: WrittenRule, styles: Styles) -> RuleLook:
    number = int(raw.attributes.get("dxfId", -1))
    if number >= len(styles.conditional):
        refuse(FILE_DAMAGED, "a conditional format has a style that the workbook lacks")
    look = styles.conditional[number] if number >= 0 else RuleLook()
    if "front" in raw.fill or "back" in raw.fill:
        paint: Paint = conditional_paint(raw.fill.get("front"), raw.fill.get("back"), styles.palettes)
        look = look._replace(paint=paint)
    if raw.font:
        strike = raw.font.get("strike")
        look = look._replace(ink=read_ink(raw.font.get("color"), styles.palettes), strikes=is_on(strike))
    return look


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
