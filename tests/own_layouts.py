"""Plans in the layouts that councils use, and edits of their actions, to be written back into their files.

Owns: the workbooks, a plan as it would be stored after loading one, and reading an export again.
Refuses: the database. Every sentence and person is invented.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from data_model.plan.action_content import ActionContent, FieldChange
from data_model.plan.due_date_parser import understand_due_date
from data_model.plan.import_choices import ImportChoice
from data_model.plan.queries.actions import StoredAction
from data_model.plan.rows import KeyRow
from demo.workbook import build_plan_workbook
from exports.own_workbook.own_layout import OwnLayout, write_own_layout
from loaders.files.read_file import read_workbook
from loaders.plan.compare import Comparison, compare
from loaders.plan.merge_base import EarlierFile
from loaders.plan.plan_stamp import part_stamp
from loaders.plan.read_plan import UnderstoodPlan, understand
from loaders.return_workbook.as_xlsx import as_xlsx
from loaders.return_workbook.plan_layout import lay_out
from tests.workbooks import GREEN, HEADINGS, RED, YELLOW, Rows, build_csv, build_ods, build_xlsx

OWNER = "Priya Sample Head of Service – Front Door"
TODAY = date(2026, 6, 1)
KEY_ROWS: list[list[Any]] = [[], ["RAG key"], ["Completed"], ["In progress and on schedule"], ["Delayed"]]


def action(text: str, outcome: str | None = None, due: object = "31/03/27") -> list[object]:
    return [outcome, text, OWNER, due, "Begun", "Faster help", None]


def _two_areas() -> bytes:
    rows: Rows = [
        ["Sampleshire's improvement plan"],
        [],
        ["1. Timeliness of the front door"],
        list(HEADINGS),
        action("Recruit four social workers", "Children are seen sooner"),
        action("Write triage guidance", None, date(2027, 1, 29)),
        action("Train the team", None),
        [],
        ["2) Management oversight"],
        ["Outcome", "What we will do", "Lead officer", "By when", "Progress", "Impact (hoped for)", "R/A/G"],
        action("Hold monthly supervision", "Managers know their cases"),
        action("Audit ten cases a month", "Managers know their cases"),
        *KEY_ROWS,
        [],
        ["For any red actions use the table below:"],
        ["Outstanding action", "Reason for delay", "Mitigation", "Responsible officer", "Revised due date"],
        ["Write triage guidance", "Author off sick", "Deputy drafts it", "Priya Sample", "28/02/27"],
        ["Copy any RAG items here", "Brief summary", "Brief summary of mitigations", "Name", "Date"],
    ]
    return build_xlsx(
        {"Plan": rows},
        merges=("A1:G1", "A3:G3", "A5:A7", "C5:C6", "A9:G9"),
        fills={"G5": GREEN, "G6": RED, "G11": YELLOW, "A15": GREEN, "A16": YELLOW, "A17": RED},
    )


def _flat() -> bytes:
    rows: Rows = [
        ["Ref", "Area for improvement", "Outcome", "Action", "Owner", "Deadline", "RAG", "Budget code"],
        ["1.1", "1 Front door", "Seen sooner", "Recruit", "Priya Sample", "31/03/27", "Complete", "B-1"],
        ["1.2", "1 Front door", "Seen sooner", "Train", "Priya Sample", "31/03/27", "Delayed", "B-2"],
        ["2.1", "2 Oversight", "Known cases", "Supervise", "Ivan Sample", "Ongoing", "On track", None],
    ]
    return build_xlsx({"Plan": rows}, filters="A1:H4")


def _sheets() -> bytes:
    rows: Rows = [["Improvement plan"], list(HEADINGS), action("One", "Outcome"), action("Two", "Outcome")]
    other: Rows = [["Improvement plan"], list(HEADINGS), action("Three", "Outcome")]
    return build_xlsx(
        {"1 Front door": rows, "2 Oversight": other, "Key": KEY_ROWS[1:]},
        fills={"1 Front door": {"G3": GREEN}, "Key": {"A2": GREEN, "A3": YELLOW, "A4": RED}},
    )


def _two_header_rows() -> bytes:
    rows: Rows = [
        ["1. Front door"],
        ["Action", "Lead", "Timescale", None, "Progress", "Comments", "RAG"],
        [None, None, "Due date", "Revised due date", None, None, None],
        ["Recruit", OWNER, "31/03/27", "30/06/27", "Two in post", "Board asked why", "Complete"],
        ["Train", OWNER, "31/03/27", None, "Begun", None, "Delayed"],
    ]
    return build_xlsx({"Plan": rows}, merges=("C2:D2", "A2:A3", "B2:B3", "E2:E3", "F2:F3", "G2:G3"))


def _merged_actions() -> bytes:
    rows: Rows = [
        ["1. Front door"],
        ["Action", "Lead", "Due date", "Progress", "RAG"],
        ["Recruit", OWNER, "31/03/27", "May: advertised", "Complete"],
        [None, None, None, "June: two appointed", None],
        ["Train", OWNER, "31/03/27", "Begun", "Delayed"],
        ["2. Oversight"],
        ["Supervise", OWNER, "31/03/27", "Begun", "On track"],
    ]
    return build_xlsx({"Plan": rows}, merges=("A1:E1", "A3:A4", "B3:B4", "C3:C4", "A6:E6"))


def _side_by_side() -> bytes:
    heads = ["Action", "Lead", "Due date", "Progress", "RAG"]
    rows: Rows = [
        ["1. Front door", None, None, None, None, None, "2. Oversight"],
        [*heads, None, *heads],
        ["Recruit", OWNER, "31/03/27", "Begun", None, None, "Supervise", OWNER, "31/03/27", "Begun", None],
        ["Train", OWNER, "31/03/27", "Begun", None, None, "Audit", OWNER, "31/03/27", "Begun", None],
        ["Induct", OWNER, "30/06/27", "Begun", None, None, "Report", OWNER, "30/06/27", "Begun", None],
        [None, None, None, None, None, None, "Review", OWNER, "30/06/27", "Begun", None],
    ]
    fills = {"E3": GREEN, "E4": RED, "E5": YELLOW, "K3": YELLOW, "K4": GREEN, "K5": RED, "K6": GREEN}
    fills |= {"A2": GREEN, "A3": YELLOW, "A4": RED}
    key: Rows = KEY_ROWS[1:]
    return build_xlsx(
        {"Plan": rows, "Key": key},
        merges={"Plan": ("B3:B4",)},
        fills={
            "Plan": {name: fill for name, fill in fills.items() if name[0] in "EK"},
            "Key": {name: fill for name, fill in fills.items() if name[0] == "A"},
        },
    )


_CSV = [
    ["Area", "Outcome", "Action", "Owner", "Deadline", "Progress", "RAG"],
    ["1. Front door", "Sooner", "Recruit", OWNER, "31/03/27", "Begun", "Complete"],
    ["1. Front door", "Sooner", "Train", OWNER, "30/06/27", "=SUM(1)", "Delayed"],
]
LAYOUTS: dict[str, tuple[str, bytes]] = {
    "two areas": ("plan.xlsx", _two_areas()),
    "flat": ("plan.xlsx", _flat()),
    "a sheet for each area": ("plan.xlsx", _sheets()),
    "two header rows": ("plan.xlsx", _two_header_rows()),
    "merged actions": ("plan.xlsx", _merged_actions()),
    "side by side": ("plan.xlsx", _side_by_side()),
    "csv": ("plan.csv", build_csv(_CSV)),
    "ods": ("plan.ods", build_ods({"Plan": _CSV})),
    "demonstration": ("plan.xlsx", build_plan_workbook(TODAY)),
    "demonstration, first edition": ("plan.xlsx", build_plan_workbook(TODAY, 1)),
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """A plan as it is stored after its first import."""

    file: EarlierFile
    stored: tuple[StoredAction, ...]
    key: tuple[KeyRow, ...]
    choices: tuple[ImportChoice, ...] = ()

    @property
    def current(self) -> dict[int, ActionContent]:
        return {row.id: row.stated for row in self.stored}

    def export(self, current: Mapping[int, ActionContent]) -> OwnLayout:
        """Write the plan back with these actions; `self.stored` is what the file said."""
        former = {row.id: row.stated for row in self.stored}
        now = [
            replace(former_row, stated=current[former_row.id])
            for former_row in self.stored
            if former_row.id in current
        ]
        now += [stored(i, one) for i, one in current.items() if i not in former]
        content, lost = as_xlsx(self.file.source, self.file.content, self.file.workbook)  # type: ignore[arg-type]  # `source` is a name
        layout = lay_out(self.file, now, former, lost)
        refs = {i: f"ref {i}" for i in current}
        return write_own_layout(content, layout, current, refs, self.key)


def stored(action_id: int, stated: ActionContent) -> StoredAction:
    return StoredAction(
        action_id, f"ref {action_id}", bool(stated.ref), 1, TODAY, stated.due_date, stated.due_date, stated
    )


def read(
    name: str, content: bytes, key: Sequence[KeyRow] = (), choices: Sequence[ImportChoice] = ()
) -> UnderstoodPlan:
    workbook, _ = part_stamp(read_workbook(name, content))
    return understand(workbook, tuple(key), choices)


def loaded(name: str, content: bytes, choices: Sequence[ImportChoice] = ()) -> Loaded:
    """Load a file as a first import would store it, read with a person's choices."""
    workbook, _ = part_stamp(read_workbook(name, content))
    plan = understand(workbook, (), choices)
    actions = tuple(stored(i, replace(one, absent=frozenset())) for i, one in enumerate(plan.actions, 1))
    return Loaded(EarlierFile(name, content, workbook, plan), actions, tuple(plan.key), tuple(choices))  # type: ignore[arg-type]  # `source` is a name


def again(plan: Loaded, written: OwnLayout, current: Mapping[int, ActionContent]) -> Comparison:
    """Compare an export, read again, with the actions that were written."""
    now = [stored(i, one) for i, one in current.items()]
    return compare(now, read("export.xlsx", written.content, plan.key, plan.choices).actions)


def changes(found: Comparison) -> list[tuple[FieldChange, ...]]:
    return [change.changes for change in found.changed]


def with_due(stated: ActionContent, text: str, revised: str = "") -> ActionContent:
    """Give an action other words for its due date, understood as a form would."""
    due = understand_due_date(revised)
    due = due if due.date is not None else understand_due_date(text)
    return replace(stated, due_text=text, revised_due_text=revised, due=due)
