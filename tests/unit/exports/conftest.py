"""Rows of an invented council, for the tests of the exports."""

from datetime import date
from typing import Any, Protocol

import pytest

from data_model.plan.rows import ActionDetail, ActionRow, PersonOnAction
from data_model.plan.statuses import Status


def _action(**changes: Any) -> ActionRow:
    values: dict[str, Any] = {
        "id": 8, "ref": "2.08", "area_id": 2, "area_number": "2", "area_short_name": "Management oversight",
        "outcome": "Children are safe", "text": "Review the procedures", "status": Status.DELAYED,
        "rag_label": "Late", "responsible": "Ada Invented\nHead of Service",
        "people": (
            PersonOnAction(5, "Ada Invented", "Head of Service"), PersonOnAction(None, "", "HR consultant"),
        ),
        "due_text": "End Nov 22", "due_date": date(2022, 11, 30), "due_kind": "deadline",
        "due_precision": "month",
        "original_due_date": date(2022, 11, 7), "days_overdue": 12, "is_due_soon": False,
        "as_at": date(2022, 12, 2),
    }  # fmt: skip
    return ActionRow(**{**values, **changes})


def _detail(row: ActionRow | None = None, **changes: Any) -> ActionDetail:
    revised = changes.pop("revised_due_text", "Jan 23")
    values: dict[str, Any] = {
        "row": row or _action(revised_due_text=revised), "identity": "b7c1",
        "area_title": "Management oversight of practice",
        "progress": "Drafted", "impact": "Anticipated: fewer delays", "measure": "Audit",
        "assurance": "Board",
        "rag_as_seen": "fill:FF0000", "due_repeats": "",
        "reason_for_delay": "Vacancy", "mitigation": "Agency cover", "exception_responsible": "Ben Example",
        "file_name": "plan.xlsx", "sheet": "Action plan", "cell": "D33", "version": 3, "previous_id": 7,
        "next_id": 9, "history": (),
    }  # fmt: skip
    return ActionDetail(**{**values, **changes})


class MakeAction(Protocol):
    def __call__(self, **changes: Any) -> ActionRow: ...


class MakeDetail(Protocol):
    def __call__(self, row: ActionRow | None = None, **changes: Any) -> ActionDetail: ...


@pytest.fixture
def action() -> MakeAction:
    """Make one action of the invented council; keywords change its values."""
    return _action


@pytest.fixture
def detail() -> MakeDetail:
    """Make one action in full; keywords change its values."""
    return _detail
