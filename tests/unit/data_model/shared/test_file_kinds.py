"""Which files and links are kept as evidence, and which are refused whatever they are called."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from data_model.shared.file_kinds import LARGEST_FILE, MEDIA_TYPES, EvidenceRefused, check_file, check_link

MAIL = b"From: hal@example.org\r\nSubject: Audit\r\n folded on\r\n\r\nThe audit is done.\r\n"
MESSAGE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "__properties_version1.0".encode("utf-16-le")


def package(*names: str) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for name in ("[Content_Types].xml", *names):
            archive.writestr(name, "<x/>")
    return content.getvalue()


REAL: dict[str, bytes] = {
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3",
    "png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "jpg": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "jpeg": b"\xff\xd8\xff\xe1\0\x10Exif",
    "heic": b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic",
    "docx": package("word/document.xml"),
    "xlsx": package("xl/workbook.xml"),
    "pptx": package("ppt/presentation.xml"),
    "csv": "ref,grade\n1.01,good \u2013 é\n".encode("cp1252"),
    "txt": "Ärger über nichts".encode("utf-16"),
    "msg": MESSAGE,
    "eml": MAIL,
}


@pytest.mark.parametrize("ending", MEDIA_TYPES)
def test_a_real_file_of_each_type_is_kept(ending: str) -> None:
    assert set(REAL) == set(MEDIA_TYPES)
    assert check_file(f"Audit.{ending.upper()}", REAL[ending]) == (
        f"Audit.{ending.upper()}",
        MEDIA_TYPES[ending],
    )


PROGRAMS = {
    "Windows": b"MZ\x90\0\x03\0\0\0",
    "Linux": b"\x7fELF\x02\x01\x01\0",
    "Java": package("a.class"),
}


@pytest.mark.parametrize("ending", MEDIA_TYPES)
@pytest.mark.parametrize("content", PROGRAMS.values(), ids=PROGRAMS)
def test_a_program_by_any_name_is_refused(ending: str, content: bytes) -> None:
    with pytest.raises(EvidenceRefused, match="content is something else"):
        check_file(f"audit.{ending}", content)


@pytest.mark.parametrize(
    "name", ["audit.exe", "audit.html", "audit.svg", "audit.docm", "audit", "audit.pdf.js"]
)
def test_other_types_are_refused(name: str) -> None:
    with pytest.raises(EvidenceRefused, match="cannot be kept"):
        check_file(name, REAL["pdf"])


def test_one_office_file_is_not_another_and_none_may_hold_macros() -> None:
    with pytest.raises(EvidenceRefused, match="something else"):
        check_file("audit.docx", REAL["xlsx"])
    with pytest.raises(EvidenceRefused, match="macros"):
        check_file("audit.xlsx", package("xl/workbook.xml", "xl/vbaProject.bin"))
    with pytest.raises(EvidenceRefused, match="something else"):
        check_file("audit.docx", REAL["docx"][:-30])


def test_old_office_files_are_no_messages_and_text_is_no_mail() -> None:
    for name, content in (("a.msg", MESSAGE[:512]), ("a.eml", b"Just some words"), ("a.eml", b"x: y\n\nz")):
        with pytest.raises(EvidenceRefused, match="something else"):
            check_file(name, content)


def test_size_is_limited_and_an_empty_file_refused() -> None:
    assert check_file("a.txt", b"a" * LARGEST_FILE) == ("a.txt", "text/plain")
    with pytest.raises(EvidenceRefused, match="larger than 10 MB"):
        check_file("a.txt", b"a" * (LARGEST_FILE + 1))
    with pytest.raises(EvidenceRefused, match="empty"):
        check_file("a.txt", b"")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\audits\\June.txt", "June.txt"),
        ("../../etc/June.txt", "June.txt"),
        ("June\r\nX: y\u202e.txt", "JuneX: y.txt"),
        ("a" * 300 + ".txt", "a" * 146 + ".txt"),
    ],
)
def test_a_name_loses_its_folders_and_what_cannot_be_shown(given: str, kept: str) -> None:
    assert check_file(given, b"text")[0] == kept


def test_a_web_address_is_kept() -> None:
    for link in ("https://example.org/a?b=c#d", "http://intranet/audit", " https://example.org/ "):
        assert check_link(link) == link.strip()


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://example.org",
        "example.org",
        "https://",
        "//x",
        "https://user:word@example.org",
        "https://example.org/a b",
        "https://example.org/\nX",
        "https://[x",
        'https://example.org/"onclick="x',
        "https://example.org/" + "a" * 2000,
        "data:text/html,x",
    ],
)
def test_anything_else_is_refused(link: str) -> None:
    with pytest.raises(EvidenceRefused, match="web address"):
        check_link(link)
