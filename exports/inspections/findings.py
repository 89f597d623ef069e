"""The findings of inspections and visits as a list: .xlsx, .csv and .json.

Owns: its columns. Refuses: choosing findings, and any rating but the plan's own.
"""

import json
from collections.abc import Sequence
from datetime import date

from data_model.inspections.rows import ActionOfFinding, VisitFinding
from exports.formats.cells import CellContent, TableColumn
from exports.formats.comma_separated import write_csv
from exports.formats.workbook import write_workbook

COLUMNS = (
    TableColumn("Visit", "Inspection, focused visit or monitoring visit.", 18),
    TableColumn("From", "The first day of the visit.", 13),
    TableColumn("To", "The last day of the visit.", 13),
    TableColumn("Published", "The day its letter or report was published; empty while it is not.", 13),
    TableColumn("Paragraph", "Where the finding stands in the letter or report.", 11),
    TableColumn("What it is", "A strength, an area for improvement or an area for priority action.", 24),
    TableColumn("Finding", "What inspectors found.", 70),
    TableColumn("Areas", "The areas of the plan that it is about.", 30),
    TableColumn("Actions", "The actions of the plan that answer it.", 16),
    TableColumn("Ratings now", "How the plan rates those actions on the day of this file.", 26),
    TableColumn("Ratings then", "How the plan rated them on the last day of the visit.", 26),
    TableColumn("Recommendation", "The ref of the recommendation that it became.", 16),
    TableColumn("Recorded by", "Who said so last.", 22),
    TableColumn("True as at", "The day that its newest statement is true of.", 13),
)


def findings_csv(rows: Sequence[VisitFinding]) -> bytes:
    """Write findings as .csv in UTF-8 with a byte order mark; dates are YYYY-MM-DD."""
    return write_csv(COLUMNS, map(_cells, rows))


def findings_xlsx(rows: Sequence[VisitFinding], plan_name: str, as_at: date) -> bytes:
    """Write findings as .xlsx; a second sheet, "About", says plan, as-at date and what each column means."""
    about: list[tuple[str, CellContent]] = [
        ("Plan", plan_name),
        ("As at", as_at),
        ("Findings", len(rows)),
    ]
    return write_workbook("Findings", COLUMNS, map(_cells, rows), about, as_at)


def findings_json(rows: Sequence[VisitFinding]) -> bytes:
    """Write findings as JSON, each with its visit, and the actions that answer it with their ratings."""
    return json.dumps([_record(row) for row in rows], ensure_ascii=False, indent=2).encode() + b"\n"


def _cells(row: VisitFinding) -> list[CellContent]:
    visit, found = row.visit, row.finding
    return [
        visit.kind.value.capitalize(),
        visit.starts_on,
        visit.ends_on,
        visit.published_on,
        found.paragraph,
        found.kind_words,
        found.words,
        "\n".join(name for _, name in found.areas),
        ", ".join(one.ref for one in found.actions),
        "\n".join(f"{one.ref}: {one.label}" for one in found.actions),
        "\n".join(f"{one.ref}: {one.then_label or 'not in the plan'}" for one in found.actions),
        found.recommendation,
        found.recorded_by,
        found.as_at,
    ]


def _record(row: VisitFinding) -> dict[str, object]:
    visit, found = row.visit, row.finding
    return {
        "visit": visit.kind.value,
        "starts_on": visit.starts_on.isoformat(),
        "ends_on": visit.ends_on.isoformat(),
        "published_on": visit.published_on.isoformat() if visit.published_on is not None else None,
        "paragraph": found.paragraph,
        "kind": found.kind,
        "kind_words": found.kind_words,
        "asks": found.asks,
        "words": found.words,
        "areas": [name for _, name in found.areas],
        "actions": [_action(one) for one in found.actions],
        "recommendation": found.recommendation,
        "as_at": found.as_at.isoformat(),
        "recorded_by": found.recorded_by,
        "recorded_at": found.recorded_at.isoformat(),
    }


def _action(one: ActionOfFinding) -> dict[str, object]:
    return {
        "ref": one.ref,
        "status": one.status.value,
        "rating": one.label,
        "status_then": one.then.value if one.then is not None else None,
        "rating_then": one.then_label,
    }
