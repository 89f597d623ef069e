"""Reading XML from an untrusted file, with bounded memory.

Owns: refusing document types (and with them every entity bomb and outside reference), endless nesting and
endless text; calling a reader's methods as elements open and close. Refuses: what elements mean.

Large parts are walked with expat itself rather than as a tree: it costs half the time and no memory.
"""

from collections.abc import Callable, Iterator
from typing import IO, NoReturn
from xml.etree.ElementTree import Element, ParseError
from xml.parsers import expat

import defusedxml
import defusedxml.ElementTree

from loaders.files.issues import FILE_DAMAGED, FILE_TOO_LARGE, FILE_UNSAFE, Issue, UnreadableFile
from loaders.files.read_package import MAX_TEXT, refuse

MAX_DEPTH = 256
_CHUNK = 64 * 1024
_UNSAFE = "a document type declaration, which can define entities"

Attributes = dict[str, str]


def parse_xml(content: bytes) -> Element:
    """Parse a small part into a tree; raises UnreadableFile for unsafe or broken XML."""
    try:
        root: Element = defusedxml.ElementTree.fromstring(content, forbid_dtd=True)
    except defusedxml.DefusedXmlException as problem:
        raise UnreadableFile(Issue(FILE_UNSAFE, seen=_UNSAFE)) from problem
    except ParseError as problem:
        raise UnreadableFile(Issue(FILE_DAMAGED, seen=_broken_at(*problem.position))) from problem
    return root


def _broken_at(line: int, column: int) -> str:
    return f"its XML is broken off or wrong at line {line:,}, character {column + 1:,}"


def local_name(element: Element) -> str:
    """Name an element without its namespace, which differs between the two standards of .xlsx."""
    return element.tag.rpartition("}")[2]


def each_child(element: Element | None, name: str) -> Iterator[Element]:
    """Give the direct children of that local name; none for no element."""
    if element is not None:
        for child in element:
            if local_name(child) == name:
                yield child


def first_child(element: Element | None, name: str) -> Element | None:
    """Give the first direct child of that local name, or None."""
    return next(each_child(element, name), None)


class Walker:
    """Walks one large part and calls `starts[name](attributes)` and `ends[name]()`.

    Names are keyed without prefix when the part's root has none; a root such as <x:worksheet> is understood.
    """

    def __init__(self) -> None:
        self.depth = 0
        self.starts: dict[str, Callable[[Attributes], None]] = {}
        self.ends: dict[str, Callable[[], None]] = {}
        self._pieces: list[str] = []

    def walk(self, source: IO[bytes]) -> None:
        """Read the part to its end; raises UnreadableFile for unsafe, broken or endless XML."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_document_type
        parser.StartElementHandler = self._first_start
        parser.EndElementHandler = self.on_end
        parser.CharacterDataHandler = self._pieces.append
        self._parser = parser
        try:
            while chunk := source.read(_CHUNK):
                parser.Parse(chunk, False)
                if len(self._pieces) > 1 and sum(map(len, self._pieces)) > MAX_TEXT:
                    refuse(FILE_TOO_LARGE, f"a text of more than {MAX_TEXT:,} characters")
            parser.Parse(b"", True)
        except expat.ExpatError as problem:
            seen = _broken_at(problem.lineno, problem.offset)
            raise UnreadableFile(Issue(FILE_DAMAGED, seen=seen)) from problem

    def take_text(self) -> str:
        """Give the text since the last element opened or closed, and forget it."""
        text = "".join(self._pieces)
        self._pieces.clear()
        return text

    def _first_start(self, name: str, attributes: Attributes) -> None:
        prefix, colon, _ = name.rpartition(":")
        if colon and name not in self.starts:
            self.starts |= {f"{prefix}:{key}": handler for key, handler in self.starts.items()}
            self.ends |= {f"{prefix}:{key}": handler for key, handler in self.ends.items()}
        self._parser.StartElementHandler = self.on_start
        self.on_start(name, attributes)

    def on_start(self, name: str, attributes: Attributes) -> None:
        """Meet an opening element. Text before it is dropped: only innermost texts are wanted."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            refuse(FILE_DAMAGED, f"its XML is nested more than {MAX_DEPTH} deep")
        self._pieces.clear()
        handler = self.starts.get(name)
        if handler is not None:
            handler(attributes)

    def on_end(self, name: str) -> None:
        """Meet a closing element."""
        self.depth -= 1
        handler = self.ends.get(name)
        if handler is not None:
            handler()
        self._pieces.clear()


def _refuse_document_type(*_: object) -> NoReturn:
    refuse(FILE_UNSAFE, _UNSAFE)
