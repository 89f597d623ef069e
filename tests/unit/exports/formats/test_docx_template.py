"""A council's own template: what of it stays, and which files are refused."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Cm, RGBColor

from exports.formats.bad_template import BadTemplate
from exports.formats.docx_package import packed
from exports.pack.pack_choices import PackChoices
from exports.pack.pack_docx import pack_docx
from exports.pack.summary_docx import summary_docx
from tests.pack_views import W, board_view, draw, headings, part, style_names, text_of

TYPES = "[Content_Types].xml"


def house(change: Callable[[dict[str, bytes]], None] | None = None) -> bytes:
    """Make a template with a page of its own, a header, a footer, a colour for headings and letter paper."""
    document = Document()
    document.styles["Heading 1"].font.color.rgb = RGBColor(0x80, 0x16, 0x50)
    document.add_paragraph("Confidential: for members of the board")
    section = document.sections[0]
    section.page_width, section.page_height, section.left_margin = Cm(20), Cm(26), Cm(3)
    section.header.paragraphs[0].text = "Nottingshire Council"
    section.footer.paragraphs[0].text = "Our own footer"
    stream = BytesIO()
    document.save(stream)
    if change is None:
        return stream.getvalue()
    with ZipFile(stream) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    return packed(parts)


def made(template: bytes) -> bytes:
    return pack_docx(board_view(), PackChoices(), draw, template=template)


def test_its_own_page_comes_first_and_the_pack_begins_a_new_one() -> None:
    content = made(house())
    paragraphs = list(part(content).iter(f"{W}p"))
    first, second = ("".join(t.text or "" for t in each.iter(f"{W}t")) for each in paragraphs[:2])
    assert (first, second) == (
        "Confidential: for members of the board",
        "Nottingshire improvement plan",
    )
    assert paragraphs[1].find(f"{W}pPr/{W}pageBreakBefore") is not None
    assert headings(content)[0] == (1, "In this pack")


def test_its_header_footer_page_and_styles_stay() -> None:
    content = made(house())
    assert text_of(part(content, "word/header1.xml")) == "Nottingshire Council"
    assert text_of(part(content, "word/footer1.xml")) == "Our own footer"
    sizes = [(size.get(f"{W}w"), size.get(f"{W}h")) for size in part(content).iter(f"{W}pgSz")]
    assert sizes == [("11339", "14740"), ("14740", "11339")] * 2 + [("11339", "14740")]
    assert {each.get(f"{W}left") for each in part(content).iter(f"{W}pgMar")} == {"1701"}
    (heading,) = [
        style
        for style in part(content, "word/styles.xml").iter(f"{W}style")
        if style_names(content)[style.get(f"{W}styleId", "")] == "heading 1"
    ]
    assert heading.find(f"{W}rPr/{W}color").get(f"{W}val") == "801650"  # type: ignore[union-attr]


def test_tables_are_as_wide_as_its_text() -> None:
    widths = [int(each.get(f"{W}w", "")) for each in part(made(house())).iter(f"{W}tblW")]
    upright = 11339 - 1701 - 1800
    assert set(widths) == {upright, 14740 - 1701 - 1800}


def test_it_gets_our_footer_and_the_styles_it_has_not() -> None:
    document = Document()
    for style in list(document.styles):
        if style.name not in ("Normal", "Default Paragraph Font"):
            style.delete()
    document.sections[0].orientation = WD_ORIENT.PORTRAIT
    stream = BytesIO()
    document.save(stream)
    content = made(stream.getvalue())
    assert {"Title", "heading 1", "heading 4", "Pack Table"} <= set(style_names(content).values())
    assert "Page 1 of 1" in text_of(part(content, "word/footer1.xml"))


def test_the_same_template_gives_the_same_bytes() -> None:
    assert made(house()) == made(house())
    assert summary_docx(board_view(), template=house()) == summary_docx(board_view(), template=house())


def test_a_dotx_becomes_a_document() -> None:
    def as_template(parts: dict[str, bytes]) -> None:
        parts[TYPES] = parts[TYPES].replace(b"document.main+xml", b"template.main+xml")

    with ZipFile(BytesIO(made(house(as_template)))) as archive:
        assert b"template.main" not in archive.read(TYPES)


def test_its_link_to_another_template_is_taken_out() -> None:
    def attach(parts: dict[str, bytes]) -> None:
        parts["word/settings.xml"] = parts["word/settings.xml"].replace(
            b"<w:zoom", b'<w:attachedTemplate r:id="rId9"/><w:zoom', 1
        )
        parts["word/_rels/settings.xml.rels"] = (
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            b'<Relationship Id="rId9" TargetMode="External" Target="http://example.test/a.dotx" Type="http://'
            b'schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/></Relationships>'
        )

    with ZipFile(BytesIO(made(house(attach)))) as archive:
        assert all(b"example.test" not in archive.read(name) for name in archive.namelist())
        assert b"attachedTemplate" not in archive.read("word/settings.xml")


RELS = "word/_rels/document.xml.rels"
OUTWARD = (
    b'<Relationship Id="out%d" TargetMode="External" Target="http://example.test/%d" Type="http://'
    b'schemas.openxmlformats.org/officeDocument/2006/relationships/%s"/></Relationships>'
)


def test_what_leads_out_of_the_file_is_taken_out_and_its_words_stay() -> None:
    def lead_out(parts: dict[str, bytes]) -> None:
        for number, kind in enumerate((b"hyperlink", b"subDocument", b"image")):
            outward = OUTWARD % (number, number, kind)
            parts[RELS] = parts[RELS].replace(b"</Relationships>", outward)
        names = b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
        picture = (
            b'<w:r><w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" %s r:href="out2"/>' % names
        )
        parts["word/document.xml"] = parts["word/document.xml"].replace(
            b"<w:p>",
            b'<w:p><w:hyperlink %s r:id="out0"><w:r><w:t>Our pages. </w:t></w:r></w:hyperlink>' % names
            + picture
            + b'</w:pict></w:r></w:p><w:subDoc %s r:id="out1"/><w:p>' % names,
            1,
        )

    content = made(house(lead_out))
    with ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            assert b"example.test" not in archive.read(name), name
            assert b"External" not in archive.read(name), name
    assert "Our pages. " in text_of(part(content))
    assert not list(part(content).iter(f"{W}subDoc"))


def with_field(parts: dict[str, bytes]) -> None:
    parted = b'<w:r><w:instrText>INCLUDE</w:instrText></w:r><w:r><w:instrText>PICTURE "x"</w:instrText></w:r>'
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:p>", b"<w:p>" + parted, 1)


def with_many_elements(parts: dict[str, bytes]) -> None:
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"<w:p>", b"<w:p/>" * 400_001 + b"<w:p>", 1
    )


def without_pages(parts: dict[str, bytes]) -> None:
    before, _, rest = parts["word/document.xml"].partition(b"<w:sectPr")
    parts["word/document.xml"] = before + rest.partition(b"</w:sectPr>")[2]


def with_macros(parts: dict[str, bytes]) -> None:
    parts["word/vbaProject.bin"] = b"x"


def with_entities(parts: dict[str, bytes]) -> None:
    parts["word/document.xml"] = b'<!DOCTYPE a [<!ENTITY b "c">]>' + parts["word/document.xml"]


def broken(parts: dict[str, bytes]) -> None:
    parts["word/document.xml"] = b"<w:document"


def without_body(parts: dict[str, bytes]) -> None:
    del parts["word/document.xml"]


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        (b"", "The template is not a Word document (.docx or .dotx)."),
        (b"PK\x03\x04 cut off", "The template is not a Word document (.docx or .dotx)."),
        (packed({"a.txt": b"x"}), "The template is not a Word document (.docx or .dotx)."),
        (
            packed({"é.xml": b"x"}).replace("é".encode(), b"\xff\xa9", 1),
            "The template is not a Word document (.docx or .dotx).",
        ),
        (
            b"\xd0\xcf\x11\xe0rest",
            "The template has a password or is an old .doc file; save it as .docx without one.",
        ),
        (house(with_macros), "The template holds macros; save it as a .docx file without them."),
        (house(with_entities), "The template declares entities, which no Word document needs."),
        (house(broken), "The template is damaged; open it in Word and save it again."),
        (house(without_body), "The template is damaged; open it in Word and save it again."),
        (
            house(with_field),
            "The template has a field that fetches from elsewhere (INCLUDEPICTURE); take it out.",
        ),
        (
            house(with_many_elements),
            "The template is too large: keep of it only what stands on every pack.",
        ),
        (
            house(without_pages),
            "The template does not say what its pages are; open it in Word and save it again.",
        ),
        (packed({"a": bytes(50_000_001)}), "The template is too large: more than 50 MB unpacked."),
    ],
)
def test_a_file_that_is_no_template_is_refused_in_one_sentence(template: bytes, sentence: str) -> None:
    with pytest.raises(BadTemplate) as raised:
        made(template)
    assert str(raised.value) == sentence
