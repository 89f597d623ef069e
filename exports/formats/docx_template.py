"""A council's own template, opened so that a pack can be appended to what it holds.

Owns: which files can be templates, and what is taken out of one: the link to a template elsewhere. Refuses:
files with macros, and everything that is no Word document.
"""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

from docx import Document
from docx.document import Document as DocumentType
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from exports.formats.bad_template import BadTemplate
from exports.formats.docx_links import without_links
from exports.formats.docx_package import packed

_MOST_BYTES = 50_000_000  # unpacked
_MOST_PARTS = 2_000
_MOST_ELEMENTS = 400_000  # of all parts; each takes a hundred times its own bytes while the file is open
_TYPES = "[Content_Types].xml"
_TEMPLATE_TYPE, _DOCUMENT_TYPE = b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml"
_OLD_FILE = b"\xd0\xcf\x11\xe0"


def open_template(content: bytes) -> DocumentType:
    """Open a .docx or .dotx file to be written on. Raises BadTemplate."""
    parts = _parts(content)
    types = parts.get(_TYPES, b"")
    if b"macroEnabled" in types or any(name.endswith("vbaProject.bin") for name in parts):
        raise BadTemplate("The template holds macros; save it as a .docx file without them.")
    if _TEMPLATE_TYPE not in types and _DOCUMENT_TYPE not in types:
        raise BadTemplate("The template is not a Word document (.docx or .dotx).")
    if any(b"<!DOCTYPE" in part for name, part in parts.items() if name.endswith((".xml", ".rels"))):
        raise BadTemplate("The template declares entities, which no Word document needs.")
    parts[_TYPES] = types.replace(_TEMPLATE_TYPE, _DOCUMENT_TYPE)
    if (
        sum(part.count(b"<") for name, part in parts.items() if name.endswith((".xml", ".rels")))
        > _MOST_ELEMENTS
    ):
        raise BadTemplate("The template is too large: keep of it only what stands on every pack.")
    try:
        parts = without_links(parts)
        document = Document(BytesIO(packed(parts)))
        _forget_its_own_template(document)
        _ = document.element.body, document.styles.element, document.sections
    except BadTemplate:
        raise
    except Exception as error:
        # A broken part can fail anywhere in the library, with errors of many kinds.
        raise BadTemplate("The template is damaged; open it in Word and save it again.") from error
    if document.element.body.sectPr is None:
        raise BadTemplate("The template does not say what its pages are; open it in Word and save it again.")
    return document


def _parts(content: bytes) -> dict[str, bytes]:
    if content.startswith(_OLD_FILE):
        raise BadTemplate("The template has a password or is an old .doc file; save it as .docx without one.")
    try:
        with ZipFile(BytesIO(content)) as archive:
            infos = archive.infolist()
            if len(infos) > _MOST_PARTS or sum(info.file_size for info in infos) > _MOST_BYTES:
                raise BadTemplate("The template is too large: more than 50 MB unpacked.")
            return {info.filename: archive.read(info) for info in infos if not info.is_dir()}
    except BadTemplate:
        raise
    except Exception as error:  # what a zip and its packings raise of changed bytes, nobody lists
        raise BadTemplate("The template is not a Word document (.docx or .dotx).") from error


def _forget_its_own_template(document: DocumentType) -> None:
    """Take out the link to the template that the file was made from: Word would fetch it on opening."""
    settings: Any = document.settings.element
    holder = document.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)
    for attached in settings.findall(qn("w:attachedTemplate")):
        related = attached.get(qn("r:id"))
        settings.remove(attached)
        if related in holder.rels:
            del holder.rels[related]
