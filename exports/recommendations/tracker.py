"""The recommendations as councils keep them in a tracker: .xlsx, .csv and .json.

Owns: its columns, whose headings the loader of trackers knows, so that the file loads again without change.
Refuses: choosing recommendations, and ratings of actions: the status is what was said of the recommendation.
"""

import json
from collections.abc import Sequence
from datetime import date

from data_model.recommendations.recommendation_content import (
    DATE_FIELDS,
    FIELD_LABELS,
    RecommendationContent,
    day_of,
    shown,
)
from data_model.recommendations.rows import RecommendationRow
from exports.formats.cells import CellContent, TableColumn
from exports.formats.comma_separated import write_csv
from exports.formats.workbook import write_workbook

_MEANINGS: dict[str, tuple[str, int]] = {
    "ref": ("The recommendation's number.", 8),
    "origin": ("Who recommended: scrutiny, an inspection, a diagnostic review or peers.", 16),
    "source": ("The review, report or committee.", 28),
    "made_text": ("The day of the recommendation.", 14),
    "words": ("What is recommended.", 60),
    "response": ("What the council answered.", 18),
    "response_words": ("The answer in its own words.", 36),
    "responded_text": ("The day of the answer.", 16),
    "lead_officer": ("The officer who answers for it.", 24),
    "executive_member": ("The member of the executive whose portfolio it is.", 24),
    "action_taken": ("What was done.", 60),
    "status": ("The rating, in the tracker's own word.", 18),
    "due_text": ("When it is next looked at.", 14),
    "closed_text": ("The day on which somebody closed it; empty while it is open.", 14),
    "closing_words": ("What came of it.", 40),
    "other": ("What else a tracker said, each text under its heading.", 40),
}
COLUMNS = tuple(TableColumn(FIELD_LABELS[name], *said) for name, said in _MEANINGS.items())


def tracker_csv(rows: Sequence[RecommendationRow]) -> bytes:
    """Write a tracker as .csv in UTF-8 with a byte order mark; dates are YYYY-MM-DD."""
    return write_csv(COLUMNS, map(_cells, rows))


def tracker_xlsx(rows: Sequence[RecommendationRow], plan_name: str, as_at: date, chosen: str) -> bytes:
    """Write a tracker as .xlsx; a second sheet, "About", says plan, as-at date and what each column means."""
    about: list[tuple[str, CellContent]] = [
        ("Plan", plan_name),
        ("As at", as_at),
        ("Chosen", chosen or "All recommendations"),
        ("Recommendations", len(rows)),
    ]
    return write_workbook("Recommendations", COLUMNS, map(_cells, rows), about, as_at)


def tracker_json(rows: Sequence[RecommendationRow]) -> bytes:
    """Write recommendations as JSON, with the actions that carry each out and the checks that it raises."""
    return json.dumps([_record(row) for row in rows], ensure_ascii=False, indent=2).encode() + b"\n"


def _cells(row: RecommendationRow) -> list[CellContent]:
    return [_cell(row, name) for name in _MEANINGS]


def _cell(row: RecommendationContent, name: str) -> CellContent:
    if name == "closed_text" and row.closed and not row.closed_text:
        return "Closed"
    if name in DATE_FIELDS:
        # A day is a real date; what names more or less than one stays in its words.
        return day_of(getattr(row, name)) or str(getattr(row, name))
    return shown(row, name)


def _record(row: RecommendationRow) -> dict[str, object]:
    return {
        **{name: getattr(row, name) for name in FIELD_LABELS},
        "status": row.status.value,
        "status_label": row.status_label,
        "made_on": _iso(row.made_on),
        "responded_on": _iso(row.responded_on),
        "due_date": _iso(row.due_date),
        "closed_on": _iso(row.closed_on),
        "as_at": row.as_at.isoformat(),
        "response_due": _iso(row.response_due),
        "days_unanswered": row.days_unanswered,
        "days_overdue": row.days_overdue,
        "actions": [
            {"ref": one.ref, "status": one.status.value, "rating": one.label, "due_date": _iso(one.due_date)}
            for one in row.actions
        ],
        "checks": [{"code": one.code, "because": one.because} for one in row.checks],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
