"""The list of findings as files."""

import csv
import io
import json
from datetime import UTC, date, datetime

from openpyxl import load_workbook

from data_model.inspections.rows import ActionOfFinding, FindingRow, VisitFinding, VisitKind, VisitRow
from data_model.plan.statuses import Status
from exports.inspections.findings import COLUMNS, findings_csv, findings_json, findings_xlsx

DAY = date(2026, 10, 21)
VISIT = VisitRow(1, VisitKind.MONITORING_VISIT, "", DAY, DAY, "", None, True, None, True, "Orla Finch")
FINDING = FindingRow(
    *(3, 1, 1, "7", "to-improve", "Area for improvement", True, "=It drifts", ((2, "2 Oversight"),)),
    (
        ActionOfFinding(5, "2.02", "Supervise", 2, Status.DELAYED, "Late", Status.ON_TRACK, "In progress"),
        ActionOfFinding(6, "2.03", "Audit", 2, Status.ON_TRACK, "In progress", None, ""),
    ),
    *(9, "IN-1", DAY, DAY, datetime(2026, 11, 2, tzinfo=UTC), "Orla Finch"),
)
ROWS = [VisitFinding(VISIT, FINDING)]


def test_a_row_says_where_a_finding_stands_and_how_its_actions_are_and_were_rated() -> None:
    headings, row = csv.reader(io.StringIO(findings_csv(ROWS).decode("utf-8-sig")))
    assert headings == [column.heading for column in COLUMNS]
    told = dict(zip(headings, row, strict=True))
    assert (told["Visit"], told["To"], told["Published"]) == ("Monitoring visit", "2026-10-21", "")
    assert told["Finding"] == "'=It drifts"
    assert told["Ratings now"] == "2.02: Late\n2.03: In progress"
    assert told["Ratings then"] == "2.02: In progress\n2.03: not in the plan"
    assert (told["Areas"], told["Recommendation"]) == ("2 Oversight", "IN-1")


def test_a_workbook_says_of_which_plan_and_day_it_is() -> None:
    workbook = load_workbook(io.BytesIO(findings_xlsx(ROWS, "Borough plan", DAY)))
    assert workbook["Findings"]["F2"].value == "Area for improvement"
    about = {row[0]: row[1] for row in workbook["About"].iter_rows(values_only=True)}
    assert (about["Plan"], about["Findings"]) == ("Borough plan", 1)


def test_programs_get_the_ratings_by_action() -> None:
    (record,) = json.loads(findings_json(ROWS))
    assert record["actions"][0] == {
        "ref": "2.02",
        "status": "delayed",
        "rating": "Late",
        "status_then": "on_track",
        "rating_then": "In progress",
    }
    assert (record["kind"], record["asks"], record["published_on"]) == ("to-improve", True, None)
