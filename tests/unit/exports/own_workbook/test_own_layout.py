"""A plan written back into the workbook it came from: what changed is in it, and all else is as it was."""

import random
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from data_model.plan.action_content import ActionContent
from data_model.plan.import_choices import LEAVE_OUT, ChoiceKind, ImportChoice
from data_model.plan.statuses import Status
from tests.own_layouts import LAYOUTS, OWNER, Loaded, again, changes, loaded, read, stored, with_due
from tests.places import REAL_PLAN
from tests.workbooks import GREEN, HEADINGS, RED, YELLOW, Rows, build_csv, build_xlsx, replace_parts

HOSTILE = (
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "two\nlines\n- bullet",
    "👩‍👧 שלום",
    "+44",
    "1.10",
    "_x0041_ as typed",
    "#REF!",
    "y" * 32_767,
)


def sheet_of(content: bytes, name: str = "Plan") -> Any:
    return load_workbook(BytesIO(content))[name]


def edit(plan: Loaded, place: int, **fields: Any) -> dict[int, ActionContent]:
    current = plan.current
    action_id = list(current)[place]
    current[action_id] = replace(current[action_id], **fields)
    return current


def two_areas() -> Loaded:
    return loaded(*LAYOUTS["two areas"])


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_plan_without_edits_comes_out_as_it_went_in(layout: str) -> None:
    plan = loaded(*LAYOUTS[layout])
    written = plan.export(plan.current)
    found = again(plan, written, plan.current)
    assert (found.changes_nothing, found.unchanged, found.missing) == (True, len(plan.stored), ())
    if plan.file.source.endswith(".xlsx"):  # type: ignore[attr-defined]
        assert written.lost == ()
        before, after = load_workbook(BytesIO(plan.file.content)), load_workbook(BytesIO(written.content))
        for sheet in before.worksheets:
            other = after[sheet.title]
            assert [[cell.value for cell in row] for row in other] == [
                [cell.value for cell in row] for row in sheet
            ]
            assert sorted(map(str, other.merged_cells.ranges)) == sorted(map(str, sheet.merged_cells.ranges))
            assert {k: v.width for k, v in other.column_dimensions.items()} == {
                k: v.width for k, v in sheet.column_dimensions.items()
            }


@pytest.mark.skipif(not REAL_PLAN.exists(), reason="the shared plan is not beside this project")
@pytest.mark.parametrize("seed", range(4))
def test_a_published_plan_too_reads_the_same_again_whatever_was_edited(seed: int) -> None:
    plan = loaded("plan.xlsx", REAL_PLAN.read_bytes())
    untouched = plan.export(plan.current)
    assert untouched.lost == ()
    assert again(plan, untouched, plan.current).unchanged == 76
    current = edited_at_random(plan, random.Random(seed))
    found = again(plan, plan.export(current), current)
    assert (changes(found), found.added, found.missing, found.unchanged) == ([], (), (), len(current))


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("layout", LAYOUTS)
def test_whatever_was_edited_reads_the_same_again(layout: str, seed: int) -> None:
    plan = loaded(*LAYOUTS[layout])
    current = edited_at_random(plan, random.Random(seed))
    found = again(plan, plan.export(current), current)
    assert (changes(found), found.added, found.missing) == ([], (), ())
    assert found.unchanged == len(current)


def edited_at_random(plan: Loaded, chance: random.Random) -> dict[int, ActionContent]:
    """Edit, retire and add actions; the same seed gives the same edits."""
    labels = [(row.status, row.label) for row in plan.key if row.label and row.seen != "fill:none"] or [
        (Status.COMPLETE, "Complete"),
        (Status.DELAYED, "Delayed"),
    ]
    current = plan.current
    for action_id, action in plan.current.items():
        match chance.choice(("", "", "text", "progress", "outcome", "rag", "due", "delay", "retire", "none")):
            case "retire" if len(current) > 1:
                del current[action_id]
            case "text" | "progress" as name:
                current[action_id] = replace(action, **{name: f"{chance.choice(HOSTILE[:-1])} {action_id}"})
            case "outcome" if action.outcome:
                current[action_id] = replace(action, outcome="Another outcome")
            case "rag":
                status, label = chance.choice(labels)
                current[action_id] = replace(action, status=status, rag_label=label)
            case "none":
                current[action_id] = replace(action, status=Status.NOT_RATED, rag_label="")
            case "due":
                current[action_id] = with_due(action, "Q3 27/28", action.revised_due_text)
            case "delay":
                current[action_id] = delayed(action, labels, f"Why {action_id}")
    like = chance.choice(list(current.values()))
    calm = {"reason_for_delay": "", "mitigation": "", "exception_responsible": ""}
    current[900] = with_due(
        replace(like, ref="", text="An action of the dashboard's own", **calm), "01/01/28"
    )
    current[901] = with_due(
        replace(like, ref="", text="In a new area", area_number="9", area="A new area", **calm), "01/02/28"
    )
    return current


