"""Names that a program gives by itself, which say nothing of what they name.

Owns: "Sheet1", "Table 1", "Sheet 1 - Table 1", "Column1" and their like, in a few tongues.
Refuses: a name with a word of anybody's own.
"""

import re

_WORDS = "sheet|worksheet|table|column|unnamed|untitled(?: table)?|tabelle|feuil|hoja|blad|arkusz"
_ONE = rf"(?:{_WORDS})[\s:_-]*\d{{0,4}}"
_DEFAULT = re.compile(rf"\s*{_ONE}(?:\s*[-–—:]+\s*{_ONE})*(?:\s*\(\d{{1,3}}\))?\s*", re.IGNORECASE)
_WHOLE = ("export summary", "query", "owssvr", "data", "export")


def is_default_name(name: str) -> bool:
    """Say whether a sheet's, a table's or a column's name was given by a program and not by a person."""
    return bool(_DEFAULT.fullmatch(name[:100])) or " ".join(name.split()).casefold() in _WHOLE
