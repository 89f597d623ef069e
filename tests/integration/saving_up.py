"""Small savings, and short ways to record them, shared by the tests of money. Every name is invented."""

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session, sessionmaker

from data_model.money.changes.saving_imports import SavingBatch, StatedSaving
from data_model.money.financial_years import FinancialYear
from data_model.money.savings.saving_content import AmountOf, Brag, SavingAmount, SavingContent, in_order
from data_model.plan.queries.plans import get_plan
from data_model.shared.permissions import Actor
from loaders.files.workbook_file import read_workbook_file
from loaders.money.savings.savings_import import SavingsReport, apply_savings, check_savings
from loaders.money.savings.savings_read import ToldOfSavings
from tests.integration.cast import FINANCE

LEARNT = datetime(2025, 3, 6, 9, 0, tzinfo=UTC)
YEAR = FinancialYear(2025)


def saving_batch(as_at: date, *titles: str, owner: str = "") -> SavingBatch:
    """A checked table of savings of £100,000 each, on track, true as at a day."""
    amounts = in_order({AmountOf(YEAR, SavingAmount.AGREED): 10_000_000})
    stated = tuple(
        StatedSaving(None, SavingContent(title, brag=Brag.ON_TRACK, owner=owner, amounts=amounts), "C4")
        for title in titles
    )
    return SavingBatch("savings.xlsx", "c" * 64, 321, ("Savings",), as_at, stated, 0, 0)


def load_savings(
    sessions: sessionmaker[Session],
    plan_id: int,
    content: bytes,
    *,
    told: ToldOfSavings | None = None,
    actor: Actor = FINANCE,
) -> SavingsReport:
    """Load a workbook of savings through the loader and return its report."""
    file = read_workbook_file("savings.xlsx", content)
    with sessions.begin() as session:
        report = check_savings(session, get_plan(session, plan_id), file, told=told)
        apply_savings(session, report, actor=actor, recorded_at=LEARNT)
    return report
