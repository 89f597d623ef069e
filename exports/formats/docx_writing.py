"""A Word document being written: headings, text, tables and pictures one after the other, then its bytes.

Owns: pages and their footers, what a template brings, the file's properties, and that the same content makes
the same bytes. Refuses: what is said (see `pack_docx`, `summary_docx`) and markup (see `docx_markup`).
"""

import re
from collections.abc import Sequence
from copy import deepcopy
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu

from exports.formats.cells import CellContent, TableColumn
from exports.formats.docx_markup import bookmark, field, link, paragraph, plain, run, table
from exports.formats.docx_package import same_bytes
from exports.formats.docx_styles import LANGUAGE, complete_styles, own_styles, speak_english
from exports.formats.docx_template import open_template

CREATOR = "Improvement plan dashboard"
_TWIP = 635  # in English metric units, which pictures are measured in
_A4 = (11906, 16838)
_MARGIN = 1134  # 2 cm
_PICTURE_WIDTH = 9070  # 16 cm
_PARTS = ("headerReference", "footerReference")


class DocumentWriter:
    """A document on A4 with margins of 2 cm, or one that begins with a template and keeps its pages.

    `footer` stands at the foot of every page before the page's number, unless the template has a footer.
    `moment` dates the file, `is_compact` makes letters and space smaller. Raises BadTemplate for a template
    that cannot be used.
    """

    def __init__(
        self,
        *,
        title: str,
        subject: str,
        footer: str,
        moment: datetime,
        template: bytes | None = None,
        is_compact: bool = False,
    ) -> None:
        self.document = Document() if template is None else open_template(template)
        self._body: Any = self.document.element.body
        if template is None:
            own_styles(self.document, is_compact=is_compact)
            self._blank_pages()
        self.styles = complete_styles(self.document)
        speak_english(self.document)
        self._end = self._body.sectPr if self._body.sectPr is not None else self._body.add_sectPr()
        self._place = self._end  # what is written next stands before it
        if not self._body.xpath("//w:sectPr/w:footerReference"):
            self._add_footer(footer)
        self._pages = deepcopy(self._end)
        self._describe(title, subject, moment)
        self._gap = 60 if is_compact else 160  # twentieths of a point under a table
        self._marks = max((int(each) for each in self._body.xpath("//w:bookmarkStart/@w:id")), default=0)
        self._after_table = self._fresh = False
        self._landscape = self._is_wide(self._end)
        self._new_page_next = any(child is not self._end for child in self._body)

    @property
    def width(self) -> int:
        """How wide text runs on the pages now written, in twips."""
        size, margins = self._end.find(qn("w:pgSz")), self._end.find(qn("w:pgMar"))
        wide = int(size.get(qn("w:w"))) if size is not None else _A4[0]
        if margins is None:
            return wide - 2 * _MARGIN
        return wide - sum(int(margins.get(qn(f"w:{side}"), 0)) for side in ("left", "right", "gutter"))

    @property
    def height(self) -> int:
        """How high text runs on the pages now written, in twips."""
        size, margins = self._end.find(qn("w:pgSz")), self._end.find(qn("w:pgMar"))
        high = int(size.get(qn("w:h"))) if size is not None else _A4[1]
        if margins is None:
            return high - 2 * _MARGIN
        return high - sum(abs(int(margins.get(qn(f"w:{side}"), 0))) for side in ("top", "bottom"))

    def title(self, text: str, *, style: str = "Title") -> None:
        """Write a line of the cover."""
        self._write(paragraph(run(text), self.styles[style], new_page=self._takes_new_page()))

    def heading(self, level: int, text: str, *, anchor: str = "", new_page: bool = False) -> None:
        """Write a heading of level 1 to 4; links lead to `anchor`. It stays with what follows."""
        inside = run(" ".join(plain(text).split()))
        if anchor:
            self._marks += 1
            inside = bookmark(anchor, self._marks, inside)
        breaks = self._takes_new_page() or (new_page and not self._fresh)
        style = self.styles[f"Heading {level}"]
        self._write(paragraph(inside, style, keep_next=True, new_page=breaks))

    def say(self, text: str, *, keep_next: bool = False, bold: bool = False) -> None:
        """Write text; each of its lines is a paragraph."""
        for line in plain(text).split("\n"):
            if line.strip():
                before = self._gap if self._after_table else None
                content = run(line, bold=bold)
                self._write(paragraph(content, self.styles["Normal"], keep_next=keep_next, before=before))

    def items(self, texts: Sequence[str]) -> None:
        """Write a list that stays on one page."""
        for number, text in enumerate(texts, 1):
            content = run(" ".join(plain(text).split()))
            style = self.styles["List Bullet"]
            self._write(paragraph(content, style, keep_next=number < len(texts)))

    def links(self, places: Sequence[tuple[str, str]]) -> None:
        """Write a list of links: each an anchor and its words."""
        for anchor, words in places:
            inside = link(anchor, words, self.styles["Hyperlink"])
            self._write(paragraph(inside, self.styles["List Bullet"]))

    def table(
        self,
        columns: Sequence[TableColumn],
        rows: Sequence[Sequence[CellContent]],
        title: str,
        description: str,
    ) -> None:
        """Write a table across the page; `title` and `description` are read out by screen readers."""
        if self._after_table:  # Word would make one table of two
            self._write(paragraph("", self.styles["Pack Cell"]))
        self._write(
            table(
                columns,
                rows,
                title=title,
                description=description,
                width=self.width,
                height=self.height,
                style_ids=self.styles,
            )
        )
        self._after_table = True

    def picture(self, content: bytes, alternative: str) -> None:
        """Put a PNG across the page, at most 16 cm wide; `alternative` says what it shows."""
        width = Emu(min(self.width, _PICTURE_WIDTH) * _TWIP)
        inline: Any = self.document.part.new_pic_inline(BytesIO(content), width=width)
        inline.docPr.set("descr", plain(alternative))
        holder = parse_xml(
            f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{self.styles["Normal"]}"/></w:pPr>'
            "<w:r><w:drawing/></w:r></w:p>"
        )
        holder.find(qn("w:r")).find(qn("w:drawing")).append(inline)
        self._place.addprevious(holder)
        self._after_table = self._fresh = False

    def turn(self, landscape: bool) -> None:
        """Go on on pages of the other orientation; nothing happens where the pages lie so already."""
        if landscape == self._landscape:
            return
        ended = deepcopy(self._end)
        last = self._end.getprevious()
        if last is None or last.tag != qn("w:p") or last.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
            # Small enough to find room under a table that fills its page.
            tiny = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
            last = parse_xml(f"<w:p {nsdecls('w')}><w:pPr>{tiny}</w:pPr></w:p>")
            self._end.addprevious(last)
        last.get_or_add_pPr().append(ended)
        self._turn_pages(landscape)
        self._landscape, self._fresh, self._after_table = landscape, True, False

    def to_bytes(self) -> bytes:
        """Return the file; the same content gives the same bytes."""
        stream = BytesIO()
        self.document.save(stream)
        return same_bytes(stream.getvalue())

    def _write(self, markup: str) -> None:
        # One root for the name space, so that no element has to declare it again.
        for element in list(parse_xml(f"<w:body {nsdecls('w')}>{markup}</w:body>")):
            # A table comes empty and then row by row: what is moved from one document to another costs by the
            # square of its size, and holds everybody else up meanwhile.
            rows = element.findall(qn("w:tr"))
            for row in rows:
                element.remove(row)
            self._place.addprevious(element)
            for row in rows:
                element.append(row)
        self._after_table = self._fresh = False

    def _takes_new_page(self) -> bool:
        """Say whether what comes now is the first after a template's own pages."""
        taken, self._new_page_next = self._new_page_next, False
        return taken

    def _blank_pages(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Emu(_A4[0] * _TWIP), Emu(_A4[1] * _TWIP)
        for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
            setattr(section, side, Emu(_MARGIN * _TWIP))
        section.header_distance = section.footer_distance = Emu(567 * _TWIP)

    def _add_footer(self, words: str) -> None:
        footer: Any = self.document.sections[-1].footer
        footer.is_linked_to_previous = False
        inside = run(f"{words} · Page ") + field("PAGE", "1") + run(" of ") + field("NUMPAGES", "1")
        written = parse_xml(f"<w:ftr {nsdecls('w')}>{paragraph(inside, self.styles['Pack Footer'])}</w:ftr>")
        for child in list(footer._element):
            footer._element.remove(child)
        footer._element.append(written[0])

    def _turn_pages(self, landscape: bool) -> None:
        """Make the section at the end a fresh one of the orientation, with the same margins and foot."""
        fresh = deepcopy(self._pages)
        for tag in ("w:titlePg", "w:pgNumType", "w:type"):
            for old in fresh.findall(qn(tag)):
                fresh.remove(old)
        for part in _PARTS:  # a section without any goes on with those of the section before it
            for old in fresh.findall(qn(f"w:{part}")):
                fresh.remove(old)
        size = fresh.find(qn("w:pgSz"))
        if size is None:
            size = parse_xml(f'<w:pgSz {nsdecls("w")} w:w="{_A4[0]}" w:h="{_A4[1]}"/>')
            fresh.insert(0, size)
        short, long = sorted(int(size.get(qn(f"w:{side}"))) for side in ("w", "h"))
        size.set(qn("w:w"), str(long if landscape else short))
        size.set(qn("w:h"), str(short if landscape else long))
        size.set(qn("w:orient"), "landscape" if landscape else "portrait")
        self._body.replace(self._end, fresh)
        self._end = self._place = fresh

    @staticmethod
    def _is_wide(section: Any) -> bool:
        size = section.find(qn("w:pgSz"))
        return size is not None and int(size.get(qn("w:w"))) > int(size.get(qn("w:h")))

    def _describe(self, title: str, subject: str, moment: datetime) -> None:
        said = self.document.core_properties
        dated = moment.astimezone(UTC) if moment.tzinfo else moment
        said.title, said.subject, said.language = plain(title)[:255], plain(subject)[:255], LANGUAGE
        said.author = said.last_modified_by = CREATOR
        said.comments = ""
        said.created = said.modified = dated.replace(tzinfo=None, microsecond=0)
        said.revision = 1


def anchor_of(words: str, number: int) -> str:
    """Return a name for a bookmark, which may hold letters, digits and at most 40 characters."""
    return f"pack_{number}_{re.sub('[^a-z]+', '_', words.lower())}"[:40].rstrip("_")
