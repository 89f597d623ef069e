"""Escapes in the texts of .xlsx files.

Owns: escapes such as _x000D_ and line ends. Refuses: texts longer than any cell.
"""

import re

from loaders.files.issues import FILE_TOO_LARGE
from loaders.files.read_package import MAX_TEXT, refuse

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def decoded(text: str) -> str:
    """Decode escapes such as _x000D_ and make line ends "\\n"; text longer than any cell is refused."""
    if len(text) > MAX_TEXT:
        refuse(FILE_TOO_LARGE, f"a text of more than {MAX_TEXT:,} characters")
    if "_x" in text:
        text = _ESCAPE.sub(_unescape, text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _unescape(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    # NUL and halves of pairs are no text that a database could keep: they stay as written.
    return match[0] if code == 0 or 0xD800 <= code < 0xE000 else chr(code)
