"""The board's pack as a Word document: its parts, its choices and its accessibility, read from the XML."""

import re
from dataclasses import replace
from io import BytesIO
from xml.etree.ElementTree import Element
from zipfile import ZipFile

import pytest

from data_model.board.rows import BoardView, Moment
from data_model.plan.statuses import Status
from data_model.published.rows import PublishedLine
from exports.pack.pack_choices import DETAILS, Detail, PackChoices
from exports.pack.pack_docx import pack_docx
from exports.pack.pack_measure_tables import needs_a_look
from tests.pack_views import (
    AS_AT,
    ENGLAND,
    PUBLISHED,
    W,
    action,
    assessed,
    board_view,
    draw,
    empty_view,
    headings,
    large_view,
    meeting,
    part,
    series,
    style_names,
    tables,
    text_of,
)

FULL = PackChoices()
PARTS = [
    "In this pack",
    "RAG key and headline figures",
    "Movement",
    "Areas for improvement",
    "Exceptions",
    "Slippage",
    "Assurance checks",
    "Decisions and requests",
    "Appendix: the plan in full",
    "About this pack",
]
DC = "{http://purl.org/dc/elements/1.1/}"
DOCUMENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
VIEWS = {"usual": board_view(), "empty": empty_view(), "large": large_view()}


def made(view: BoardView | None = None, choices: PackChoices = FULL) -> bytes:
    return pack_docx(view or board_view(), choices, draw)


def words(content: bytes) -> str:
    return text_of(part(content))


def test_what_others_have_stands_under_the_chart() -> None:
    said = words(made(replace(board_view(), comparisons=(ENGLAND,))))
    assert "What others have: England: 18.5 (2021/22)." in said
    assert "What others have" not in words(made())


def test_what_is_published_stands_under_the_chart_and_its_source_in_the_pack() -> None:
    unlinked = PublishedLine(2, "No national figure exists for this measure.")
    said = words(made(replace(board_view(), published=(PUBLISHED, unlinked))))
    assert f"Published: {PUBLISHED.text}" in said
    assert "No national figure exists for this measure." in said
    assert f"Published figures: {PUBLISHED.source}" in said
    assert "Published figures" not in words(made())


def test_by_exception_a_measure_without_a_chart_keeps_its_line() -> None:
    assessments = board_view().assessments
    fine = next(one.series.measure.id for one in assessments if not needs_a_look(one))
    line = replace(PUBLISHED, measure_id=fine)
    said = words(made(replace(board_view(), published=(line,)), PackChoices(detail="exceptions")))
    assert f": {PUBLISHED.text}" in said


def luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def is_on(element: Element, path: str) -> bool:
    return element.find(path) is not None


def test_the_parts_stand_in_their_order() -> None:
    assert [text for level, text in headings(made()) if level == 1] == PARTS


