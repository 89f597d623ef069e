"""Words of a Word document as they stand: runs, links, tracked changes, content controls, fields.

Owns: which words a person sees where, and which are struck out; a deletion under tracked changes counts as
struck out, an insertion stands. Refuses: where tables lie; styles of paragraphs other than headings.
"""

import re
from collections.abc import Mapping

from loaders.files.colours import WHITE, plain_hex
from loaders.files.issues import FILE_TOO_LARGE
from loaders.files.letters import MAX_RUNS, PLAIN, FontLook, Run, Words, part_words, seen_ink
from loaders.files.read_package import MAX_TEXT, refuse
from loaders.files.read_xml import Attributes, Walker
from loaders.files.symbol_fonts import as_symbols, symbol_font

_OFF = ("0", "false", "off", "none")
_FIELD_LINK = re.compile(r'\s*HYPERLINK\s+(\\l\s+)?"([^"]*)"', re.I)
# Properties as they were before a tracked change of format.
_OLD_PROPERTIES = ("rPrChange", "pPrChange", "tcPrChange", "trPrChange", "tblPrChange", "sectPrChange")
_WITHDRAWN = ("del", "moveFrom")
_HIGHLIGHTS = {
    "yellow": "FFFF00",
    "green": "00FF00",
    "cyan": "00FFFF",
    "magenta": "FF00FF",
    "blue": "0000FF",
    "red": "FF0000",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
}


def attribute(written: Attributes, name: str) -> str:
    """Give an attribute by its name without prefix, "" without it."""
    for key, value in written.items():
        if key == name or key.endswith(f":{name}"):
            return value
    return ""


def is_on(written: Attributes) -> bool:
    """Say whether a property that may be switched off by its value is on."""
    return (attribute(written, "val") or "1") not in _OFF


