"""Tables of a Word document, as sheets."""

from dataclasses import replace

import pytest

from loaders.files.issues import FILE_NOT_WORKBOOK, UnreadableFile
from loaders.files.raw_workbook import Merge, RawCell, RawSheet
from loaders.files.read_file import read_workbook
from loaders.plan.read_plan import understand
from tests.documents import NAMESPACES, build_docx, cell, heading, paragraph, plan_as_docx, run, table
from tests.places import REAL_PLAN
from tests.workbooks import GREEN, HEADINGS, YELLOW

HEAD = ("Action", "Responsible", "RAG")
ROW = ("Visit weekly", "Farah Garvey", "Green")
NEXT = ("Ring monthly", "Edwin Fenwick", "Red")
PROVENANCE = ("sheet", "cell", "due_cell")


def read(body: str, **wanted: object) -> tuple[RawSheet, ...]:
    return read_workbook("plan.docx", build_docx(body, **wanted)).sheets  # type: ignore[arg-type]


def one_cell(inside: str, properties: str = "", **wanted: object) -> RawCell:
    """Read a table whose second cell is wanted."""
    sheet = read(table([("a", cell(inside, properties))]), **wanted)[0]
    return sheet.rows[1].get(2, RawCell(None))


def test_a_table_is_a_sheet_and_stands_under_its_headings() -> None:
    body = heading("Plan") + heading("1. Front door", 2) + table([HEAD, ROW]) + paragraph(run("A remark."))
    body += heading("2. Oversight", 2) + table([HEAD, NEXT]) + paragraph(run("The end."))
    first, second = read(body)
    assert [first.name, second.name] == ["table 1", "table 2"]
    assert first.is_document
    assert {row: cells[1].value for row, cells in first.rows.items()} == {
        1: "Plan",
        2: "1. Front door",
        3: "Action",
        4: "Visit weekly",
    }
    assert first.merges == (Merge(1, 1, 1, 3), Merge(2, 1, 2, 3))
    assert (first.place(4, 1), first.place(1, 1)) == ("row 2", "above the table")
    assert [cells[1].value for cells in second.rows.values()][:2] == ["Plan", "2. Oversight"]
    assert (first.margins, second.margins) == ((), ("A remark.", "The end."))


@pytest.mark.parametrize(
    "written",
    [
        paragraph(run("Front door"), "Own"),
        paragraph(run("Front door", "<w:b/>")),
        paragraph(run("1. Front door")),
        '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>Front door</w:t></w:r></w:p>',
    ],
)
def test_a_heading_is_told_by_its_style_its_level_its_bold_words_or_its_number(written: str) -> None:
    assert read(written + table([HEAD, ROW]))[0].rows_above == 1


def test_a_plain_sentence_is_no_heading() -> None:
    sheet = read(paragraph(run("We visit more.")) + table([HEAD, ROW]))[0]
    assert (sheet.rows_above, sheet.margins) == (0, ("We visit more.",))


def test_a_numbered_heading_stays_in_force_and_others_above_it_are_not_repeated() -> None:
    body = heading("Plan") + heading("1. Front door", 2) + heading("Actions", 3) + table([HEAD, ROW])
    body += paragraph(run("More:")) + table([HEAD, NEXT])
    second = read(body)[1]
    assert [second.rows[row][1].value for row in (1, 2)] == ["1. Front door", "Actions"]


def test_a_table_cut_in_two_with_its_heading_row_repeated_is_one() -> None:
    cut = table([HEAD, ROW]) + paragraph("") + table([HEAD, NEXT], "<w:trPr><w:tblHeader/></w:trPr>")
    (sheet,) = read(heading("1. Front door") + cut)
    assert {row - 1: cells[1].value for row, cells in sheet.rows.items() if row > 1} == {
        1: "Action",
        2: "Visit weekly",
        3: "Action",
        4: "Ring monthly",
    }
    assert len(read(table([HEAD, ROW]) + heading("2. Oversight") + table([HEAD, NEXT]))) == 2
    assert len(read(table([HEAD, ROW]) + paragraph("") + table([("Key", "Meaning"), NEXT]))) == 2


