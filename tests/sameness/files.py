"""Files that two collections are compared by, written so that a difference can be read.

Owns: how a file of each kind is stored. Refuses: leaving anything out of a file but the clock of a container.
"""

import hashlib
import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

_ZIP = b"PK\x03\x04"
_NOT_IN_A_NAME = re.compile(r"[^\w.,()’'=+ -]+")
# The moment of saving, which a library takes from the machine's clock.
_SAVED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def store(folder: Path, name: str, content: bytes | str) -> None:
    """Write a file; of a .docx, .xlsx or .zip its parts, beside a list of them in their order."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / _NOT_IN_A_NAME.sub("_", name)
    if path.exists() or path.with_name(f"{path.name}.parts").exists():
        raise FileExistsError(f"{path} would be written twice")
    if isinstance(content, str):
        path.write_text(content, encoding="utf-8", newline="")
    elif content.startswith(_ZIP):
        _store_parts(path.with_name(f"{path.name}.parts"), content)
    else:
        path.write_bytes(content)


def _store_parts(folder: Path, content: bytes) -> None:
    listed = []
    with ZipFile(BytesIO(content)) as archive:
        for entry in archive.infolist():
            part = _SAVED.sub(rb"\1", archive.read(entry))
            digest = "a container" if part.startswith(_ZIP) else hashlib.sha256(part).hexdigest()
            listed.append(f"{entry.filename}  {digest}\n")
            is_markup = entry.filename.endswith((".xml", ".rels"))
            # One tag a line: a difference in a part of one long line could not be read.
            store(folder, entry.filename, part.replace(b"><", b">\n<") if is_markup else part)
    store(folder, "members.txt", "".join(listed))
