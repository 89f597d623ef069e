"""A workbook's bytes, the same each time, and the demo council's colour theme.

Owns: what openpyxl leaves to the clock (times in the archive, the day of change) or to chance (the order of
merged ranges). Refuses: anything a person would see in a cell.
"""

import re
import zipfile
from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.writer.theme import theme_xml

# openpyxl’s stock theme with the council’s own accents. The second and fifth are not colours of the key: the
# sheet reaches yellow and grey-blue from them with tints.
_ACCENTS = ("00B050", "FFFF66", "FF0000", "FFC000", "4169BE", "0070C0")


def _with_accents(theme: str) -> bytes:
    for number, colour in enumerate(_ACCENTS, start=1):
        theme = re.sub(rf'(<a:accent{number}>\s*<a:srgbClr val=")[0-9A-F]{{6}}', rf"\g<1>{colour}", theme)
    return theme.encode()


COUNCIL_THEME: bytes = _with_accents(theme_xml)


def _in_order(sheet: str) -> str:
    ranges = sorted(re.findall(r'<mergeCell ref="[^"]+" ?/>', sheet))
    return re.sub(
        r"(<mergeCells[^>]*>).*(</mergeCells>)", lambda match: match[1] + "".join(ranges) + match[2], sheet
    )


def steady_bytes(workbook: Workbook, changed: date) -> bytes:
    """Save a workbook as .xlsx bytes that depend on its content and on the day of change alone."""
    saved, steady = BytesIO(), BytesIO()
    workbook.save(saved)
    stamp = f"{changed:%Y-%m-%d}T09:00:00Z"
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name).decode()
            if name == "docProps/core.xml":
                text = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp, text)
            if name.startswith("xl/worksheets/sheet"):
                text = _in_order(text)
            entry = zipfile.ZipInfo(name, (changed.year, changed.month, changed.day, 9, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, text)
    return steady.getvalue()