def test_shading_and_highlight_are_fills() -> None:
    word = paragraph(run("Green"))
    assert one_cell(word, f'<w:shd w:val="clear" w:fill="{GREEN}"/>') == RawCell("Green", GREEN)
    assert one_cell(word, '<w:shd w:val="clear" w:fill="auto"/>') == RawCell("Green")
    assert one_cell("", f'<w:shd w:val="clear" w:fill="{GREEN}"/>') == RawCell(None, GREEN)
    assert one_cell(paragraph(run("x", '<w:highlight w:val="yellow"/>'))) == RawCell("x", YELLOW)
    behind = f'<w:p><w:pPr><w:shd w:val="clear" w:fill="{GREEN}"/></w:pPr>{run("x")}</w:p>'
    assert one_cell(behind) == RawCell("x", GREEN)
    assert one_cell(behind + behind.replace(GREEN, YELLOW)) == RawCell("x\nx")
    assert one_cell(paragraph(run("x", f'<w:shd w:val="clear" w:fill="{GREEN}"/>'))) == RawCell("x", GREEN)
    half = paragraph(run("x", '<w:highlight w:val="yellow"/>') + run(" and y"))
    assert one_cell(half) == RawCell("x and y")


@pytest.mark.parametrize(
    ("inside", "read_as"),
    [
        (run("Ola ") + run("Ravi", "<w:strike/>"), RawCell("Ola", struck="Ravi")),
        (run("Ola", '<w:strike w:val="0"/>'), RawCell("Ola")),
        (
            "<w:del><w:r><w:delText>May</w:delText></w:r></w:del><w:ins><w:r><w:t>June</w:t></w:r></w:ins>",
            RawCell("June", struck="May"),
        ),
        (
            "<w:moveFrom><w:r><w:t>May</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>June</w:t></w:r></w:moveTo>",
            RawCell("June", struck="May"),
        ),
        (
            "<w:r><w:rPr><w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange></w:rPr><w:t>Ola</w:t></w:r>",
            RawCell("Ola"),
        ),
        (run("●", f'<w:color w:val="{GREEN}"/>'), RawCell("●", ink=GREEN)),
        (run("●", '<w:color w:val="auto"/>'), RawCell("●")),
        (run("l", '<w:rFonts w:ascii="Wingdings"/>'), RawCell("●")),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', RawCell("✓")),
        ('<w:r><w:sym w:font="Wingdings" w:char="D800"/></w:r>', RawCell(None)),
        (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
            f"{run('Choose an item.')}</w:sdtContent></w:sdt>",
            RawCell(None),
        ),
        (
            '<w:r><w:instrText>HYPERLINK "https://files.example.org/a"</w:instrText></w:r>' + run("Report"),
            RawCell("Report", link="https://files.example.org/a"),
        ),
    ],
)
def test_words_are_read_as_they_stand(inside: str, read_as: RawCell) -> None:
    assert one_cell(paragraph(inside)) == read_as


def test_links_paragraphs_and_comments_stay_with_their_cell() -> None:
    blue = run("Report", '<w:color w:val="0563C1"/>')
    linked = f'<w:hyperlink r:id="rId9">{blue}</w:hyperlink>'
    links = {"rId9": "https://files.example.org/a"}
    assert one_cell(paragraph(linked), links=links) == RawCell("Report", link="https://files.example.org/a")
    assert one_cell(paragraph(run("One")) + paragraph(run("Two"))).value == "One\nTwo"
    said = (
        '<w:comments {}><w:comment w:id="4"><w:p><w:r><w:t>Late?</w:t></w:r></w:p></w:comment></w:comments>'
    )
    noted = cell(paragraph(run("x") + '<w:r><w:commentReference w:id="4"/></w:r>'))
    sheet = read(table([("a", noted)]), parts={"comments": said.format(NAMESPACES)})[0]
    assert sheet.comments == {"row 1": "Late?"}


def test_merged_cells_are_merges_and_what_they_cover_is_named() -> None:
    def tall(text: str, value: str = "") -> str:
        return cell(paragraph(run(text)), f'<w:vMerge{value}/><w:gridSpan w:val="2"/>')

    rows = [
        (tall("Outcome", ' w:val="restart"'), "a"),
        (tall("hidden"), "b"),
        ("x", "y", "c"),
        (cell(paragraph(run("wide")), '<w:gridSpan w:val="3"/>'),),
    ]
    sheet = read(table(rows))[0]
    assert sheet.merges == (Merge(1, 1, 2, 2), Merge(4, 1, 4, 3))
    assert sheet.covered == {"row 2": "hidden"}
    assert sheet.rows[2] == {3: RawCell("b")}


def test_a_row_taken_out_by_a_tracked_change_is_struck_out() -> None:
    gone = "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>Ring</w:t></w:r></w:p></w:tc></w:tr>"
    sheet = read(f"<w:tbl>{gone}</w:tbl>" + paragraph(run("x")) + table([HEAD]))[0]
    assert sheet.rows == {1: {1: RawCell(None, struck="Ring")}}


