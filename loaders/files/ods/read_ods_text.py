"""Text of .ods cells: paragraphs, counted spaces, tabs, line breaks, and notes beside them.

Owns: telling a cell's own text from a note's and from a shape's; the look of each piece, and links.
Refuses: what a look means.
"""

import re

from loaders.files.issues import FILE_DAMAGED, FILE_TOO_LARGE
from loaders.files.letters import MAX_RUNS, PLAIN, FontLook, Run
from loaders.files.ods.read_ods_styles import StylesWalker
from loaders.files.read_package import MAX_BOXES, MAX_TEXT, refuse
from loaders.files.read_xml import Attributes


class TextWalker(StylesWalker):
    """Collects the paragraphs of the current cell in `texts`, with their looks in `runs` and addresses in
    `links`; those of its note in `note`; and the texts of shapes in `boxes`."""

    def __init__(self) -> None:
        super().__init__()
        self._paragraph: list[Run] | None = None
        self._in_note = False
        self._spans: list[FontLook | None] = []
        self._shapes = 0
        self._shape_lines: list[str] = []
        self.boxes: list[str] = []
        self.start_texts()
        self.starts |= {
            "text:p": self._start_paragraph,
            "text:s": self._start_spaces,
            "text:tab": self._start_tab,
            "text:line-break": self._start_break,
            "text:span": self._start_span,
            "text:a": self._start_link,
            "office:annotation": self._start_note,
        }
        self.ends |= {
            "text:p": self._end_paragraph,
            "text:span": self._end_span,
            "office:annotation": self._end_note,
        }

    def start_texts(self) -> None:
        """Begin a cell at the current depth."""
        self._cell_depth = self.depth
        self.texts: list[str] = []
        self.note: list[str] = []
        self.runs: list[Run] = []
        self.links: dict[str, None] = {}

    def on_start(self, name: str, attributes: Attributes) -> None:
        self._keep_text()
        super().on_start(name, attributes)
        if name.startswith("draw:"):
            self._shapes += 1

    def on_end(self, name: str) -> None:
        self._keep_text()
        super().on_end(name)
        if name.startswith("draw:"):
            self._end_shape()

    def _end_shape(self) -> None:
        self._shapes -= 1
        text = "\n".join(self._shape_lines).strip()
        if not self._shapes and text and not self._in_note:
            self.boxes.append(text)
            if len(self.boxes) > MAX_BOXES:
                refuse(FILE_TOO_LARGE, f"more than {MAX_BOXES:,} text boxes")
        if not self._shapes:
            self._shape_lines = []

    def _keep_text(self) -> None:
        if self._paragraph is not None:
            # In OpenDocument a run of blanks in the XML is one space; others are elements.
            self._add_text(re.sub(r"[ \t\r\n]+", " ", self.take_text()))

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
        if self._paragraph is not None and text:
            look = next((one for one in reversed(self._spans) if one is not None), None)
            self._paragraph.append(Run(text, look))

    def _start_span(self, written: Attributes) -> None:
        look = self.look_of("text", written.get("text:style-name", ""))
        # A span that says nothing of its letters leaves them as the cell has them.
        self._spans.append(None if look == PLAIN else look)

    def _end_span(self) -> None:
        self._spans.pop()

    def _start_link(self, written: Attributes) -> None:
        address = written.get("xlink:href", "")
        if address and not self._in_note and not self._shapes:
            self.links[address] = None

    def _end_paragraph(self) -> None:
        runs, self._paragraph = self._paragraph or [], None
        text = "".join(run.text for run in runs)
        if len(text) > MAX_TEXT or len(self.runs) + len(runs) > MAX_RUNS:
            refuse(FILE_TOO_LARGE, f"a text of more than {MAX_TEXT:,} characters")
        if self._in_note:
            self.note.append(text)
        elif self._shapes:
            self._shape_lines.append(text)
            if len(self._shape_lines) > MAX_RUNS:
                refuse(FILE_TOO_LARGE, "a text box of endless lines")
        # Deeper paragraphs belong to shapes. The depth is already that of the paragraph's parent.
        elif self.depth == self._cell_depth:
            if self.texts:
                self.runs.append(Run("\n", None))
            self.texts.append(text)
            self.runs += runs

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
