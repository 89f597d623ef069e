"""What every import leaves behind, whatever it brings: the file, what it did, and its issues as shown.

Owns: the plan's lock against a second import, the row of the file and those of its issues. Refuses: what a
file says, and permission, which the write that calls it has checked.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol

from sqlalchemy import insert
from sqlalchemy.orm import Session

from data_model.plan.changes.plans import lock_plan
from data_model.plan.rows import ImportIssueRow
from data_model.shared.base import IssueAsShown, LoadedFile
from data_model.shared.days.days_ahead import require_not_ahead
from data_model.shared.permissions import Actor


class StalePlan(Exception):
    """Raised when the plan was changed after the file was compared with it; nothing was written."""


class CheckedFile(Protocol):
    """A file that was checked: its name, bytes and sheets, true as at which day, and its issues in order."""

    @property
    def file_name(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def sheets(self) -> Sequence[str]: ...
    @property
    def as_at(self) -> date: ...
    @property
    def issues(self) -> Sequence[ImportIssueRow]: ...


def lock_compared_plan(session: Session, plan_id: int, expected: int | None) -> None:
    """Take the plan's row for this transaction before anything is read: a second import waits here.

    `expected` is the plan's version when a file was compared with it, None where nothing was. Raises
    StalePlan where it was changed since, NoSuchPlan.
    """
    version = lock_plan(session, plan_id)
    if expected is not None and version - 1 != expected:
        raise StalePlan("The plan was changed after this file was compared with it. Compare it again.")


def insert_import(
    session: Session,
    tables: tuple[type[LoadedFile], type[IssueAsShown]],
    plan_id: int,
    file: CheckedFile,
    did: Mapping[str, int | str],
    *,
    actor: Actor,
    recorded_at: datetime,
) -> int:
    """Put in a file that is being loaded with its issues, and return the import's id.

    `tables` are that of such imports and that of their issues, `did` the former's own columns: how many the
    import added, say. Raises Refused for a day that is still to come.
    """
    require_not_ahead(session, file.as_at)
    of_imports, of_issues = tables
    row: dict[str, Any] = {
        "plan_id": plan_id,
        "file_name": file.file_name,
        "sha256": file.sha256,
        "size": file.size,
        "sheets": ", ".join(file.sheets),
        "as_at": file.as_at,
        "recorded_at": recorded_at,
        "recorded_by": actor.name,
        "through": actor.through,
        **did,
    }
    record = of_imports(**row)
    session.add(record)
    session.flush()
    import_id: int = record.id
    insert_issues(session, of_issues, "import_id", import_id, file.issues)
    return import_id


def insert_issues(
    session: Session,
    table: type[IssueAsShown],
    key: str,
    import_id: int,
    issues: Sequence[ImportIssueRow],
) -> None:
    """Keep the issues of an import in their order, with their words as they were shown."""
    if issues:
        fields = ImportIssueRow.__dataclass_fields__
        rows: list[dict[str, Any]] = [
            {key: import_id, "position": place, **{name: getattr(issue, name) for name in fields}}
            for place, issue in enumerate(issues)
        ]
        session.execute(insert(table), rows)
