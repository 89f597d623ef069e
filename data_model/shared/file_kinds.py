"""Which small files may be kept as evidence, told by their content and not by what they are called.

Owns: the types, the signature of each, the greatest size. Refuses: macros, and opening what is inside.
"""

import re
from io import BytesIO
from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import urlsplit
from zipfile import BadZipFile, ZipFile

LARGEST_FILE = 10 * 1024 * 1024  # bytes
LONGEST_NAME = 150  # characters of a file's name that are kept
_LONGEST_LINK = 2000
_OFFICE = "application/vnd.openxmlformats-officedocument."

MEDIA_TYPES: dict[str, str] = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "heic": "image/heic",
    "docx": f"{_OFFICE}wordprocessingml.document",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
    "pptx": f"{_OFFICE}presentationml.presentation",
    "csv": "text/csv",
    "txt": "text/plain",
    "msg": "application/vnd.ms-outlook",
    "eml": "message/rfc822",
}
_MAIN_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
_BEGINNINGS = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff"}
# A photograph of a telephone: a box that names its kind, one of these brands of HEIF first or among the rest.
_HEIC = re.compile(rb"(?s)\A....ftyp.{0,40}?(?:heic|heix|heim|heis|mif1)")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIL_HEADING = re.compile(r"(?:[!-9;-~]+:.*(?:\r?\n[ \t].*)*\r?\n)+\r?\n", re.ASCII)
_MAIL_NAMES = re.compile(r"^(?:from|received|return-path|date|subject|to):", re.IGNORECASE | re.MULTILINE)


class EvidenceRefused(ValueError):
    """Raised for evidence that cannot be kept; the text is a sentence for whoever gave it."""


def check_file(file_name: str, content: bytes) -> tuple[str, str]:
    """Return the name to keep and the media type of a file whose content is what its name says.

    Raises EvidenceRefused for another type, content that does not fit the name, an empty file, one larger
    than 10 MB, and Office files with macros.
    """
    name = _plain_name(file_name)
    ending = PurePosixPath(name).suffix.lower().lstrip(".")
    if ending not in MEDIA_TYPES:
        allowed = ", ".join(sorted(MEDIA_TYPES))
        raise EvidenceRefused(f"A file of this type cannot be kept. These can: {allowed}.")
    if not content:
        raise EvidenceRefused("The file is empty.")
    if len(content) > LARGEST_FILE:
        raise EvidenceRefused("The file is larger than 10 MB. Give a link to it instead.")
    if not _fits(ending, content):
        raise EvidenceRefused(f"The file is called .{ending}, but its content is something else.")
    return name, MEDIA_TYPES[ending]


def check_link(written: str) -> str:
    """Return a link without spaces around it. Raises EvidenceRefused unless it is a plain web address."""
    link = written.strip()
    try:
        parts = urlsplit(link)
        plain = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        plain = False
    if not plain or len(link) > _LONGEST_LINK or not link.isprintable() or any(c in link for c in ' "<>\\`'):
        raise EvidenceRefused("A link must be a web address that begins with https:// or http://.")
    return link


def _plain_name(file_name: str) -> str:
    """Leave out folders and characters that cannot be shown, and keep the ending of a long name."""
    last = PureWindowsPath(file_name.replace("/", "\\")).name
    shown = "".join(letter for letter in last if letter.isprintable()).strip(" .")
    path = PurePosixPath(shown)
    return path.stem[: LONGEST_NAME - len(path.suffix)] + path.suffix


def _fits(ending: str, content: bytes) -> bool:
    if ending in _BEGINNINGS:
        return content.startswith(_BEGINNINGS[ending])
    if ending == "heic":
        return _HEIC.match(content) is not None
    if ending in _MAIN_PARTS:
        return _is_office(content, _MAIN_PARTS[ending])
    if ending == "msg":
        # A compound file holds a message where this stream is listed in its directory.
        return content.startswith(_OLE) and "__properties_version1.0".encode("utf-16-le") in content
    text = _as_text(content)
    if text is None:
        return False
    if ending == "eml":
        heading = _MAIL_HEADING.match(text.lstrip("\ufeff"))
        return heading is not None and len(_MAIL_NAMES.findall(heading[0])) >= 2
    return True


def _is_office(content: bytes, main_part: str) -> bool:
    try:
        with ZipFile(BytesIO(content)) as package:
            names = {name.lower() for name in package.namelist()}
    except (BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        return False
    if any(name.endswith("vbaproject.bin") for name in names):
        raise EvidenceRefused("The file holds macros. Save it without them.")
    return main_part in names and "[content_types].xml" in names


def _as_text(content: bytes) -> str | None:
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if wide else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        controls = any(ord(letter) < 32 and letter not in "\t\r\n\f" for letter in text)
        return None if controls else text
    return None
