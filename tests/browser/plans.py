"""Small workbooks that a visitor uploads; every sentence and person in them is invented.

Owns: their rows. Refuses: messy layouts; those are for the tests of the loaders.
"""

from collections.abc import Sequence

from tests.workbooks import GREEN, HEADINGS, RED, YELLOW, build_xlsx

Row = tuple[str, str, str, str]  # action, who is responsible, due date, progress
KNOWN: tuple[Row, ...] = (
    ("Recruit four social workers", "Priya Sample", "31/03/25", "Two have started"),
    ("Write guidance on thresholds", "Tomasz Invented", "14/02/25", "A draft is with partners"),
    ("Hold supervision every month", "Priya Sample", "30/06/25", "Begun"),
    ("Audit twelve records a month", "Gwen Madeup", "30/09/25", ""),
)
NO_COLOUR_LABEL = "Planning: not yet commenced"


def plan_workbook(title: str, rows: Sequence[Row], outcome: str = "Children are seen sooner") -> bytes:
    """Make an .xlsx with one area, the first row green, the second red, the others without colour, and a key
    whose last entry has no colour either."""
    sheet: list[list[object]] = [[title], [], ["1. Timeliness of the front door"], list(HEADINGS)]
    for action, responsible, due, progress in rows:
        sheet.append([outcome, action, responsible, due, progress, "Faster help", None])
    key = len(sheet) + 2
    sheet += [[], ["RAG Key:"], ["Completed"], ["In progress & on schedule"], ["Delayed"], [NO_COLOUR_LABEL]]
    fills = {"G5": GREEN, "G6": RED, f"B{key + 1}": GREEN, f"B{key + 2}": YELLOW, f"B{key + 3}": RED}
    return build_xlsx({"Plan": sheet}, fills=fills)
