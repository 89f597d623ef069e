"""Text of .ods cells: paragraphs, counted spaces, tabs, line breaks, and notes beside them.

Owns: telling a cell's own text from a note's and from a shape's. Refuses: fonts and links within text.
"""

import re

from loaders.files.issues import FILE_DAMAGED, FILE_TOO_LARGE
from loaders.files.read_ods_styles import StylesWalker
from loaders.files.read_package import MAX_TEXT, refuse
from loaders.files.read_xml import Attributes


class TextWalker(StylesWalker):
    """Collects the paragraphs of the current cell in `texts` and those of its note in `note`."""

    def __init__(self) -> None:
        super().__init__()
        self._paragraph: list[str] | None = None
        self._in_note = False
        self.start_texts()
        self.starts |= {
            "text:p": self._start_paragraph,
            "text:s": self._start_spaces,
            "text:tab": self._start_tab,
            "text:line-break": self._start_break,
            "office:annotation": self._start_note,
        }
        self.ends |= {"text:p": self._end_paragraph, "office:annotation": self._end_note}

    def start_texts(self) -> None:
        """Begin a cell at the current depth."""
        self._cell_depth = self.depth
        self.texts: list[str] = []
        self.note: list[str] = []

    def on_start(self, name: str, attributes: Attributes) -> None:
        self._keep_text()
        super().on_start(name, attributes)

    def on_end(self, name: str) -> None:
        self._keep_text()
        super().on_end(name)

    def _keep_text(self) -> None:
        if self._paragraph is not None:
            # In OpenDocument a run of blanks in the XML is one space; others are elements.
            self._paragraph.append(re.sub(r"[ \t\r\n]+", " ", self.take_text()))

    def _start_paragraph(self, _: Attributes) -> None:
        self._paragraph = []

    def _start_spaces(self, written: Attributes) -> None:
        count = count_of(written, "text:c")
        if count > MAX_TEXT:
            refuse(FILE_TOO_LARGE, f"a text of more than {MAX_TEXT:,} characters")
        self._add_text(" " * count)

    def _start_tab(self, _: Attributes) -> None:
        self._add_text("\t")

    def _start_break(self, _: Attributes) -> None:
        self._add_text("\n")

    def _add_text(self, text: str) -> None:
        if self._paragraph is not None:
            self._paragraph.append(text)

    def _end_paragraph(self) -> None:
        text, self._paragraph = "".join(self._paragraph or ()), None
        if len(text) > MAX_TEXT:
            refuse(FILE_TOO_LARGE, f"a text of more than {MAX_TEXT:,} characters")
        if self._in_note:
            self.note.append(text)
        # Deeper paragraphs belong to shapes. The depth is already that of the paragraph's parent.
        elif self.depth == self._cell_depth:
            self.texts.append(text)

    def _start_note(self, _: Attributes) -> None:
        self._in_note = True

    def _end_note(self) -> None:
        self._in_note = False


def count_of(written: Attributes, name: str) -> int:
    """Read a count such as a number of repetitions, 1 when it is not written."""
    count = int(written.get(name, 1))
    if count < 0:
        refuse(FILE_DAMAGED, f"{name} of {count}")
    return count