def delayed(action: ActionContent, labels: list[tuple[Status, str]], reason: str) -> ActionContent:
    status, label = next(pair for pair in labels if pair[0] is Status.DELAYED)
    late = replace(
        action,
        status=status,
        rag_label=label,
        reason_for_delay=reason,
        mitigation="Agency\ncover",
        exception_responsible="Ivan Sample",
    )
    return with_due(late, action.due_text, "30/09/27")


def test_only_the_cells_that_changed_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = two_areas()
    written = plan.export(edit(plan, 1, progress="Half written"))
    before, after = sheet_of(plan.file.content), sheet_of(written.content)
    different = [
        cell.coordinate for row in after for cell in row if cell.value != before[cell.coordinate].value
    ]
    assert different == ["E6"]
    assert after["D6"].value.date() == date(2027, 1, 29)  # a real date stays one
    assert written.lost == ()


def test_merged_cells_are_parted_only_where_their_actions_differ() -> None:
    plan = two_areas()
    after = sheet_of(plan.export(edit(plan, 1, responsible="Ivan Sample")).content)
    assert sorted(map(str, after.merged_cells.ranges)) == ["A1:G1", "A3:G3", "A5:A7", "A9:G9"]
    assert [after[f"C{row}"].value for row in (5, 6)] == [
        "Priya Sample Head of Service – Front Door",
        "Ivan Sample",
    ]
    after = sheet_of(plan.export(edit(plan, 2, outcome="Another outcome")).content)
    assert "A5:A6" in map(str, after.merged_cells.ranges)
    assert after["A7"].value == "Another outcome"


def test_a_rating_gets_the_keys_fill_or_the_keys_word_as_the_column_shows_them() -> None:
    plan = two_areas()
    after = sheet_of(
        plan.export(edit(plan, 2, status=Status.ON_TRACK, rag_label="In progress and on schedule")).content
    )
    assert (after["G7"].value, after["G7"].fill.fgColor.rgb) == (None, f"FF{YELLOW}")
    flat = loaded(*LAYOUTS["flat"])
    after = sheet_of(flat.export(edit(flat, 2, status=Status.COMPLETE, rag_label="Complete")).content)
    assert (after["G4"].value, after["G4"].fill.fill_type) == ("Complete", None)


def test_a_new_action_stands_below_the_last_of_its_area_and_everything_else_moves_down() -> None:
    plan = two_areas()
    current = plan.current
    current[50] = with_due(replace(current[1], text="A new action", outcome=current[1].outcome), "01/01/28")
    after = sheet_of(plan.export(current).content)
    assert [after[f"B{row}"].value for row in (7, 8, 9)] == ["Train the team", "A new action", None]
    assert sorted(map(str, after.merged_cells.ranges)) == ["A10:G10", "A1:G1", "A3:G3", "A5:A8", "C5:C6"]
    assert after["A10"].value == "2) Management oversight"
    assert after["A16"].fill.fgColor.rgb == f"FF{GREEN}"


def test_a_retired_action_is_taken_out_and_named() -> None:
    plan = two_areas()
    current = plan.current
    del current[1]
    written = plan.export(current)
    after = sheet_of(written.content)
    assert written.lost == ("Taken out, because the plan no longer has it: “Recruit four social workers”.",)
    assert (after["A5"].value, after["B5"].value) == ("Children are seen sooner", "Write triage guidance")
    assert "A5:A6" in map(str, after.merged_cells.ranges)