class TextPlace:
    """Where words go: a cell, a paragraph between tables, a text box, a table inside a cell."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.links: dict[str, None] = {}
        self.backs: set[str | None] = set()  # colours behind the words, None where there is none
        self.plain = False  # some word is not bold
        self.comments: list[str] = []
        self.length = 0

    def add(self, text: str, look: FontLook) -> None:
        """Add a piece of text; raises UnreadableFile for endless ones."""
        self.length += len(text)
        self.runs.append(Run(text, look))
        if self.length > MAX_TEXT or len(self.runs) > MAX_RUNS:
            refuse(FILE_TOO_LARGE, f"a text of more than {MAX_TEXT:,} characters or {MAX_RUNS:,} pieces")

    def words(self) -> Words:
        """Part what stands from what is struck out, without blank ends."""
        words = part_words(tuple(self.runs), PLAIN)
        return Words(words.live.strip(), words.struck, words.ink)

    @property
    def highlight(self) -> str | None:
        """The one colour behind all words."""
        return next(iter(self.backs)) if len(self.backs) == 1 else None


class WordsWalker(Walker):
    """Puts the words of a part into the innermost of its places."""

    def __init__(self, outside: Mapping[str, str]) -> None:
        super().__init__()
        self.places = [TextPlace()]
        self._outside = outside
        self._look, self._bold = PLAIN, False
        self._back: str | None = None
        self._withdrawn = self._skipped = self._old = 0
        self._in_run_properties = False
        self._controls: list[bool] = []  # whether each content control shows its prompt
        self.starts = {
            "r": self._start_run,
            "rPr": self._start_run_properties,
            "strike": self._start_strike,
            "dstrike": self._start_strike,
            "color": self._start_colour,
            "highlight": self._start_highlight,
            "rFonts": self._start_fonts,
            "b": self._start_bold,
            "sym": self._start_symbol,
            "tab": self._start_tab,
            "br": self._start_break,
            "cr": self._start_break,
            "noBreakHyphen": self._start_hyphen,
            "hyperlink": self._start_link,
            "fldSimple": self._start_field,
            "commentReference": self._start_comment,
            "sdt": self._start_control,
            "showingPlcHdr": self._start_prompt,
        }
        self.ends = {
            "rPr": self._end_run_properties,
            "t": self._end_text,
            "delText": self._end_text,
            "instrText": self._end_instruction,
            "sdt": self._end_control,
        }
        for name in _OLD_PROPERTIES:
            self.starts[name], self.ends[name] = self._start_old, self._end_old
        for name in _WITHDRAWN:
            self.starts[name], self.ends[name] = self._start_withdrawn, self._end_withdrawn
        self.starts["mc:Fallback"], self.ends["mc:Fallback"] = self._start_fallback, self._end_fallback

    @property
    def place(self) -> TextPlace:
        """The innermost place."""
        return self.places[-1]

    @property
    def reads_properties(self) -> bool:
        """Whether a property met now is in force: not one from before a tracked change."""
        return not self._old

    # Runs

    def _start_run(self, _: Attributes) -> None:
        self._look, self._bold, self._back = PLAIN, False, None

    def _start_run_properties(self, _: Attributes) -> None:
        self._in_run_properties = True

    def _end_run_properties(self) -> None:
        self._in_run_properties = bool(self._old)

    def _start_old(self, _: Attributes) -> None:
        self._old += 1

    def _end_old(self) -> None:
        self._old -= 1

    def _start_strike(self, written: Attributes) -> None:
        if self.reads_properties:
            self._look = self._look._replace(struck=self._look.struck or is_on(written))

    def _start_colour(self, written: Attributes) -> None:
        colour = plain_hex(attribute(written, "val"))
        if self.reads_properties:
            self._look = self._look._replace(ink=None if colour == WHITE else seen_ink(colour))

    def _start_highlight(self, written: Attributes) -> None:
        if self.reads_properties:
            self._back = _HIGHLIGHTS.get(attribute(written, "val"))

    def _start_fonts(self, written: Attributes) -> None:
        if self.reads_properties:
            self._look = self._look._replace(symbols=symbol_font(attribute(written, "ascii")))

    def _start_bold(self, written: Attributes) -> None:
        if self.reads_properties:
            self._bold = is_on(written)

    def _put(self, text: str) -> None:
        if self._skipped or any(self._controls):
            return
        look = self._look._replace(struck=True) if self._withdrawn else self._look
        self.place.add(text, look)
        if text.strip():
            self.place.plain = self.place.plain or not self._bold
            if not look.struck:
                self.place.backs.add(self._back)

    def _end_text(self) -> None:
        self._put(self.take_text())

    def _start_symbol(self, written: Attributes) -> None:
        font, code = symbol_font(attribute(written, "font")), attribute(written, "char")
        letter = chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{2,4}", code) else ""
        # Half of a pair is no text that a database could keep.
        if letter and not "\ud800" <= letter <= "\udfff":
            symbols = self._look.symbols
            self._look = self._look._replace(symbols="")
            self._put(as_symbols(letter, font) if font else letter)
            self._look = self._look._replace(symbols=symbols)

    def _start_tab(self, written: Attributes) -> None:
        # The same name describes the tab stops of a paragraph, with a place of each.
        if not attribute(written, "val"):
            self._put("\t")

    def _start_break(self, _: Attributes) -> None:
        self._put("\n")

    def _start_hyphen(self, _: Attributes) -> None:
        self._put("-")

    # Links, comments and controls

    def _start_link(self, written: Attributes) -> None:
        address = self._outside.get(attribute(written, "id"), "")
        anchor = attribute(written, "anchor")
        self._add_link(address + (f"#{anchor}" if anchor else ""))

    def _start_field(self, written: Attributes) -> None:
        self._read_instruction(attribute(written, "instr"))

    def _end_instruction(self) -> None:
        self._read_instruction(self.take_text())

    def _read_instruction(self, text: str) -> None:
        found = _FIELD_LINK.match(text)
        if found:
            self._add_link(f"#{found[2]}" if found[1] else found[2])

    def _add_link(self, address: str) -> None:
        # Word keeps bookmarks of its own making for tables of contents.
        if address and not address.startswith("#_") and not self._skipped and not self._withdrawn:
            self.place.links[address] = None

    def _start_comment(self, written: Attributes) -> None:
        self.place.comments.append(attribute(written, "id"))
        if len(self.place.comments) > MAX_RUNS:
            refuse(FILE_TOO_LARGE, f"more than {MAX_RUNS:,} comments in one place")

    def _start_control(self, _: Attributes) -> None:
        self._controls.append(False)

    def _start_prompt(self, written: Attributes) -> None:
        if self._controls:
            self._controls[-1] = is_on(written)

    def _end_control(self) -> None:
        self._controls.pop()

    def _start_withdrawn(self, _: Attributes) -> None:
        self._withdrawn += 1

    def _end_withdrawn(self) -> None:
        self._withdrawn -= 1

    def _start_fallback(self, _: Attributes) -> None:
        self._skipped += 1

    def _end_fallback(self) -> None:
        self._skipped -= 1
