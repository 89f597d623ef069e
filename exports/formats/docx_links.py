"""What a council's own template would fetch from elsewhere: taken out before anything is written on it.

Owns: relationships that lead out of the file, what hangs on them, and fields that fetch. Refuses: every other
change of a template.

Word follows some of them by itself when a document is opened: the picture on a web page, the template on a
share, the table behind a mail merge. A pack must ask nobody for anything, whoever opens it.
"""

import posixpath
import re
from typing import Any

from lxml import etree

from exports.formats.bad_template import BadTemplate

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# What stays as it is without its target: the words of a link, and the frame of a picture.
_STAY = frozenset(("hyperlink", "blip", "imagedata", "fill", "stroke", "shape"))
_FETCHES = re.compile(
    r"(?:\A|\s)(DDE|DDEAUTO|DATABASE|IMPORT|INCLUDE|INCLUDEPICTURE|INCLUDETEXT|LINK|RD)(?=\s|\Z)",
    re.IGNORECASE,
)


def without_links(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return a template's parts without what leads out of the file.

    Raises BadTemplate for a field that fetches, and lxml's XMLSyntaxError for a part that is no XML.
    """
    kept = dict(parts)
    for name, content in parts.items():
        if name.endswith(".rels") and b"External" in content:
            relationships = _parsed(content)
            outward = [each for each in relationships if each.get("TargetMode") == "External"]
            for each in outward:
                relationships.remove(each)
            kept[name] = _written(relationships)
            source = _source_of(name)
            if source in kept:
                kept[source] = _without(kept[source], {each.get("Id") for each in outward})
    for name, content in kept.items():
        if name.startswith("word/") and name.endswith(".xml") and b"instr" in content:
            _refuse_fetching(_parsed(content))
    return kept


def _source_of(relationships: str) -> str:
    folder, file = posixpath.split(relationships)
    return posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))


def _without(content: bytes, ids: set[str | None]) -> bytes:
    """Take what hangs on relationships out of a part: the element, or where it stays, the attribute alone."""
    root = _parsed(content)
    for element in list(root.iter(etree.Element)):
        names = [
            name for name, value in element.attrib.items() if name.startswith(f"{{{_R}}}") and value in ids
        ]
        if names and etree.QName(element).localname not in _STAY and element.getparent() is not None:
            element.getparent().remove(element)
            continue
        for name in names:
            del element.attrib[name]
    return _written(root)


def _refuse_fetching(root: Any) -> None:
    said = [each.get(f"{{{_W}}}instr", "") for each in root.iter(f"{{{_W}}}fldSimple")]
    # A field's words may be parted into runs; those of one paragraph belong together.
    for paragraph in root.iter(f"{{{_W}}}p"):
        said.append("".join(each.text or "" for each in paragraph.iter(f"{{{_W}}}instrText")))
    found = next(filter(None, map(_FETCHES.search, said)), None)
    if found is not None:
        raise BadTemplate(
            f"The template has a field that fetches from elsewhere ({found[1].upper()}); take it out."
        )


def _parsed(content: bytes) -> Any:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def _written(root: Any) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written