def test_what_is_taken_out_of_one_of_two_tables_side_by_side_leaves_the_other() -> None:
    plan = loaded(*LAYOUTS["side by side"])
    current = plan.current
    del current[2]
    written = plan.export(current)
    after = sheet_of(written.content)
    assert [after[f"{column}4"].value for column in "ABCDG"] == [None, None, None, None, "Audit"]
    assert after["E4"].fill.fill_type is None
    assert after["K4"].fill.fgColor.rgb == f"FF{GREEN}"
    del current[5]  # now nobody needs the row
    assert [sheet_of(plan.export(current).content)[f"{column}4"].value for column in "AG"] == [
        "Induct",
        "Report",
    ]


def test_columns_and_sheets_are_those_that_a_person_chose() -> None:
    rows: Rows = [
        ["Area", "Promise to children", "Lead", "Due date", "How far we are", "RAG"],
        ["1 Front door", "Recruit", OWNER, "31/03/27", "Begun", "Complete"],
        ["1 Front door", "Train", OWNER, "31/03/27", "Begun", "Delayed"],
    ]
    old: Rows = [["Action", "Lead", "Due date"], ["Another one", OWNER, "31/03/27"]]
    meanings = {"promise to children": "action", "how far we are": "progress"}
    choices = [ImportChoice(ChoiceKind.COLUMN, about, about, said) for about, said in meanings.items()]
    choices.append(ImportChoice(ChoiceKind.SHEET, "more", "More", LEAVE_OUT))
    plan = loaded("plan.xlsx", build_xlsx({"Plan": rows, "More": old}), choices)
    current = edit(plan, 1, progress="Two trained", text="Train them all")
    current[9] = replace(current[1], text="Keep them", ref="")
    written = plan.export(current)
    assert written.lost == ()
    after = sheet_of(written.content)
    assert [[after[f"{column}{row}"].value for column in "BE"] for row in (3, 4)] == [
        ["Train them all", "Two trained"],
        ["Keep them", "Begun"],
    ]
    assert again(plan, written, current).changes_nothing


def test_the_exception_table_gains_changes_and_loses_rows() -> None:
    plan = two_areas()
    labels = [(Status.DELAYED, "Delayed")]
    current = plan.current
    current[2] = replace(
        with_due(current[2], current[2].due_text),
        status=Status.COMPLETE,
        rag_label="Completed",
        reason_for_delay="",
        mitigation="",
        exception_responsible="",
    )
    current[4] = delayed(current[4], labels, "=1+1")
    written = plan.export(current)
    after = sheet_of(written.content)
    rows = [[cell.value for cell in row][:5] for row in after.iter_rows(min_row=21)]
    assert rows == [
        ["Copy any RAG items here", "Brief summary", "Brief summary of mitigations", "Name", "Date"],
        ["Hold monthly supervision", "=1+1", "Agency\ncover", "Ivan Sample", "30/09/27"],
    ]
    assert after["B22"].data_type == "s"
    assert again(plan, written, current).changes_nothing


def test_a_workbook_without_an_exception_table_gets_one_when_it_is_needed() -> None:
    plan = loaded(*LAYOUTS["flat"])
    current = plan.current
    current[2] = delayed(current[2], [(Status.DELAYED, "Delayed")], "Nobody applied")
    written = plan.export(current)
    assert written.lost == ("An exception table was added below the tables of Plan; the file had none.",)
    assert again(plan, written, current).changes_nothing
    assert again(plan, written, current).unchanged == 3


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_typed_as_text_and_reads_the_same(text: str) -> None:
    plan = two_areas()
    fields = {"text": text, "progress": text, "impact": text, "responsible": text, "outcome": text}
    current = edit(plan, 3, **fields)
    written = plan.export(current)
    cells = [cell for row in sheet_of(written.content) for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "d"}
    assert changes(again(plan, written, current)) == []


def test_what_has_no_column_is_said() -> None:
    plan = loaded(*LAYOUTS["flat"])
    written = plan.export(edit(plan, 0, measure="Waiting time"))
    assert written.lost == ("Measure of ref 1: the table in Plan, row 1, has no column for it.",)


def test_texts_of_several_cells_that_became_one_are_said() -> None:
    plan = loaded(*LAYOUTS["merged actions"])
    written = plan.export(edit(plan, 0, progress="July: all in post"))
    after = sheet_of(written.content)
    assert [after["D3"].value, after["D4"].value] == ["July: all in post", None]
    assert written.lost == ("ref 1: progress stood in several cells and now stands in one.",)


