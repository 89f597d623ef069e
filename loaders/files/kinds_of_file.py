"""Kinds of file that are no plan, told by their bytes: each gets the sentence that helps.

Owns: encrypted, old and foreign files, links, lock files, files that are not on this computer.
Refuses: reading them. A name settles nothing but what a lock file is.
"""

import json
import re

from loaders.files.issues import (
    FILE_LABELLED,
    FILE_LINK,
    FILE_LOCK,
    FILE_NOT_DOWNLOADED,
    FILE_NOT_WORKBOOK,
    FILE_OLD_DOC,
    FILE_OLD_XLS,
    FILE_PASSWORD,
    FILE_PDF,
    FILE_WEB_PAGE,
)
from loaders.files.read_package import refuse

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLDEST_XLS = (b"\x09\x08\x10\x00", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00")
_SHORTCUT = b"\x4c\x00\x00\x00\x01\x14\x02\x00"
_LONGEST_LOCK = 1024
_LONGEST_LINK = 8192
_BINARY_KINDS = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a rich text document"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"7z\xbc\xaf", "a compressed archive"),
    (b"Rar!", "a compressed archive"),
)
_WEB_PAGE = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<meta", b"<style", b"<script")
_DOCUMENT_KEYS = ("doc_id", "url", "resource_id")
_ADDRESS = re.compile(rb"^URL=([^\r\n]{1,500})|<key>URL</key>\s*<string>([^<]{1,500})", re.M)
_OWNER = re.compile(rb"<OWNER>.{0,400}?<NAME>([^<]{1,200})</NAME>", re.S)


def refuse_other_kinds(file_name: str, content: bytes) -> None:
    """Raise UnreadableFile for a file that is no zip package and no plain text, or only points to one."""
    if not content.strip(b"\x00"):
        refuse(FILE_NOT_DOWNLOADED, f"{len(content):,} bytes, all zero")
    _refuse_lock(file_name.replace("\\", "/").rpartition("/")[2], content)
    if content.startswith(_OLE):
        _refuse_old_container(content)
    if content.startswith(_OLDEST_XLS):
        refuse(FILE_OLD_XLS, "a workbook of Excel 95 or before")
    if content.startswith(b"%PDF"):
        refuse(FILE_PDF, "a PDF document")
    if content.startswith(_SHORTCUT):
        refuse(FILE_LINK, "a shortcut of Windows")
    for start, kind in _BINARY_KINDS:
        if content.startswith(start):
            refuse(FILE_NOT_WORKBOOK, kind)
    if len(content) <= _LONGEST_LINK:
        _refuse_link(content)
    _refuse_marked_up_text(content)


def _refuse_lock(name: str, content: bytes) -> None:
    """Refuse the small file that marks a workbook as open; it holds who has it open."""
    if len(content) > _LONGEST_LOCK:
        return
    if name.startswith("~$") and content[0] < 55:
        who = content[1 : 1 + content[0]].decode("cp1252", "replace").strip()
        refuse(FILE_LOCK, f"open by {who}" if who.isprintable() and who else "it holds no plan")
    if name.startswith(".~lock."):
        refuse(FILE_LOCK, "it holds no plan")


def _refuse_old_container(content: bytes) -> None:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if holds("EncryptedPackage"):
        if holds("DRMEncrypted") or holds("LabelInfo"):
            # The licence inside is a text of either width; it names who set the label.
            owner = _OWNER.search(content) or _OWNER.search(content.replace(b"\x00", b""))
            seen = f", set by {owner[1].decode('utf-8', 'replace')}" if owner else ""
            refuse(FILE_LABELLED, f"encrypted by a sensitivity label{seen}")
        refuse(FILE_PASSWORD, "an encrypted workbook")
    if holds("WordDocument"):
        refuse(FILE_OLD_DOC, "a document of Word 97 to 2003")
    if holds("PowerPoint Document"):
        refuse(FILE_NOT_WORKBOOK, "an old PowerPoint presentation")
    if holds("__substg1.0_"):
        refuse(FILE_NOT_WORKBOOK, "an e-mail message")
    refuse(FILE_OLD_XLS, "a workbook of Excel 97 to 2003")


def _refuse_link(content: bytes) -> None:
    found = _ADDRESS.search(content) if b"InternetShortcut" in content or b"<plist" in content else None
    if found:
        refuse(FILE_LINK, f"a link to {(found[1] or found[2]).decode('utf-8', 'replace')}")
    if content.lstrip().startswith(b"{"):
        try:
            held = json.loads(content)
        except (ValueError, RecursionError):
            return
        if isinstance(held, dict) and any(key in held for key in _DOCUMENT_KEYS):
            address = held.get("url")
            refuse(
                FILE_LINK,
                f"a link to {address}"[:500] if isinstance(address, str) else "a link to Google Drive",
            )


def _refuse_marked_up_text(content: bytes) -> None:
    # UTF-16 puts a NUL beside every letter; without them the marks can be looked for as they are.
    start = content[:4096].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith(_WEB_PAGE):
        refuse(FILE_WEB_PAGE, "a web page, though its name says otherwise")
    if start.startswith((b"mime-version:", b"from: ")):
        refuse(FILE_WEB_PAGE, "a saved web page or message")
    if start.startswith((b"<?xml", b"<!--", b"<office:", b"<workbook")):
        if b"<html" in start:
            refuse(FILE_WEB_PAGE, "a web page, though its name says otherwise")
        if b"excel.sheet" in start or b"schemas-microsoft-com:office:spreadsheet" in start:
            refuse(FILE_NOT_WORKBOOK, "an XML spreadsheet of Excel 2003")
        refuse(FILE_NOT_WORKBOOK, "an XML document")
