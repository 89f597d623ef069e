"""Texts made of paragraphs in parts of an Office package: text boxes, headers, footers, notes, comments.

Owns: the words of each block, line by line. Refuses: fonts, and words that a tracked change took out.
"""

from collections.abc import Collection

from loaders.files.issues import FILE_TOO_LARGE
from loaders.files.read_package import MAX_BOXES, MAX_TEXT, Package, refuse
from loaders.files.read_xml import Attributes, Walker
from loaders.files.xlsx.read_xlsx_text import decoded


def read_blocks(package: Package, part: str, blocks: Collection[str]) -> list[tuple[str, str]]:
    """Give the number ("" without one) and the text of each block of these local names; none for a part that
    the package lacks. Raises UnreadableFile for more text than anyone could read."""
    if part not in package:
        return []
    walker = _BlocksWalker(blocks)
    with package.open(part) as source:
        walker.walk(source)
    return walker.found


class _BlocksWalker(Walker):
    """Prefixes differ between programs, so that names are compared without them."""

    def __init__(self, blocks: Collection[str]) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._blocks = blocks
        self._number = ""
        self._lines: list[str] = []
        self._length = 0
        self._skipped = 0

    def on_start(self, name: str, attributes: Attributes) -> None:
        super().on_start(name, attributes)
        plain = name.rpartition(":")[2]
        if plain == "Fallback":
            # What stands here repeats what newer programs read beside it.
            self._skipped += 1
        elif plain in self._blocks:
            self._lines = []
            self._number = next((value for key, value in attributes.items() if key.endswith(":id")), "")
        elif plain == "p":
            self._lines.append("")
            if len(self._lines) > MAX_TEXT:
                refuse(FILE_TOO_LARGE, "a text of endless lines beside the tables")

    def on_end(self, name: str) -> None:
        plain = name.rpartition(":")[2]
        if plain == "Fallback":
            self._skipped -= 1
        elif self._skipped:
            pass
        elif plain in ("t", "br", "tab") and self._lines:
            text = self.take_text() if plain == "t" else {"br": "\n", "tab": "\t"}[plain]
            self._length += len(text)
            self._lines[-1] += text
        elif plain in self._blocks:
            text = "\n".join(self._lines).strip()
            if text:
                self.found.append((self._number, decoded(text)))
            self._lines = []
        if self._length > MAX_TEXT or len(self.found) > MAX_BOXES:
            refuse(FILE_TOO_LARGE, "more text beside the tables than anyone could read")
        super().on_end(name)
