"""What one cell of an .ods workbook holds: a number, a day, a text, an error, and the address of its link.

Owns: the types of value that the format has. Refuses: how the value looks (`read_ods_styles`).
"""

import re
from collections.abc import Sequence
from datetime import datetime, time

from loaders.files.raw_workbook import CellValue
from loaders.files.read_xml import Attributes
from loaders.files.xlsx.read_xlsx_values import as_day, whole

_HYPERLINK = re.compile(r'(?:of:)?=HYPERLINK\(\s*"((?:[^"]|"")*)"', re.I)
_DURATION = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,](\d+))?S\Z")
_ERROR_TEXT = re.compile(r"#[A-Z/0!?]+[!?A]?|Err:\d+")


def read_value(written: Attributes, texts: Sequence[str]) -> tuple[CellValue, str]:
    """Read what a cell holds by its attributes and its paragraphs, and what is wrong with it, if anything."""
    kind = written.get("office:value-type", "")
    # A paragraph without text still shows that a formula was calculated.
    text = "\n".join(texts) or None
    is_formula = "table:formula" in written
    if written.get("calcext:value-type") == "error" or (is_formula and _ERROR_TEXT.fullmatch(text or "")):
        return text or "#VALUE!", "error"
    if kind in ("float", "percentage", "currency"):
        return whole(float(written["office:value"])), ""
    if kind == "boolean":
        return written.get("office:boolean-value") == "true", ""
    if kind in ("date", "time"):
        moment = _moment(written.get("office:date-value", ""), written.get("office:time-value", ""))
        return (moment, "") if moment is not None else (text, "" if kind == "time" else "error")
    if kind == "string" and text is None:
        text = written.get("office:string-value") or None
    return text, "formula-without-value" if is_formula and not kind and not texts else ""


def link_of(written: Attributes) -> str:
    """Return the address that a formula of a cell links to; empty without one."""
    found = _HYPERLINK.match(written.get("table:formula", ""))
    return found[1].replace('""', '"') if found else ""


def _moment(day: str, duration: str) -> CellValue:
    """Read an ISO date, moment or time of day; None for anything else, such as a duration of 26 hours."""
    try:
        if day:
            return as_day(datetime.fromisoformat(day))
    except ValueError:
        return None
    match = _DURATION.match(duration)
    if not match or int(match[1]) > 23 or int(match[2]) > 59 or int(match[3]) > 59:
        return None
    return time(int(match[1]), int(match[2]), int(match[3]), int(f"{match[4] or 0:0<6}"[:6]))
