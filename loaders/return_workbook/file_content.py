"""What return workbooks and the plan in its own layout are made of, read in whichever process writes them.

Owns: those reads, each in one go. Refuses: writing (see `exports.own_workbook.made_files`), and how a plan is
placed (`plan_layout`), which is imported when something is read: pages name these before anybody asks.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from data_model.plan.queries.details import list_details
from data_model.plan.queries.plans import list_key
from data_model.plan.rows import ActionDetail, KeyRow, PlanRow


class ReturnContent(NamedTuple):
    """The plan's own headings by field, every action whole, and the RAG key."""

    headings: Mapping[str, str]
    details: Sequence[ActionDetail]
    key: Sequence[KeyRow]


def read_for_returns(session: Session, plan: PlanRow, as_at: date) -> ReturnContent:
    """Read what return workbooks of a plan are made of."""
    from loaders.return_workbook.plan_layout import plan_headings

    headings = plan_headings(session, plan, as_at)
    return ReturnContent(headings, list_details(session, plan.id, as_at), list_key(session, plan.id))


def read_for_own_layout(session: Session, plan: PlanRow, as_at: date) -> tuple[Any, ...] | None:
    """Read what `write_own_layout` takes; None where no workbook of the plan is kept."""
    from loaders.return_workbook.plan_layout import place_plan

    placed = place_plan(session, plan, as_at)
    if placed is None:
        return None
    key = list_key(session, plan.id)
    return placed.content, placed.layout, placed.current, placed.refs, key, placed.stamp


def read_differences(session: Session, plan: PlanRow, as_at: date, content: bytes) -> list[str]:
    """Read a plan in its own layout again; say in sentences what loading it would change."""
    from loaders.plan.plan_import import check_plan, read_plan_file
    from loaders.return_workbook.plan_layout import differences

    return differences(check_plan(session, plan, read_plan_file("plan.xlsx", content), as_at))
