"""Numbers that Word puts before paragraphs by itself: "1.", "2.3", "(a)".

Owns: what each numbered paragraph shows, counted as Word counts. Refuses: bullets, which number nothing, and
numbers in words or other scripts, which are left out.
"""

import re
from dataclasses import dataclass, field

from loaders.files.docx.read_docx_text import attribute
from loaders.files.issues import FILE_TOO_LARGE
from loaders.files.read_package import MAX_STYLES, Package, refuse
from loaders.files.read_xml import Attributes, Walker

_LEVELS = 9
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LONGEST = 60  # characters of a label; a longer one is a sentence that every paragraph would repeat


@dataclass(slots=True)
class _Level:
    """One level of a list as written."""

    start: int = 1
    form: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class _List:
    """One numbering as used: the list it counts in, and the levels it begins anew."""

    counted_in: str = ""
    starts: dict[int, int] = field(default_factory=dict)


class Numbers:
    """Counts the numbered paragraphs of one document, in its order."""

    def __init__(
        self,
        levels: dict[tuple[str, int], _Level],
        lists: dict[str, _List],
        level_of_style: dict[tuple[str, str], int],
    ) -> None:
        self._levels, self._lists, self._level_of_style = levels, lists, level_of_style
        self._counters: dict[str, dict[int, int]] = {}
        self._used: set[str] = set()

    def level_for(self, number: str, style: str) -> int:
        """Give the level at which a list numbers the paragraphs of a style."""
        found = self._lists.get(number)
        return self._level_of_style.get((found.counted_in, style), 0) if found else 0

    def next_label(self, number: str, level: int) -> str:
        """Count one paragraph of the list and level, and give what stands before it; "" for nothing."""
        found = self._lists.get(number)
        if found is None or not 0 <= level < _LEVELS:
            return ""
        counter = self._counters.setdefault(found.counted_in, {})
        if number not in self._used:
            self._used.add(number)
            for at in found.starts:
                counter.pop(at, None)
        for deeper in [at for at in counter if at > level]:
            del counter[deeper]
        for at in range(level):
            counter.setdefault(at, self._start(found, at))
        counter[level] = counter[level] + 1 if level in counter else self._start(found, level)
        written = self._levels.get((found.counted_in, level), _Level())
        if "%" not in written.text or len(written.text) > _LONGEST:
            return ""
        parts = [self._shown(found, at, counter.get(at, 1)) for at in range(_LEVELS)]
        if written.form in ("bullet", "none") or not parts[level]:
            return ""
        return re.sub("%([1-9])", lambda match: parts[int(match[1]) - 1], written.text)

    def _start(self, found: _List, level: int) -> int:
        return found.starts.get(level, self._levels.get((found.counted_in, level), _Level()).start)

    def _shown(self, found: _List, level: int, count: int) -> str:
        form = self._levels.get((found.counted_in, level), _Level()).form
        if form in ("decimal", "decimalZero"):
            return f"{count:02}" if form == "decimalZero" else str(count)
        if form in ("lowerLetter", "upperLetter") and 1 <= count <= 26 * 9:
            text = chr(97 + (count - 1) % 26) * ((count - 1) // 26 + 1)
        elif form in ("lowerRoman", "upperRoman") and 1 <= count < 400:
            text = _roman(count)
        else:
            return ""
        return text.upper() if form.startswith("upper") else text


def _roman(count: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (count // value)
        count %= value
    return text


def read_numbers(package: Package, part: str) -> Numbers:
    """Read the lists of a document; a document without any numbers nothing."""
    walker = _NumberingWalker()
    if part in package:
        with package.open(part) as source:
            walker.walk(source)
    return Numbers(walker.levels, walker.lists, walker.level_of_style)


class _NumberingWalker(Walker):
    """Collects lists and their levels."""

    def __init__(self) -> None:
        super().__init__()
        self.levels: dict[tuple[str, int], _Level] = {}
        self.lists: dict[str, _List] = {}
        self.level_of_style: dict[tuple[str, str], int] = {}
        self._counted_in = ""
        self._at = 0
        self._level = _Level()
        self._list: _List | None = None
        self.starts = {
            "abstractNum": self._start_abstract,
            "lvl": self._start_level,
            "start": self._start_start,
            "numFmt": self._start_form,
            "lvlText": self._start_text,
            "pStyle": self._start_style,
            "num": self._start_list,
            "abstractNumId": self._start_counted_in,
            "lvlOverride": self._start_override,
            "startOverride": self._start_anew,
        }

    def _start_abstract(self, written: Attributes) -> None:
        self._counted_in, self._list = attribute(written, "abstractNumId"), None

    def _start_level(self, written: Attributes) -> None:
        self._at, self._level = _number(attribute(written, "ilvl")), _Level()
        # A level inside an exception of one list would hold for that list alone; its look is left out.
        if self._list is None:
            self.levels[self._counted_in, self._at] = self._level
        if len(self.levels) + len(self.lists) > MAX_STYLES:
            refuse(FILE_TOO_LARGE, f"more than {MAX_STYLES:,} lists")

    def _start_start(self, written: Attributes) -> None:
        self._level.start = _number(attribute(written, "val"), 1)

    def _start_form(self, written: Attributes) -> None:
        self._level.form = attribute(written, "val")

    def _start_text(self, written: Attributes) -> None:
        self._level.text = attribute(written, "val")

    def _start_style(self, written: Attributes) -> None:
        if self._list is None:
            self.level_of_style[self._counted_in, attribute(written, "val")] = self._at

    def _start_list(self, written: Attributes) -> None:
        self._list = self.lists[attribute(written, "numId")] = _List()

    def _start_counted_in(self, written: Attributes) -> None:
        if self._list is not None:
            self._list.counted_in = attribute(written, "val")

    def _start_override(self, written: Attributes) -> None:
        self._at = _number(attribute(written, "ilvl"))

    def _start_anew(self, written: Attributes) -> None:
        if self._list is not None:
            self._list.starts[self._at] = _number(attribute(written, "val"), 1)


def _number(text: str, otherwise: int = 0) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else otherwise
