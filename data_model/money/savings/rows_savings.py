"""Rows that queries of savings return, and what their writes are given.

Owns: those frozen classes. Refuses: rules and storage.
"""

from dataclasses import dataclass
from datetime import date, datetime

from data_model.money.savings.saving_content import SavingContent
from data_model.plan.rows import AppliedFile


@dataclass(frozen=True, slots=True)
class SavingRow:
    """A saving as at a day. `version` is the newest one, to be handed back with a change.

    `file_name`, `sheet` and `cell` say where its row stands in the file that stated it last, empty where it
    was changed in the dashboard.
    """

    id: int
    plan_id: int
    version: int
    content: SavingContent
    as_at: date
    recorded_at: datetime
    recorded_by: str
    file_name: str = ""
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class SavingVersionRow:
    """One version of a saving's history."""

    version: int
    content: SavingContent
    as_at: date
    recorded_at: datetime
    recorded_by: str
    through: str
    reason: str
    file_name: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class SavingImportRow(AppliedFile):
    """A table of savings that was loaded, from which sheet, and what it did."""


@dataclass(frozen=True, slots=True)
class SavingUpdate:
    """How a saving goes, as its owner says it. `amounts` holds forecasts and what was delivered, in pence.

    An amount of None takes it away: nobody knows it any more.
    """

    brag: str
    progress: str
    impact: str
    mitigation: str
    amounts: tuple[tuple[int, str, int | None], ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SavingAbout:
    """What finance says of a saving: who owns it, how often it comes, and who counts it."""

    owner: str
    owner_id: int | None
    term: str
    taken_into: str
