"""The named cast and the small plans that tests of reads and writes share. Every name is invented."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.action_content import ActionContent, NamedPerson
from data_model.plan.changes.imports import ImportBatch, record_import
from data_model.plan.due_dates import DueDate, DueKind, Precision
from data_model.plan.rows import KeyRow
from data_model.plan.statuses import Status
from data_model.shared.permissions import Actor, Role

OFFICE = Actor("Orla Finch", Role.PROGRAMME_OFFICE, "command line")
BOARD = Actor("Bea Marlow", Role.BOARD_MEMBER, "page")
FINANCE = Actor("Fin Aldous", Role.FINANCE, "page")
HEAD_A = Actor("Hal Pickering", Role.HEAD_OF_SERVICE, "page")
HEAD_B = Actor("Ivy Stanton", Role.HEAD_OF_SERVICE, "page")

RECORDED_AT = datetime(2025, 3, 3, 9, 30, tzinfo=UTC)

HAL = NamedPerson("Hal Pickering", "hal pickering", "Head of Service")
IVY = NamedPerson("Ivy Stanton", "ivy stanton", "")
DUTY_POST = NamedPerson("", "", "Duty Manager")

NO_DATE = DueDate("", None, DueKind.NONE, Precision.NONE)


def due_on(day: date, kind: DueKind = DueKind.DEADLINE) -> DueDate:
    return DueDate(f"{day:%d/%m/%Y}", day, kind, Precision.DAY)


BLANK = ActionContent(
    area_number="1",
    area="Help at the right time",
    outcome="Children are seen quickly",
    ref="",
    text="Publish the threshold guide",
    responsible="",
    people=(),
    due_text="",
    due=NO_DATE,
    revised_due_text="",
    status=Status.ON_TRACK,
    rag_label="Green",
    rag_as_seen="fill:00B050",
    progress="",
    impact="",
    measure="",
    assurance="",
    reason_for_delay="",
    mitigation="",
    exception_responsible="",
    sheet="Plan",
    cell="C5",
)


def stated(text: str, *, due: DueDate = NO_DATE, **fields: Any) -> ActionContent:
    """An action with everything else as in BLANK; the due date's words are kept as written."""
    return replace(BLANK, text=text, due=due, **{"due_text": due.text, **fields})


def batch(as_at: date, added: Sequence[ActionContent] = (), **fields: Any) -> ImportBatch:
    """An import of one small file, true as at a day."""
    values: dict[str, Any] = {
        "file_name": "plan.xlsx",
        "sha256": "a" * 64,
        "size": 1234,
        "sheets": ("Plan",),
        "as_at": as_at,
        "added": added,
        "changed": (),
        "unchanged": 0,
        "missing": (),
        "issues": (),
        "key": (),
        "areas": (),
    }
    return ImportBatch(**{**values, **fields})


def load(sessions: sessionmaker[Session], plan_id: int, one: ImportBatch, actor: Actor = OFFICE) -> int:
    """Record an import in a transaction of its own."""
    with sessions.begin() as session:
        return record_import(session, plan_id, one, actor=actor, recorded_at=RECORDED_AT)


def key_row(seen: str, label: str, status: Status) -> KeyRow:
    return KeyRow(seen, label, status)