def test_text_boxes_inner_tables_headers_and_footnotes_are_named() -> None:
    box = (
        "<w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx>"
        "</mc:Choice><mc:Fallback><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    ).format(paragraph(run("Key: green is done")))
    inner = cell(paragraph(run("See")) + table([("p", "q")]))
    footnote = f'<w:footnote w:id="1">{paragraph(run("Since May"))}</w:footnote>'
    parts = {
        "header": f"<w:hdr {NAMESPACES}>{paragraph(run('Draft'))}</w:hdr>",
        "footnotes": f"<w:footnotes {NAMESPACES}>{footnote}</w:footnotes>",
    }
    sheet = read(paragraph(box) + table([HEAD, (inner, "b")]), parts=parts)[0]
    assert sheet.text_boxes == ("Key: green is done",)
    assert sheet.rows[2] == {1: RawCell("See"), 2: RawCell("b")}
    assert sheet.margins == ("a table inside row 2: p q", "Draft", "Since May")


def test_sections_content_controls_and_gaps_do_not_move_cells() -> None:
    wrapped = f"<w:sdt><w:sdtContent>{table([HEAD, ROW])}</w:sdtContent></w:sdt>"
    landscape = '<w:p><w:pPr><w:sectPr><w:pgSz w:orient="landscape"/></w:sectPr></w:pPr></w:p>'
    gap = '<w:tbl><w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr><w:tc><w:p/></w:tc>'
    gap += f"{cell(paragraph(run('late')))}</w:tr></w:tbl>"
    first, second = read(landscape + wrapped + paragraph(run("x")) + gap)
    assert first.rows[2][2].value == "Farah Garvey"
    assert second.rows == {1: {4: RawCell("late")}}


NUMBERING = (
    '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:pStyle w:val="Heading1"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl><w:lvl w:ilvl="2"><w:start w:val="3"/>'
    '<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>'
    '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>'
)


def numbered(text: str, number: int, level: int = 0, kind: str = "numPr") -> str:
    """Write a paragraph that Word numbers."""
    numbering = f'<w:{kind}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:{kind}>'
    return f"<w:p><w:pPr>{numbering}</w:pPr>{run(text) if text else ''}</w:p>"


def test_numbers_that_word_counts_itself_are_read_as_they_show() -> None:
    rows = [
        ("Ref", "Action"),
        (cell(numbered("", 1, 1)), cell(numbered("Visit", 2))),
        (cell(numbered("", 1, 1)), cell(numbered("see", 1, 2) + numbered("hear", 1, 2))),
        (cell(numbered("", 3)), cell(numbered("none", 0))),
    ]
    body = numbered("Front door", 1) + table(rows)
    numbering = f"<w:numbering {NAMESPACES}>{NUMBERING}</w:numbering>"
    sheet = read(body, parts={"numbering": numbering})[0]
    assert [[one.value for one in cells.values()] for cells in sheet.rows.values()] == [
        ["1. Front door"],
        ["Ref", "Action"],
        ["1.1", "Visit"],
        ["1.2", "(c) see\n(d) hear"],
        ["9.", "none"],
    ]


def test_a_document_without_a_table_is_refused() -> None:
    with pytest.raises(UnreadableFile) as refused:
        read(paragraph(run("Dear all")))
    assert refused.value.issue.type is FILE_NOT_WORKBOOK
    assert "without a table" in refused.value.issue.seen


def test_a_plan_in_word_is_understood_like_one_in_a_workbook() -> None:
    rows = [
        HEADINGS,
        ("Children are seen", "Visit weekly", "Farah Garvey", "30/09/23", "Begun", "Safer", "Green"),
    ]
    (action,) = understand(
        read_workbook("plan.docx", build_docx(heading("1. Front door") + table(rows)))
    ).actions
    assert (action.area_number, action.area, action.text) == ("1", "Front door", "Visit weekly")
    assert action.sheet == "table 1"


@pytest.mark.skipif(not REAL_PLAN.exists(), reason="the shared plan is not beside this project")
def test_a_published_plan_written_as_a_document_comes_out_the_same() -> None:
    workbook = read_workbook(REAL_PLAN.name, REAL_PLAN.read_bytes())
    document = read_workbook("plan.docx", plan_as_docx(workbook))
    wanted, found = understand(workbook).actions, understand(document).actions
    assert len(found) == 76
    for one, other in zip(wanted, found, strict=True):
        places = {name: getattr(one, name) for name in PROVENANCE}
        assert replace(other, **places) == one
