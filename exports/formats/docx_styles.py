"""The styles a pack is written with: the dashboard's own, or those of a council's template.

Owns: each style's name and how it looks where the template has none, and the document's language. Refuses:
changing a style that a template has.

A template may bring any of these by name: Title, Subtitle, Heading 1 to Heading 4, List Bullet, Hyperlink,
Pack Cell, Pack Table Head, and the table style Pack Table.
"""

from collections.abc import Mapping
from typing import Any

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

LANGUAGE = "en-GB"
_DARK, _GREY, _LINE = "12436D", "505A5F", "9AA5AD"
_FONT = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/>'


def _letters(size: float, *, bold: bool = False, colour: str = "") -> str:
    looks = "<w:b/><w:bCs/>" * bold + (f'<w:color w:val="{colour}"/>' if colour else "")
    return f'<w:rPr>{looks}<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/></w:rPr>'


def _space(before: int, after: int, line: int = 264) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _heading(level: int, size: float, before: int, after: int) -> str:
    return (
        '<w:next w:val="Normal"/><w:qFormat/>'
        f"<w:pPr><w:keepNext/><w:keepLines/>{_space(before, after, 240)}"
        f'<w:outlineLvl w:val="{level - 1}"/></w:pPr>{_letters(size, bold=True, colour=_DARK)}'
    )


_SIDES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MARGINS = (
    '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
)
# Name: kind and what the style holds. All but the table's stand on the style Normal.
_STYLES: dict[str, tuple[str, str]] = {
    "Title": (
        "paragraph",
        f"<w:qFormat/><w:pPr>{_space(0, 120, 240)}</w:pPr>{_letters(28, bold=True, colour=_DARK)}",
    ),
    "Subtitle": ("paragraph", f"<w:qFormat/><w:pPr>{_space(0, 120)}</w:pPr>{_letters(14, colour=_GREY)}"),
    "Heading 1": ("paragraph", _heading(1, 20, 360, 120)),
    "Heading 2": ("paragraph", _heading(2, 15, 280, 100)),
    "Heading 3": ("paragraph", _heading(3, 12.5, 240, 80)),
    "Heading 4": ("paragraph", _heading(4, 11, 200, 60)),
    "List Bullet": ("paragraph", f'<w:pPr>{_space(0, 60)}<w:ind w:left="360" w:hanging="360"/></w:pPr>'),
    "Pack Cell": ("paragraph", f"<w:pPr>{_space(0, 20, 240)}</w:pPr>{_letters(9)}"),
    "Pack Table Head": (
        "paragraph",
        f"<w:pPr><w:keepNext/>{_space(0, 20, 240)}</w:pPr>{_letters(9, bold=True)}",
    ),
    "Pack Footer": ("paragraph", f"<w:pPr>{_space(0, 0, 240)}</w:pPr>{_letters(9, colour=_GREY)}"),
    "Hyperlink": ("character", f'<w:rPr><w:color w:val="{_DARK}"/><w:u w:val="single"/></w:rPr>'),
    "Pack Table": (
        "table",
        f"<w:tblPr><w:tblBorders>{_SIDES}</w:tblBorders>{_MARGINS}</w:tblPr>"
        '<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto"'
        ' w:fill="DCE6F0"/></w:tcPr></w:tblStylePr>',
    ),
}
_COMPACT = {
    "Heading 1": ("paragraph", _heading(1, 16, 0, 40)),
    "Heading 2": ("paragraph", _heading(2, 11, 100, 40)),
    "Pack Cell": ("paragraph", f"<w:pPr>{_space(0, 0, 240)}</w:pPr>{_letters(8)}"),
    "Pack Table Head": (
        "paragraph",
        f"<w:pPr><w:keepNext/>{_space(0, 0, 240)}</w:pPr>{_letters(8, bold=True)}",
    ),
    "Pack Table": (_STYLES["Pack Table"][0], _STYLES["Pack Table"][1].replace('w:w="40"', 'w:w="15"')),
}
_NONE: Mapping[str, tuple[str, str]] = {}
_NORMAL = (
    '<w:style %s w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
    f'<w:pPr>{_space(0, 120)}</w:pPr><w:rPr>{_FONT}<w:sz w:val="22"/><w:szCs w:val="22"/></w:rPr></w:style>'
)
_DEFAULTS = (
    f'<w:docDefaults %s><w:rPrDefault><w:rPr>{_FONT}<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}"'
    ' w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
)


