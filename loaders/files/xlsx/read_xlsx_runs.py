"""Fonts and runs of .xlsx texts, for a whole cell or piece by piece.

Owns: reading which letters are struck out, coloured, or of a symbol font. Refuses: bold, sizes and names of
ordinary fonts; an oddity in a font never makes a workbook unreadable.
"""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from loaders.files.colours import Palettes, resolve_colour
from loaders.files.issues import FILE_TOO_LARGE
from loaders.files.letters import MAX_RUNS, PLAIN, FontLook, RichText, Run, seen_ink
from loaders.files.read_package import MAX_TEXT, refuse
from loaders.files.read_xml import Attributes, Walker, first_child
from loaders.files.symbol_fonts import symbol_font
from loaders.files.xlsx.read_xlsx_text import decoded

_NO = ("0", "false", "none")
_LINK_THEME = ("10", "11")  # the theme's colours for links, which say nothing but that


def read_ink(written: Mapping[str, str] | None, palettes: Palettes) -> str | None:
    """Read the colour of letters; None for none, and for the theme's colour of links."""
    if not written or written.get("theme") in _LINK_THEME:
        return None
    try:
        return seen_ink(resolve_colour(written, palettes))
    except (ValueError, OverflowError):
        return None


def is_on(written: Mapping[str, str] | None) -> bool:
    """Say whether a property that may be switched off by its value is on."""
    return written is not None and written.get("val", "1") not in _NO


def read_font(font: Element | None, palettes: Palettes) -> FontLook:
    """Read a font of the styles part."""
    strike, colour, name = (first_child(font, part) for part in ("strike", "color", "name"))
    return FontLook(
        strike is not None and is_on(strike.attrib),
        read_ink(None if colour is None else colour.attrib, palettes),
        "" if name is None else symbol_font(name.get("val", "")),
    )


class RunWalker(Walker):
    """Collects the text of one item (a shared text, or a cell's own) with its runs."""

    def __init__(self, palettes: Palettes) -> None:
        super().__init__()
        self._palettes = palettes
        self._phonetic = False
        self.start_text()
        self.starts |= {
            "r": self._start_run,
            "rPr": self._start_look,
            "strike": self._start_strike,
            "color": self._start_ink,
            "rFont": self._start_font,
            "rPh": self._start_phonetic,
        }
        self.ends |= {"t": self._end_text, "rPh": self._end_phonetic}

    def start_text(self) -> None:
        """Begin a new item."""
        self._runs: list[Run] = []
        self._look: FontLook | None = None
        self._is_rich = False
        self._length = 0

    def taken(self) -> str | RichText:
        """Give the item's text; plain when no run has a look of its own."""
        if self._is_rich:
            return RichText(tuple(Run(decoded(run.text), run.look) for run in self._runs))
        return self._runs[0].text if len(self._runs) == 1 else "".join(run.text for run in self._runs)

    def _start_run(self, _: Attributes) -> None:
        self._look = None

    def _start_look(self, _: Attributes) -> None:
        self._look = PLAIN
        self._is_rich = True

    def _start_strike(self, written: Attributes) -> None:
        if self._look is not None:
            self._look = self._look._replace(struck=is_on(written))

    def _start_ink(self, written: Attributes) -> None:
        if self._look is not None:
            self._look = self._look._replace(ink=read_ink(written, self._palettes))

    def _start_font(self, written: Attributes) -> None:
        if self._look is not None:
            self._look = self._look._replace(symbols=symbol_font(written.get("val", "")))

    def _start_phonetic(self, _: Attributes) -> None:
        self._phonetic = True

    def _end_phonetic(self) -> None:
        self._phonetic = False

    def _end_text(self) -> None:
        if self._phonetic:
            return
        text = self.take_text()
        self._length += len(text)
        if self._length > MAX_TEXT:
            refuse(FILE_TOO_LARGE, f"a text of more than {MAX_TEXT:,} characters")
        self._runs.append(Run(text, self._look))
        if len(self._runs) > MAX_RUNS:
            refuse(FILE_TOO_LARGE, f"a text in more than {MAX_RUNS:,} pieces")
