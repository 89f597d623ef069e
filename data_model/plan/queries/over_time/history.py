"""What each version of an action changed, field by field, against the one before it.

Owns: the order of an action's history, (as_at, id), and the words a change is shown in.
Refuses: counting versions; a version that arrives late takes its place by the day it is true of.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, select

from data_model.plan.action_content import FieldChange
from data_model.plan.action_fields import COMPARED_FIELDS, ONLY_IN_HISTORY
from data_model.plan.statuses import STATUS_NAMES, Status
from data_model.plan.tables import ActionVersion, Area, Outcome, PlanImport

_FIELDS = (*COMPARED_FIELDS, *ONLY_IN_HISTORY)
_PLAIN = tuple(field for field in COMPARED_FIELDS if field not in ("area", "outcome"))
_SAID = ("reason", "identified", "due_date")


def select_versions() -> Select[Any]:
    """Select versions with the words of their area, outcome and file, in no order yet."""
    version = ActionVersion
    return (
        select(
            *(version.id, version.action_id, version.version, version.as_at),
            *(version.recorded_at, version.recorded_by, version.through),
            *(version.sheet, version.cell),
            *(getattr(version, field) for field in (*_PLAIN, *ONLY_IN_HISTORY, *_SAID)),
            Area.number.label("area_number"),
            Area.title.label("area_title"),
            Outcome.text.label("outcome"),
            PlanImport.file_name,
            PlanImport.through.label("import_through"),
        )
        .join(Area, Area.id == version.area_id)
        .outerjoin(Outcome, Outcome.id == version.outcome_id)
        .outerjoin(PlanImport, PlanImport.id == version.import_id)
    )


def field_changes(before: Row[Any] | None, after: Row[Any]) -> tuple[FieldChange, ...]:
    """Return the fields in which two versions of one action differ; nothing comes before the first."""
    if before is None:
        return ()
    old, new = _shown(before), _shown(after)
    return tuple(FieldChange(field, old[field], new[field]) for field in _FIELDS if old[field] != new[field])


def changes_in_turn(versions: Sequence[Row[Any]]) -> list[tuple[FieldChange, ...]]:
    """Return the changes of each version of one action, given oldest first."""
    earlier: list[Row[Any] | None] = [None, *versions]
    return [field_changes(before, after) for before, after in zip(earlier, versions, strict=False)]


def _shown(row: Row[Any]) -> dict[str, str]:
    shown: dict[str, str] = {field: getattr(row, field) for field in _PLAIN}
    shown.update({field: "Yes" if getattr(row, field) else "No" for field in ONLY_IN_HISTORY})
    shown["status"] = STATUS_NAMES[Status(row.status)]
    shown["area"] = f"{row.area_number} {row.area_title}".strip()
    shown["outcome"] = row.outcome or ""
    return shown