def own_styles(document: Document, *, is_compact: bool = False) -> None:
    """Replace every style of python-docx's blank document by the dashboard's own, bullets included.

    `is_compact` makes letters and space smaller, so that more finds room on a page.
    """
    _forget_leftovers(document)
    root: Any = document.styles.element
    bullets = root.xpath('w:style[w:name/@w:val="List Bullet"]/w:pPr/w:numPr/w:numId/@w:val')
    for child in list(root):
        if child.tag != qn("w:latentStyles"):
            root.remove(child)
    root.insert(0, parse_xml(_DEFAULTS % nsdecls("w")))
    root.append(parse_xml(_NORMAL % nsdecls("w")))
    complete_styles(document, _COMPACT if is_compact else {})
    if bullets:
        (properties,) = root.xpath('w:style[w:name/@w:val="List Bullet"]/w:pPr')
        numbered = f'<w:numPr {nsdecls("w")}><w:numId w:val="{bullets[0]}"/></w:numPr>'
        properties.insert(0, parse_xml(numbered))


def _forget_leftovers(document: Document) -> None:
    """Take out what python-docx's blank document brings and no reader needs: a picture of it, old styles."""
    for holder in (document.part.package, document.part):
        for place, related in list(holder.rels.items()):
            if related.reltype.rpartition("/")[2] in ("thumbnail", "stylesWithEffects"):
                del holder.rels[place]
    # Without it, Word opens the file in the mode of its version of 2010.
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def complete_styles(document: Document, instead: Mapping[str, tuple[str, str]] = _NONE) -> dict[str, str]:
    """Add the styles that the document lacks; return the id of each style by its name, "Normal" too."""
    root: Any = document.styles.element
    held = {name.lower(): place for name, place in _named(root)}
    ids = {place.lower() for _, place in _named(root)}
    found = {}
    normal = root.xpath('w:style[@w:type="paragraph"][@w:default="1" or @w:default="true"]/@w:styleId')
    found["Normal"] = held.get("normal") or (str(normal[0]) if normal else "Normal")
    for name, (kind, inside) in {**_STYLES, **instead}.items():
        place = held.get(name.lower())
        if place is None:
            place = name.replace(" ", "")
            while place.lower() in ids:
                place = f"Pack{place}"
            ids.add(place.lower())
            root.append(_style(name, kind, inside, place, found["Normal"]))
        found[name] = place
    return found


def _style(name: str, kind: str, inside: str, place: str, normal: str) -> Any:
    written = name.lower() if name.startswith("Heading") else name  # as Word names what it has built in
    own = ' w:customStyle="1"' if name.startswith("Pack") else ""
    based = f'<w:basedOn w:val="{normal}"/>' if kind == "paragraph" else ""
    return parse_xml(
        f'<w:style {nsdecls("w")} w:type="{kind}" w:styleId="{place}"{own}>'
        f'<w:name w:val="{written}"/>{based}{inside}</w:style>'
    )


def speak_english(document: Document) -> None:
    """Make British English the language of every style and of the document."""
    root: Any = document.styles.element
    for language in root.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    if not root.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang"):
        _default_letters(root).append(parse_xml(f'<w:lang {nsdecls("w")} w:val="{LANGUAGE}"/>'))
    for theme in document.settings.element.iter(qn("w:themeFontLang")):
        theme.set(qn("w:val"), LANGUAGE)


def _named(root: Any) -> list[tuple[str, str]]:
    named = []
    for style in root.xpath("w:style[w:name]"):
        named.append((str(style.find(qn("w:name")).get(qn("w:val"))), str(style.get(qn("w:styleId")))))
    return named


def _default_letters(root: Any) -> Any:
    """Return the run properties of the document's defaults, made where the template has none."""
    at = root
    for place, tag in ((0, "w:docDefaults"), (0, "w:rPrDefault"), (0, "w:rPr")):
        found = at.find(qn(tag))
        if found is None:
            found = parse_xml(f"<{tag} {nsdecls('w')}/>")
            at.insert(place, found)
        at = found
    return at