@pytest.mark.parametrize("detail", DETAILS)
@pytest.mark.parametrize("view", VIEWS)
def test_no_heading_skips_a_level(view: str, detail: Detail) -> None:
    levels = [level for level, _ in headings(made(VIEWS[view], PackChoices(detail=detail)))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_an_area_has_a_page_with_status_movement_exceptions_evidence_and_measures() -> None:
    content = made()
    found = headings(content)
    at = found.index((2, "1 Area of tests 1"))
    assert found[at + 1 : at + 8] == [
        (3, "Status"),
        (3, "Movement"),
        (3, "Actions by exception"),
        (3, "Evidence of impact"),
        (3, "Measures"),
        (4, "Open contacts"),
        (4, "Average caseload"),
    ]
    breaking = [
        "".join(t.text or "" for t in paragraph.iter(f"{W}t"))
        for paragraph in part(content).iter(f"{W}p")
        if is_on(paragraph, f"{W}pPr/{W}pageBreakBefore")
    ]
    assert breaking[3:5] == ["1 Area of tests 1", "2 Area of tests 2"]


def test_the_exception_table_has_the_councils_form() -> None:
    rows = tables(made())["Exceptions"]
    assert rows == [
        [
            "No.",
            "Outstanding action",
            "Reason for delay",
            "Mitigating actions in progress",
            "Responsible officer",
            "Revised due date",
        ],
        ["1.03", "Review procedure 3", "A vacancy", "Agency cover", "Ada Invented", "End of November 2022"],
        ["2.08", "Review procedure 8", "A vacancy", "Agency cover", "Ada Invented", "End of November 2022"],
    ]


def test_what_is_missing_in_an_exception_is_said() -> None:
    bare = action(
        3,
        1,
        Status.DELAYED,
        reason_for_delay="",
        mitigation="",
        revised_due_text="",
        people=(),
        original_due_date=None,
    )
    rows = tables(made(replace(board_view(), actions=(bare,))))["Exceptions"]
    assert rows[1] == ["1.03", "Review procedure 3", *["Not given"] * 4]


def test_empty_parts_say_so_in_a_sentence() -> None:
    text = words(made(empty_view()))
    for sentence in (
        "The plan has no RAG key.",
        "The plan has no action.",
        "No action is delayed.",
        "Nothing slipped.",
        "There is no earlier meeting to compare with, so no movement can be told.",
        "No check is raised.",
        "The plan has no area.",
        "No decision is recorded.",
        "Nothing was requested or challenged.",
        "Every challenge on an action has an answer.",
        "No inspection or visit is recorded.",
        "No file was loaded into this plan.",
    ):
        assert sentence in text.split("\n")


def test_the_end_says_who_made_it_as_at_when_frozen_and_from_which_files() -> None:
    text = words(made())
    about = text[text.rindex("About this pack") :].split("\n")
    assert about[1:5] == [
        "Plan: Nottingshire improvement plan, as at 12 Dec 2022.",
        "Meeting: Improvement Board on 14 Dec 2022.",
        "Frozen on 13 Dec 2022 at 09:30 by Ada Invented: what is recorded later does not change it.",
        "Movement is counted from the Improvement Board of 14 Nov 2022, as at 14 Nov 2022.",
    ]
    assert "Source: plan.xlsx, true as at 12/12/2022, loaded 13/12/2022 by Ada Invented." in about


def test_by_exception_quiet_areas_are_named_and_good_measures_have_no_chart() -> None:
    quiet = replace(
        board_view(),
        actions=tuple(one for one in board_view().actions if one.row.area_id == 1)
        + (action(6, 2, Status.COMPLETE),),
        changed=None,
        assessments=assessed(
            series(1, "Open contacts", [12, 14] * 8), series(2, "Average caseload", [20, 22] * 8 + [60])
        ),
    )
    content = made(quiet, PackChoices(detail="exceptions"))
    found = [text for _, text in headings(content)]
    assert ("1 Area of tests 1" in found, "2 Area of tests 2" in found) == (True, False)
    assert ("Average caseload" in found, "Open contacts" in found) == (True, False)
    assert "Appendix: the plan in full" not in found
    assert "have no page: 2 Area of tests 2." in words(content)


def test_a_summary_has_no_pages_of_areas() -> None:
    found = headings(made(choices=PackChoices(detail="summary")))
    assert [text for level, text in found if level == 1] == [
        part for part in PARTS if not part.startswith("Appendix")
    ]
    assert (2, "1 Area of tests 1") not in found


def test_the_cover_says_for_whom_and_which_areas() -> None:
    content = made(choices=PackChoices(areas=(2,), audience=" Scrutiny committee "))
    text = words(content)
    assert "Prepared for: Scrutiny committee" in text.split("\n")
    assert "Areas in this pack: 2 Area of tests 2. Every figure counts these areas alone." in text
    assert "1.03" not in text
    assert tables(content)["Headline figures"][1] == ["Actions in the plan", "5"]


def test_a_chart_stands_once_and_is_named_under_the_next_area() -> None:
    content = made()
    alternatives = [picture.get("descr", "") for picture in part(content).iter(DOCUMENT)]
    assert [text[:30] for text in alternatives] == [
        "Control chart. Open contacts f",
        "Control chart. Average caseloa",
    ]
    assert words(content).count("Its chart stands under an area above.") == 1
    assert "1: 1 Mar 2022, post filled: Two more in post" in words(content).split("\n")


def test_measures_of_no_area_have_a_part_of_their_own() -> None:
    view = replace(
        board_view(), assessments=assessed(series(3, "Audits", [1, 2], area_id=None)), milestones=()
    )
    assert [text for level, text in headings(made(view)) if level == 1][4] == "Other measures"


@pytest.mark.parametrize("view", VIEWS)
def test_the_same_view_gives_the_same_bytes_and_no_time_of_writing(view: str) -> None:
    content = made(VIEWS[view])
    assert content == made(VIEWS[view])
    with ZipFile(BytesIO(content)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_files_properties_name_plan_language_and_the_day_it_was_frozen() -> None:
    said = part(made(), "docProps/core.xml")
    dates = {element.tag.rpartition("}")[2]: element.text for element in said}
    assert (dates["title"], dates["language"]) == ("Nottingshire improvement plan: board pack", "en-GB")
    assert (dates["created"], dates["modified"]) == ("2022-12-13T09:30:00Z", "2022-12-13T09:30:00Z")
    unfrozen = board_view(meeting=meeting(frozen_at=None), moment=Moment(AS_AT))
    dates = {each.tag.rpartition("}")[2]: each.text for each in part(made(unfrozen), "docProps/core.xml")}
    assert dates["created"] == "2022-12-12T00:00:00Z"


@pytest.mark.parametrize("view", VIEWS)
def test_every_table_has_a_title_a_description_and_one_repeated_head_that_is_no_merged_cell(
    view: str,
) -> None:
    root = part(made(VIEWS[view]))
    for table in root.iter(f"{W}tbl"):
        first, *others = table.findall(f"{W}tr")
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")  # type: ignore[union-attr]
        assert table.find(f"{W}tblPr/{W}tblDescription").get(f"{W}val")  # type: ignore[union-attr]
        assert is_on(first, f"{W}trPr/{W}tblHeader")
        assert is_on(first, f"{W}trPr/{W}cantSplit")
        assert all(text_of(cell).strip() for cell in first.iter(f"{W}tc"))
        assert others
        assert not any(is_on(row, f"{W}trPr/{W}tblHeader") for row in others)
        assert {len(row.findall(f"{W}tc")) for row in (first, *others)} == {
            len(list(table.iter(f"{W}gridCol")))
        }
    assert not list(root.iter(f"{W}gridSpan"))
    assert not list(root.iter(f"{W}vMerge"))


def test_rows_stay_whole_unless_they_may_be_higher_than_a_page() -> None:
    (appendix,) = [
        table
        for table in part(made(large_view(areas=1, actions_of_an_area=5))).iter(f"{W}tbl")
        if table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == "Actions of area 1"  # type: ignore[union-attr]
    ]
    whole = [is_on(row, f"{W}trPr/{W}cantSplit") for row in appendix.findall(f"{W}tr")]
    assert whole == [True, True, True, True, False, True]


@pytest.mark.parametrize("view", VIEWS)
def test_a_heading_and_a_sentence_before_a_table_stay_with_what_follows(view: str) -> None:
    content = made(VIEWS[view])
    styles = {
        style.get(f"{W}styleId"): is_on(style, f"{W}pPr/{W}keepNext")
        for style in part(content, "word/styles.xml").iter(f"{W}style")
    }
    names = style_names(content)
    for paragraph in part(content).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        place = style.get(f"{W}val", "") if style is not None else ""
        if names.get(place, "").startswith("heading"):
            assert styles[place]
            assert is_on(paragraph, f"{W}pPr/{W}keepNext")


def test_every_rating_has_a_symbol_a_word_and_enough_contrast() -> None:
    root, seen = part(made()), set()
    for cell in root.iter(f"{W}tc"):
        shade = cell.find(f"{W}tcPr/{W}shd")
        if shade is None:
            continue
        colours = {colour.get(f"{W}val", "") for colour in cell.iter(f"{W}color")}
        assert len(colours) == 1
        assert contrast(shade.get(f"{W}fill", ""), colours.pop()) >= 4.5
        assert re.fullmatch(r"[✓★●◆▲‖○?] \w[\w ]*", text_of(cell))
        seen.add(text_of(cell))
    assert seen == {"✓ Completed", "● In progress", "◆ At risk of delay", "▲ Late", "? Not rated"}


def test_every_style_has_enough_contrast_on_white_and_the_head_on_its_shade() -> None:
    styles = part(made(), "word/styles.xml")
    colours = {
        colour.get(f"{W}val", "") for colour in styles.iter(f"{W}rPr") for colour in colour.iter(f"{W}color")
    }
    assert len(colours) == 2
    assert min(contrast(colour, "FFFFFF") for colour in colours) >= 4.5
    (head,) = (shade.get(f"{W}fill", "") for shade in styles.iter(f"{W}shd"))
    assert contrast(head, "000000") >= 4.5


def test_the_language_is_british_english_throughout() -> None:
    content = made()
    languages = {each.get(f"{W}val") for each in part(content, "word/styles.xml").iter(f"{W}lang")}
    assert languages == {"en-GB"}
    assert not list(part(content).iter(f"{W}lang"))
    assert {each.get(f"{W}val") for each in part(content, "word/settings.xml").iter(f"{W}themeFontLang")} == {
        "en-GB"
    }


def test_pages_are_a4_with_margins_of_2_cm_and_wide_tables_lie_across() -> None:
    sizes = [
        (int(size.get(f"{W}w", "")), int(size.get(f"{W}h", ""))) for size in part(made()).iter(f"{W}pgSz")
    ]
    upright, across = (11906, 16838), (16838, 11906)
    assert sizes == [upright, across, upright, across, upright]
    for margins in part(made()).iter(f"{W}pgMar"):
        assert [margins.get(f"{W}{side}") for side in ("left", "right", "top", "bottom")] == ["1134"] * 4


def test_the_foot_of_every_page_names_the_plan_its_day_and_the_page() -> None:
    foot = part(made(), "word/footer1.xml")
    assert text_of(foot) == "Nottingshire improvement plan, as at 12 Dec 2022 · Page 1 of 1"
    assert [field.get(f"{W}instr", "").strip() for field in foot.iter(f"{W}fldSimple")] == [
        "PAGE",
        "NUMPAGES",
    ]


def test_the_list_of_parts_links_to_each_part() -> None:
    root = part(made())
    links = [link.get(f"{W}anchor") for link in root.iter(f"{W}hyperlink")]
    marks = [mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")]
    assert len(links) == len(PARTS) - 1
    assert links == marks
    assert len({mark.get(f"{W}id") for mark in root.iter(f"{W}bookmarkStart")}) == len(marks)


def test_what_people_wrote_is_text_and_never_a_field_a_link_or_markup() -> None:
    hostile = '=HYPERLINK("http://x")\x07\x0b{ INCLUDETEXT "c:/x" } <w:p/> & \ud800 \u202e\x00'
    base = board_view()
    view = replace(
        base,
        plan=replace(base.plan, name=f"Plan {hostile}"),
        actions=(action(1, 1, Status.DELAYED, text=hostile, progress=hostile, reason_for_delay=hostile),),
        assessments=assessed(series(1, hostile, [1, 2])),
    )
    content = made(view, PackChoices(audience=hostile))
    with ZipFile(BytesIO(content)) as archive:
        relations = archive.read("word/_rels/document.xml.rels").decode()
    assert "External" not in relations
    root = part(content)
    assert not list(root.iter(f"{W}instrText"))
    assert not list(root.iter(f"{W}fldSimple"))
    assert all(link.get(f"{W}anchor") for link in root.iter(f"{W}hyperlink"))
    assert '=HYPERLINK("http://x")\n{ INCLUDETEXT "c:/x" } <w:p/> & \ufffd \u202e' in text_of(root)


def test_an_area_that_is_not_there_and_an_unknown_detail_are_refused() -> None:
    with pytest.raises(ValueError, match="no area 9"):
        made(choices=PackChoices(areas=(1, 9)))
    with pytest.raises(ValueError, match="no detail all"):
        PackChoices(detail="all")  # type: ignore[arg-type]


def test_the_title_of_an_untitled_area_is_not_said_twice() -> None:
    one = replace(board_view().areas[0], title="Area of tests 1")
    text = words(made(replace(board_view(), areas=(one,))))
    assert "1 Area of tests 1\nStatus" in text
