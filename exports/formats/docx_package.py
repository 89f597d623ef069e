"""The .zip file that a Word or Excel document is, made so that the same parts give the same bytes.

Owns: times and order of the parts. Refuses: what stands in them, but for the time of saving.
"""

import re
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of a .zip file's calendar
_SAVED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def same_bytes(content: bytes, *, saved: str = "") -> bytes:
    """Write a document's file again without the time of writing.

    `saved` replaces the time of saving among its properties, such as 2022-12-12T09:00:00Z; "" leaves it.
    """
    with ZipFile(BytesIO(content)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    if saved and "docProps/core.xml" in parts:
        parts["docProps/core.xml"] = _SAVED.sub(
            rb"\g<1>" + saved.encode() + rb"\2", parts["docProps/core.xml"]
        )
    return packed(parts)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Write parts into a .zip file in the order given."""
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, part in parts.items():
            info = ZipInfo(name, _FIRST_DAY)
            info.compress_type, info.create_system = ZIP_DEFLATED, 0
            archive.writestr(info, part)
    return stream.getvalue()