def test_an_open_document_or_csv_file_becomes_an_xlsx_and_says_what_it_loses() -> None:
    for name, kind in (("csv", "CSV"), ("ods", "OpenDocument")):
        plan = loaded(*LAYOUTS[name])
        written = plan.export(plan.current)
        assert written.content.startswith(b"PK")
        assert written.lost[0].startswith(f"plan.{name} is a file of the kind {kind}; ")


def dressed() -> bytes:
    """A plan with everything on it that hangs on rows: heights, links, comments, formats, formulas."""
    rows = [
        ["1. Front door"],
        list(HEADINGS),
        ["O", "One", "Priya Sample", "31/03/27", "Begun", "Help", "Completed"],
        ["O", "Two", "Priya Sample", "31/03/27", "Begun", "Help", "Completed"],
        [],
        ["Notes"],
        ["Total", "=COUNTA(B3:B4)", "=B4"],
    ]

    def dress(book: Any) -> None:
        sheet = book["Plan"]
        sheet.row_dimensions[7].height = 44
        sheet["A7"].hyperlink = "https://example.org/note"
        sheet["A7"].comment = Comment("Counted by hand", "Priya Sample")
        sheet["A7"].font = Font(italic=True)
        red = FormulaRule(formula=['$G3="Delayed"'], fill=PatternFill(bgColor=RED))
        sheet.conditional_formatting.add("G3:G4", red)
        offered = DataValidation(type="list", formula1="$A$6:$A$7")
        offered.add("G3:G4")
        sheet.add_data_validation(offered)
        sheet.print_area = "A1:G7"
        sheet.auto_filter.ref = "A2:G4"
        book.create_sheet("FundSums")["A1"] = "=Plan!B7+SUM(Plan!$B$3:$B$4)"

    return build_xlsx({"Plan": rows}, merges=("A1:G1",), change=dress)


def test_what_hangs_on_rows_moves_with_them() -> None:
    plan = loaded("plan.xlsx", dressed())
    current = plan.current
    current[50] = replace(current[1], text="Three")
    after = load_workbook(BytesIO(plan.export(current).content))
    sheet = after["Plan"]
    assert [sheet[f"B{row}"].value for row in (3, 4, 5, 8)] == ["One", "Two", "Three", "=COUNTA(B3:B5)"]
    assert (sheet["C8"].value, after["FundSums"]["A1"].value) == ("=B4", "=Plan!B8+SUM(Plan!$B$3:$B$5)")
    assert (sheet.row_dimensions[8].height, sheet["A8"].font.italic) == (44, True)
    assert (sheet["A8"].hyperlink.ref, sheet["A8"].comment.text) == ("A8", "Counted by hand")
    (formatted,) = sheet.conditional_formatting
    assert (str(formatted.sqref), formatted.rules[0].formula) == ("G3:G5", ['$G3="Delayed"'])
    assert formatted.rules[0].dxf.fill.bgColor.rgb == f"00{RED}"
    (offered,) = sheet.data_validations.dataValidation
    assert (str(offered.sqref), offered.formula1) == ("G3:G5", "$A$7:$A$8")
    assert (sheet.auto_filter.ref, sheet.print_area) == ("A2:G5", "'Plan'!$A$1:$G$8")


def test_rows_taken_out_shorten_what_spans_them() -> None:
    plan = loaded("plan.xlsx", dressed())
    current = plan.current
    del current[1]
    sheet = sheet_of(plan.export(current).content)
    assert (sheet["B3"].value, sheet["B6"].value, sheet["C6"].value) == ("Two", "=COUNTA(B3:B3)", "=B3")
    (formatted,) = sheet.conditional_formatting
    assert str(formatted.sqref) == "G3"
    assert sheet.row_dimensions[6].height == 44


