"""How a text file is written: its encoding, from the whole text or block by block, and its delimiter.

Owns: both, found from the content and never from the machine's settings. Refuses: binary content, control
characters, and text that no encoding fits; rows and cells.
"""

import re
from codecs import IncrementalDecoder, getincrementaldecoder
from collections import Counter

from loaders.files.issues import ENCODING, FILE_DAMAGED, FILE_NOT_WORKBOOK, Issue, UnreadableFile
from loaders.files.read_package import refuse

DELIMITERS = (",", ";", "\t", "|")
_BYTES_WEIGHED = 1_000_000
_START = 4096
_USUAL_MARKS = "‘’“”–—…•£€°½"
_USUAL_LETTERS = "áàâäãåçéèêëíîïñóôöõúùûüæøÉ\xa0¼¾×±²³·ŵŷ"
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_NAMES = {
    "utf-8-sig": "utf-8",
    "utf-16-le": "utf-16",
    "utf-16-be": "utf-16",
    "cp1252": "windows-1252",
    "mac_roman": "mac-roman",
}
_CONTROL_BYTES = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1a")
CONTROLS = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")
# Bytes that are a letter or punctuation mark of UTF-8 and hardly ever neighbours in Windows text.
_UTF8_PAIR = re.compile(rb"[\xc3-\xf4][\x80-\xbf]")
_TOLD_DELIMITER = re.compile(r"sep=([^\"\r\n])\r?\n")


def encoding_name(codec: str) -> str:
    """Name an encoding for people: "utf-16", "windows-1252"."""
    return _NAMES.get(codec, codec)


def encoding_issues(encoding: str, sheet: str = "") -> tuple[Issue, ...]:
    """Say how a text file is encoded where that is not UTF-8; `encoding` is empty of a workbook."""
    return (Issue(ENCODING, encoding, sheet),) if encoding not in ("", "utf-8") else ()


def told_delimiter(text: str) -> tuple[str, int]:
    """Return the delimiter that a first line "sep=;" tells, as Excel reads it, and where the rows begin.

    The delimiter is empty where no such line stands.
    """
    told = _TOLD_DELIMITER.match(text)
    return (told[1], told.end()) if told else ("", 0)


def decode(content: bytes) -> tuple[str, str]:
    """Decode text and name its encoding: by its byte order mark, as UTF-16 when every other byte is NUL, as
    UTF-8, else as Windows-1252 or Mac Roman, whichever reads better. Raises UnreadableFile when none fits."""
    codec = _told_codec(content[:_START])
    if codec:
        return _decoded(content, codec), encoding_name(codec)
    if b"\x00" in content:
        refuse(FILE_NOT_WORKBOOK, "binary content")
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        if _is_mac_roman(_letters_of(content[:_BYTES_WEIGHED])):
            return content.decode("mac_roman"), encoding_name("mac_roman")
        text = _decoded(content, "cp1252")
        doubt = ", parts of it perhaps utf-8" if _UTF8_PAIR.search(content) else ""
        return text, f"{encoding_name('cp1252')}{doubt}"


class Decoding:
    """Decodes blocks by every encoding that a text may have, so that a long text is never held whole."""

    def __init__(self) -> None:
        self._left: list[tuple[str, IncrementalDecoder]] | None = None
        self._tried: list[str] = []
        self._letters: Counter[int] = Counter()
        self._weighed = 0

    def feed(self, block: bytes) -> None:
        """Decode one more block. Raises UnreadableFile for binary content and control characters."""
        if self._left is None:
            told = _told_codec(block[:_START])
            self._tried = [told] if told else ["utf-8", "cp1252"]
            self._left = [(codec, getincrementaldecoder(codec)()) for codec in self._tried]
        if not self._is_wide and len(block.translate(None, _CONTROL_BYTES)) != len(block):
            seen = "binary content" if b"\x00" in block else "text with control characters in it"
            refuse(FILE_NOT_WORKBOOK, seen)
        if self._weighed < _BYTES_WEIGHED:
            part = block[: _BYTES_WEIGHED - self._weighed]
            self._letters.update(_letters_of(part))
            self._weighed += len(part)
        if CONTROLS.search(self._decode(block, final=False)):
            refuse(FILE_NOT_WORKBOOK, "text with control characters in it")

    def end(self) -> str:
        """Return the likeliest encoding that fits to the last byte. Raises UnreadableFile when none does."""
        self._decode(b"", final=True)
        fitting = [codec for codec, _ in self._left or ()]
        if fitting[:1] not in ([], ["cp1252"]):
            return fitting[0]
        if not self._is_wide and _is_mac_roman(self._letters):
            return "mac_roman"
        if not fitting:
            refuse(FILE_DAMAGED, f"the text is not {' or '.join(map(encoding_name, self._tried))}")
        return fitting[0]

    @property
    def _is_wide(self) -> bool:
        return self._tried[0].startswith(("utf-16", "utf-32"))

    def _decode(self, block: bytes, *, final: bool) -> str:
        """Go on with the encodings that still fit; return a text whose bytes hide control characters."""
        left, said = [], ""
        for codec, decoder in self._left or ():
            try:
                text = decoder.decode(block, final)
            except UnicodeDecodeError:
                continue
            left.append((codec, decoder))
            said = text if self._is_wide else ""
        self._left = left
        return said


def _told_codec(start: bytes) -> str:
    """Return the codec that a byte order mark or the NUL bytes of UTF-16 tell; empty where neither does."""
    for mark, codec in _BYTE_ORDER_MARKS:
        if start.startswith(mark):
            return codec
    half = len(start) // 2
    first, second = start[0 : half * 2 : 2].count(0), start[1 : half * 2 : 2].count(0)
    if half and second > half * 0.7 and not first:
        return "utf-16-le"
    if half and first > half * 0.7 and not second:
        return "utf-16-be"
    return ""


def _letters_of(content: bytes) -> Counter[int]:
    """Count the bytes beyond ASCII; a text has few of them."""
    return Counter(content.translate(None, bytes(range(128))))


def _is_mac_roman(letters: Counter[int]) -> bool:
    """Say whether text that is no UTF-8 reads better as Excel for Mac writes it than as Windows does."""
    weights = {
        codec: sum(count * _weight(bytes([byte]).decode(codec, "replace")) for byte, count in letters.items())
        for codec in ("mac_roman", "cp1252")
    }
    return weights["mac_roman"] > max(0, weights["cp1252"])


def _weight(letter: str) -> int:
    """Weigh how usual a letter is in an English plan: marks of punctuation most, other symbols not at all."""
    return 3 if letter in _USUAL_MARKS else 1 if letter in _USUAL_LETTERS else -1


def _decoded(content: bytes, codec: str) -> str:
    try:
        return content.decode(codec)
    except UnicodeDecodeError as problem:
        seen = f"the text is neither UTF-8 nor {codec}: byte {problem.start + 1:,}"
        raise UnreadableFile(Issue(FILE_DAMAGED, seen=seen)) from problem
