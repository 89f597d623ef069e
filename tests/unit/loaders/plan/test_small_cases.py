"""Small files of kinds that councils send, each read whole: what a person sees comes out, or is named."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from data_model.plan.due_dates import DueKind
from data_model.plan.statuses import Status
from loaders.files.read_file import read_workbook
from loaders.plan.read_plan import UnderstoodPlan, understand
from tests.unit.loaders.plan.test_columns import codes
from tests.workbooks import GREEN, RED, YELLOW, build_csv, build_xlsx

HEADINGS = ["Ref", "Area", "Outcome", "Action", "Responsible", "Due date", "Progress", "Impact", "RAG"]
KEY = [["RAG key"], ["Completed"], ["On schedule"], ["Delayed"]]
FILLS = {"Key": {"A2": GREEN, "A3": YELLOW, "A4": RED}}


def row(**more: Any) -> list[Any]:
    said = {
        "Ref": "1.1", "Area": "1. Front door", "Outcome": "Seen sooner", "Action": "Write it",
        "Responsible": "Ola Brett", "Due date": "31/03/2026", "Progress": None, "Impact": None,
        "RAG": "Complete",
    }  # fmt: skip
    said |= {name.replace("_", " "): value for name, value in more.items()}
    return [said[heading] for heading in HEADINGS]


def read(rows: Sequence[Sequence[Any]], change: Callable[[Workbook], None] | None = None) -> UnderstoodPlan:
    content = build_xlsx({"Action plan": [HEADINGS, *rows], "Key": KEY}, fills=FILLS, change=change)
    return understand(read_workbook("plan.xlsx", content))


def people(plan: UnderstoodPlan) -> list[list[str]]:
    return [[person.name for person in one.people] for one in plan.actions]


def test_text_dates_of_which_one_is_only_month_first_leave_the_others_open() -> None:
    plan = read([row(Due_date="03/31/2026"), row(Ref="1.2", Action="Audit it", Due_date="03/04/2026")])
    assert [str(one.due.date) for one in plan.actions] == ["2026-03-31", "None"]
    assert plan.actions[1].due.kind is DueKind.UNCLEAR
    assert {"due-doubt", "due-unclear"} <= set(codes(plan))


def test_real_days_to_the_twelfth_beside_later_texts_are_pointed_out() -> None:
    days = [date(2026, 4, 3), "25/03/2026", date(2026, 6, 5), "31/05/2026"]
    plan = read([row(Ref=str(at), Action=f"Do {at}", Due_date=day) for at, day in enumerate(days)])
    assert codes(plan).count("dates-swapped") == 1


@pytest.mark.parametrize("font", ["Calibri", "Wingdings"])
def test_one_mark_in_three_colours_is_three_ratings(font: str) -> None:
    def colour(book: Workbook) -> None:
        for at, ink in enumerate((GREEN, YELLOW, RED), start=2):
            book["Action plan"].cell(at, 9).font = Font(name=font, color=f"FF{ink}")

    mark = "●" if font == "Calibri" else "l"
    plan = read([row(Ref=str(at), Action=f"Do {at}", RAG=mark) for at in range(3)], colour)
    assert [one.status for one in plan.actions] == [Status.COMPLETE, Status.ON_TRACK, Status.DELAYED]
    assert not plan.unexplained


def test_refs_are_what_is_seen() -> None:
    def shown(book: Workbook) -> None:
        for at, code in enumerate(("000", '"CP"000', "General", "0.00", "General"), start=2):
            book["Action plan"].cell(at, 1).number_format = code

    plan = read([row(Ref=ref, Action=f"Do {at}") for at, ref in enumerate((7, 12, 3.3, 1.1, 1.1))], shown)
    assert [one.ref for one in plan.actions] == ["007", "CP012", "3.3", "1.10", "1.1"]


def test_people_as_a_directory_writes_them() -> None:
    cells = ["Brett, Ola; Olden, Ravi", "Olden, Ravi", "Ravi Olden <ravi@example.gov.uk>", "Thorpe, Marian"]
    plan = read([row(Ref=str(at), Action=f"Do {at}", Responsible=who) for at, who in enumerate(cells)])
    assert people(plan)[:3] == [["Brett, Ola", "Olden, Ravi"], ["Ravi Olden"], ["Ravi Olden"]]
    doubts = [issue.cell for issue in plan.issues if issue.type.code == "responsible-doubt"]
    assert doubts == ["E5"]  # nothing else names whoever that is


def test_people_and_times_as_a_list_on_the_web_exports_them() -> None:
    plan = read(
        [
            row(Responsible="Ola Brett;#14;#Ravi Olden;#22", Due_date="2026-03-31T00:00:00Z"),
            row(Ref="1.2", Action="Audit it", Due_date="2026-03-30T23:00:00Z"),
        ]
    )
    assert people(plan)[0] == ["Ola Brett", "Ravi Olden"]
    assert [str(one.due.date) for one in plan.actions] == ["2026-03-31", "2026-03-31"]
    assert [issue.cell for issue in plan.issues if issue.type.code == "due-doubt"] == ["F3"]


def test_an_address_behind_progress_stays_and_is_offered() -> None:
    address = "https://files.example.org/dip-sample.docx"

    def link(book: Workbook) -> None:
        book["Action plan"]["G2"].hyperlink = address

    plan = read([row(Progress="Dip sample")], link)
    assert plan.actions[0].progress == f"Dip sample ({address})"
    assert [(one.place, one.words, one.link, one.cell) for one in plan.links] == [
        (0, "Dip sample", address, "G2")
    ]


def test_totals_are_no_actions() -> None:
    total = [["Total", None, None, 1], ["Total number of actions: 1"]]
    plan = read([row(), *total])
    assert [one.text for one in plan.actions] == ["Write it"]
    assert codes(plan).count("row-total") == 2


def test_marks_of_quotation_inside_a_field_are_read_as_written() -> None:
    lines = [
        b"Ref,Area,Action,Responsible,Due date,RAG",
        b'1.1,Front door,"Agree the "step up" rule, now",Ola Brett,31/03/2026,Complete',
        b'1.2,Front door,Measure the 6" gap,Ola Brett,31/03/2026,Complete',
    ]
    plan = understand(read_workbook("plan.csv", b"\r\n".join(lines)))
    assert [one.text for one in plan.actions] == ['Agree the "step up" rule, now', 'Measure the 6" gap']


def test_the_summary_and_captions_of_an_export_from_numbers_name_nothing() -> None:
    summary = [["This document was exported from Numbers."], ["Numbers Sheet Name", "Numbers Table Name"]]
    plan = [["Table 1"], HEADINGS[3:7], ["Write it", "Ola Brett", "31/03/2026", "Begun"]]
    content = build_xlsx(
        {"Export Summary": summary, "Sheet 1 - Table 1": plan}, merges={"Sheet 1 - Table 1": ["A1:D1"]}
    )
    understood = understand(read_workbook("plan.xlsx", content))
    assert [(one.area, one.text) for one in understood.actions] == [("No area given", "Write it")]
    assert {"area-missing", "sheet-skipped"} <= set(codes(understood))


def test_the_columns_of_a_list_on_the_web_are_known() -> None:
    rows = [
        ["Title", "Assigned To", "DueDate", "Priority area", "% Complete", "Item Type", "Path"],
        ["Write it", "Ola Brett", "31/03/2026", "1. Front door", "0.5", "Item", "sites/plan"],
    ]
    (action,) = understand(read_workbook("query.csv", build_csv(rows))).actions
    assert (action.text, action.responsible, action.due_text) == ("Write it", "Ola Brett", "31/03/2026")
    assert (action.area_number, action.area) == ("1", "Front door")
    assert "% Complete: 0.5" in action.other
