"""Icons that a conditional format draws in cells with numbers: which one each cell shows.

Owns: the icons of each set, lowest first, and thresholds as numbers, per cents, percentiles and constants.
Refuses: thresholds that a formula works out; the caller names them to a person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loaders.files.conditional_formats import MAX_EXAMINED, Rows, cells_within, read_constant
from loaders.files.raw_workbook import Merge

_LIGHTS = ("red circle", "yellow circle", "green circle")
_SYMBOLS = ("red cross", "yellow exclamation mark", "green tick")
_FIVE = ("down arrow", "falling arrow", "sideways arrow", "rising arrow", "up arrow")


def _bars(most: int) -> tuple[str, ...]:
    return tuple(f"{count} of {most} bars" for count in range(1, most + 1))


_ICONS: dict[str, tuple[str, ...]] = {
    "3TrafficLights1": _LIGHTS,
    "3TrafficLights2": _LIGHTS,
    "3Signs": ("red diamond", "yellow triangle", "green circle"),
    "3Flags": ("red flag", "yellow flag", "green flag"),
    "3Symbols": _SYMBOLS,
    "3Symbols2": _SYMBOLS,
    "3Arrows": ("red down arrow", "yellow sideways arrow", "green up arrow"),
    "3ArrowsGray": ("grey down arrow", "grey sideways arrow", "grey up arrow"),
    "3Stars": ("empty star", "half star", "full star"),
    "3Triangles": ("red down triangle", "yellow bar", "green up triangle"),
    "4Arrows": ("red down arrow", "yellow falling arrow", "yellow rising arrow", "green up arrow"),
    "4ArrowsGray": ("grey down arrow", "grey falling arrow", "grey rising arrow", "grey up arrow"),
    "4RedToBlack": ("black circle", "grey circle", "pink circle", "red circle"),
    "4TrafficLights": ("black circle", *_LIGHTS),
    "4Rating": _bars(4),
    "5Arrows": tuple(
        f"{colour} {arrow}"
        for colour, arrow in zip(("red", "yellow", "yellow", "yellow", "green"), _FIVE, strict=True)
    ),
    "5ArrowsGray": tuple(f"grey {arrow}" for arrow in _FIVE),
    "5Quarters": ("empty circle", "quarter circle", "half circle", "three-quarter circle", "full circle"),
    "5Rating": ("no bars", "1 of 4 bars", "2 of 4 bars", "3 of 4 bars", "4 of 4 bars"),
    "5Boxes": ("no boxes", "1 of 4 boxes", "2 of 4 boxes", "3 of 4 boxes", "4 of 4 boxes"),
}
_USUAL = "3TrafficLights1"


@dataclass(frozen=True, slots=True)
class Threshold:
    """From where on an icon is drawn: `kind` is "num", "percent", "percentile", "formula", "min" or "max"."""

    kind: str
    value: str = ""
    included: bool = True


@dataclass(frozen=True, slots=True)
class IconRule:
    """One icon set over its ranges; `icons` are lowest first, "" draws none."""

    ranges: tuple[Merge, ...]
    icons: tuple[str, ...]
    thresholds: tuple[Threshold, ...]
    seen: str


def icons_of(written: Mapping[str, str], own: Sequence[Mapping[str, str]] = ()) -> tuple[str, ...]:
    """Give the icons of a set as it is written, or of a set put together of others' icons; () if unknown."""
    if own:
        return tuple(_own_icon(icon) for icon in own)
    icons = _ICONS.get(written.get("iconSet", _USUAL), ())
    return tuple(reversed(icons)) if written.get("reverse") in ("1", "true") else icons


def _own_icon(written: Mapping[str, str]) -> str:
    icons, place = _ICONS.get(written.get("iconSet", ""), ()), written.get("iconId", "")
    return icons[int(place)] if place.isdecimal() and int(place) < len(icons) else ""


def draw_icons(rows: Rows, rules: Sequence[IconRule]) -> tuple[str, ...]:
    """Write into the cells of `rows` which icon each shows; the first rule to reach a cell wins. Gives the
    rules that could not be worked out."""
    unread: list[str] = []
    examined = 0
    for rule in rules:
        if not rule.icons or len(rule.icons) != len(rule.thresholds):
            unread.append(rule.seen)
            continue
        numbers: dict[tuple[int, int], float] = {}
        for row, column in cells_within(rows, rule.ranges):
            examined += 1
            if examined > MAX_EXAMINED:
                return (*unread, f"{rule.seen} (too many cells to examine)")
            value = rows[row][column].value if column else None
            if isinstance(value, int | float) and not isinstance(value, bool):
                numbers[row, column] = value
        if not numbers:
            continue
        limits = _limits(rule, sorted(numbers.values()))
        if limits is None:
            unread.append(rule.seen)
            continue
        for (row, column), number in numbers.items():
            place = 0
            for at, (limit, included) in enumerate(limits):
                if number > limit or (included and number == limit):
                    place = at
            cell = rows[row][column]
            if not cell.icon and rule.icons[place]:
                rows[row][column] = cell._replace(icon=rule.icons[place])
    return tuple(unread)


def _limits(rule: IconRule, ordered: list[float]) -> list[tuple[float, bool]] | None:
    limits = [(float("-inf"), True)]
    for threshold in rule.thresholds[1:]:
        limit = _limit(threshold, ordered)
        if limit is None:
            return None
        limits.append((limit, threshold.included))
    return limits


def _limit(threshold: Threshold, ordered: list[float]) -> float | None:
    low, high = ordered[0], ordered[-1]
    if threshold.kind in ("min", "max"):
        return low if threshold.kind == "min" else high
    number = read_constant(threshold.value)
    if not isinstance(number, int | float) or isinstance(number, bool):
        return None
    if threshold.kind in ("num", "formula"):
        return number
    share = min(max(number, 0), 100) / 100
    if threshold.kind == "percent":
        return low + (high - low) * share
    if threshold.kind == "percentile":
        place = share * (len(ordered) - 1)
        below = int(place)
        above = min(below + 1, len(ordered) - 1)
        return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
    return None