def test_a_formula_inside_a_table_becomes_its_value_and_is_named() -> None:
    rows = [["1. Front door"], list(HEADINGS), ["O", "One", "Priya Sample", "=1+1", "Begun", "Help", None]]
    content = build_xlsx({"Plan": rows})
    part = "xl/worksheets/sheet1.xml"
    content = replace_parts(
        content, {part: lambda xml: xml.replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>")}
    )
    plan = loaded("plan.xlsx", content)
    assert plan.stored[0].stated.due_text == "2"
    written = plan.export(plan.current)
    assert written.lost == ("The formula in Plan D3 became its value.",)
    assert again(plan, written, plan.current).changes_nothing


def test_macros_and_charts_that_are_not_kept_are_named() -> None:
    name, content = LAYOUTS["flat"]
    packed = replace_parts(content, {"xl/vbaProject.bin": b"macro", "xl/charts/chart1.xml": b"<c/>"})
    written = loaded(name, packed).export(loaded(name, packed).current)
    assert written.lost == ("Not kept: macros.", "Not kept: charts.")


LABEL = (
    b'<?xml version="1.0"?><c:labelList xmlns:c="http://schemas.microsoft.com/office/2020/mipLabelMetadata">'
    b'<c:label id="{a}" enabled="1" method="Privileged" siteId="{b}" removed="0"/></c:labelList>'
)
LABEL_TYPE = "application/vnd.ms-office.classificationlabels+xml"
LABEL_RELATION = "http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels"


def labelled(content: bytes, part: str, *, declared: bool) -> bytes:
    """Give a workbook a sensitivity label as Office does."""
    relation = f'<Relationship Id="rId9" Type="{LABEL_RELATION}" Target="{part}"/></Relationships>'.encode()
    override = f'<Override PartName="/{part}" ContentType="{LABEL_TYPE}"/>'.encode() if declared else b""
    return replace_parts(
        content,
        {
            "_rels/.rels": lambda xml: xml.replace(b"</Relationships>", relation),
            "[Content_Types].xml": lambda xml: xml.replace(b"</Types>", override + b"</Types>"),
            part: LABEL,
        },
    )


@pytest.mark.parametrize("declared", [True, False])
@pytest.mark.parametrize("part", ["docMetadata/LabelInfo.xml", "docMetadata/other.xml"])
def test_the_sensitivity_label_is_kept_and_still_belongs_to_the_package(part: str, declared: bool) -> None:
    name, content = LAYOUTS["two areas"]
    plan = loaded(name, labelled(content, part, declared=declared))
    written = plan.export(edit(plan, 0, progress="Two in post"))
    assert written.lost == ()
    with zipfile.ZipFile(BytesIO(written.content)) as package:
        assert package.read(part) == LABEL
        relations = [each.attrib for each in ElementTree.fromstring(package.read("_rels/.rels"))]
        types = [each.attrib for each in ElementTree.fromstring(package.read("[Content_Types].xml"))]
        assert len(package.namelist()) == len(set(package.namelist()))
    assert [each["Target"] for each in relations if each["Type"] == LABEL_RELATION] == [part]
    assert len({each["Id"] for each in relations}) == len(relations)
    assert {"PartName": f"/{part}", "ContentType": LABEL_TYPE} in types or not declared
    assert sheet_of(written.content)["E5"].value == "Two in post"
    # What came out goes out once more with its label.
    second = loaded(name, written.content)
    with zipfile.ZipFile(BytesIO(second.export(second.current).content)) as package:
        assert package.read(part) == LABEL


def test_heights_that_the_program_worked_out_stay_its_own_and_those_somebody_set_stay() -> None:
    def heights(book: Any) -> None:
        sizes = book["Plan"].row_dimensions
        sizes[3].height, sizes[4].height = 60, 15

    rows = [["1. Front door"], list(HEADINGS), ["Sooner", "Recruit"], ["Sooner", "Train"]]
    content = build_xlsx({"Plan": rows}, change=heights)

    def as_excel_does(xml: bytes) -> bytes:
        return re.sub(rb'(<row r="4"[^>]*?) customHeight="1"', rb"\1", xml)

    plan = loaded("plan.xlsx", replace_parts(content, {"xl/worksheets/sheet1.xml": as_excel_does}))
    sizes = sheet_of(plan.export(plan.current).content).row_dimensions
    assert (sizes[3].height, sizes[4].height) == (60, None)


SAID_TOO_LONG = "is longer than the 32,767 signs that a cell holds; its end is cut, and a note there says so."


@pytest.mark.parametrize("text", ["z" * 40_000, "😀" * 20_000], ids=["letters", "emoji"])
def test_a_text_longer_than_a_cell_is_cut_with_a_note_and_named(text: str) -> None:
    plan = two_areas()
    written = plan.export(edit(plan, 0, progress=text))
    assert written.lost == (f"ref 1: progress {SAID_TOO_LONG}",)
    cell = sheet_of(written.content)["E5"].value
    assert len(cell.encode("utf-16-le")) // 2 <= 32_767
    assert cell.endswith(" characters]")
    assert again(plan, written, edit(plan, 0, progress=text)).changes_nothing
    # The end was cut, so that the file says nothing of it; another length is another text.
    assert again(plan, written, edit(plan, 0, progress=f"{text[:-1]}!")).changes_nothing
    assert not again(plan, written, edit(plan, 0, progress=f"{text}z")).changes_nothing
    late = plan.export(edit(plan, 0, status=Status.DELAYED, rag_label="Delayed", mitigation=text))
    assert late.lost == (f"ref 1: mitigating actions in progress {SAID_TOO_LONG}",)


def test_a_text_that_only_its_escapes_make_too_long_is_written_whole() -> None:
    plan = two_areas()
    current = edit(plan, 0, progress="_x0041_" * 4681)
    written = plan.export(current)
    assert written.lost == ()
    assert again(plan, written, current).changes_nothing


def test_a_text_of_a_csv_file_longer_than_a_cell_is_cut_with_a_note_and_named() -> None:
    rows = [["Area", "Action", "Notes"], ["1. Front door", "Recruit", "😀" * 20_000]]
    plan = loaded("plan.csv", build_csv(rows))
    written = plan.export(plan.current)
    (sheet,) = load_workbook(BytesIO(written.content)).worksheets
    assert f"The text in {sheet.title} C2 {SAID_TOO_LONG}" in written.lost
    assert sheet["C2"].value.endswith(" characters]")


def test_what_a_library_warns_of_is_said_in_plain_words() -> None:
    def extended(xml: bytes) -> bytes:
        extension = b'<extLst><ext uri="{CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF}"/><ext uri="{0}"/></extLst>'
        return xml.replace(b"</worksheet>", extension + b"</worksheet>")

    name, content = LAYOUTS["flat"]
    plan = loaded(name, replace_parts(content, {"xl/worksheets/sheet1.xml": extended}))
    assert plan.export(plan.current).lost == (
        "Not kept: drop-down lists that take their entries from another sheet.",
        "Not kept: something that a newer Excel added to a sheet.",
    )


def test_a_text_box_is_named() -> None:
    drawing = b'<xdr:wsDr xmlns:xdr="x"><xdr:sp macro=""/></xdr:wsDr>'
    name, content = LAYOUTS["flat"]
    plan = loaded(name, replace_parts(content, {"xl/drawings/drawing1.xml": drawing}))
    assert "Not kept: text boxes and shapes." in plan.export(plan.current).lost


def test_the_order_of_the_file_is_kept_and_said_where_it_differs() -> None:
    plan = two_areas()
    current = plan.current
    turned: Mapping[int, ActionContent] = {i: current[i] for i in (2, 1, 3, 4, 5)}
    written = plan.export(turned)
    order = "The actions in Plan from row 4 on stand in the file's order, new ones last; "
    assert written.lost == (order + "loading it gives the plan that order.",)


def test_actions_with_the_same_words_keep_their_own_rows() -> None:
    rows = [
        ["1. Front door"],
        list(HEADINGS),
        ["O", "Same", "Priya Sample", "31/03/27", "Begun", "Help", None],
        ["2. Oversight"],
        ["O", "Same", "Priya Sample", "30/06/27", "Begun", "Help", None],
    ]
    plan = loaded("plan.xlsx", build_xlsx({"Plan": rows}, merges=("A1:G1", "A4:G4")))
    current = edit(plan, 1, progress="Only the second")
    after = sheet_of(plan.export(current).content)
    assert (after["E3"].value, after["E5"].value) == ("Begun", "Only the second")
    assert [row.text for row in read("plan.xlsx", plan.export(current).content).actions] == ["Same", "Same"]
    assert stored(7, current[1]).ref == "ref 7"
