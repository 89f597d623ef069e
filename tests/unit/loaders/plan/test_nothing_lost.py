"""Any sheet in: no exception, and every text in it is loaded or named."""

from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.files.grid import as_text
from loaders.files.raw_workbook import Merge, RawCell, RawSheet, RawWorkbook, cell_name
from loaders.plan.read_plan import UnderstoodPlan, understand

COLUMNS = 7
HEADING_ROWS = (
    ("Outcome", "Action", "Lead", "Due date", "Progress", "Impact", "RAG"),
    ("Ref", "Area", "Action needed", "Responsible", "By when", "Status", "Budget"),
    ("Action", "Owner", "Comments", "Progress", "RAG", None, None),
    (
        "Outstanding action",
        "Reason for delay",
        "Mitigation",
        "Responsible officer",
        "Revised due date",
        None,
        None,
    ),
    ("RAG key:", None, None, None, None, None, None),
)
WORDS = st.sampled_from(
    [None, None, None, "1. Front door", "2. Oversight", "Recruit", "Train staff", "Priya Sample", "31/03/27",
     "Completed", "Delayed", "Outcome: seen sooner", "Notes", "Copy any RAG items here", "Name",
     "A longer line of text that somebody wrote beneath the table to explain the colours in it", "7", "-"]
)  # fmt: skip
ROWS = st.one_of(st.sampled_from(HEADING_ROWS), st.tuples(*[WORDS] * COLUMNS))
FILLS = st.sampled_from([None, None, "00B050", "FF0000"])


@st.composite
def sheets(draw: st.DrawFn) -> RawSheet:
    """Draw a sheet of rows, some blank, some headings, with a few merged ranges that do not overlap."""
    rows: dict[int, dict[int, RawCell]] = {}
    merges: list[Merge] = []
    number = 0
    for values in draw(st.lists(ROWS, max_size=14)):
        number += draw(st.integers(1, 3))
        # A key of distinct texts, so that a text which is lost cannot hide behind its twin.
        cells = {
            column: RawCell(value if value in sum(HEADING_ROWS, ()) else f"{value} {number}", draw(FILLS))
            for column, value in enumerate(values, start=1)
            if value is not None
        }
        if cells:
            rows[number] = cells
            if len(cells) == 1 and draw(st.booleans()):
                merges.append(Merge(number, min(cells), number, min(cells) + draw(st.integers(1, 4))))
    return RawSheet(draw(st.sampled_from(["Plan", "1 Front door"])), rows, tuple(merges))


def everything_said(plan: UnderstoodPlan) -> str:
    said = [plan.title, *(row.label for row in plan.key)]
    said += [part for area in plan.areas for part in area]
    said += [f"{number}{mark} {title}" for number, title in plan.areas for mark in (".", "")]
    for action in plan.actions:
        said += [str(getattr(action, name)) for name in action.__dataclass_fields__]
    said += [f"{issue.sheet} {issue.cell} {issue.seen}" for issue in plan.issues]
    return "\n".join(said)


@settings(max_examples=400, deadline=None)
@given(sheets())
def test_every_text_of_a_sheet_is_loaded_or_named(sheet: RawSheet) -> None:
    plan = understand(RawWorkbook("plan.xlsx", (sheet,)))
    if not plan.actions:
        return  # the one issue says that nothing was loaded
    said = everything_said(plan)
    headings = {text for row in HEADING_ROWS for text in row}
    named = {issue.cell for issue in plan.issues}
    for row, cells in sheet.rows.items():
        for column, cell in cells.items():
            text = as_text(cell.value)
            if text in headings or text in said or text.split(". ")[-1] in said:
                continue
            columns = {
                place for place in named if ":" in place and place.startswith(cell_name(row, column)[:1])
            }
            assert cell_name(row, column) in named or columns, (cell_name(row, column), text)


def test_a_title_inside_a_table_with_a_column_of_areas_is_named_as_not_loaded() -> None:
    said = {7: {3: "Recruit"}, 9: {7: "1. Front door"}, 10: {6: "Delayed", 7: "Later"}}
    rows = {6: {column: RawCell(text) for column, text in enumerate(HEADING_ROWS[1], 1) if text}} | {
        row: {column: RawCell(text) for column, text in cells.items()} for row, cells in said.items()
    }
    plan = understand(RawWorkbook("plan.xlsx", (RawSheet("Plan", rows, ()),)))
    assert [action.text for action in plan.actions] == ["Recruit"]
    assert ("G9", "1. Front door") in [(issue.cell, issue.seen) for issue in plan.issues]
