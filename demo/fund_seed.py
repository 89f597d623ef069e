"""Loading the demo's grants and ledger through the real loader, and what its finance officer records by hand.

Owns: which actions the lines pay for, the deliverables of one grant, and its claims. Refuses: any way into
the tables but the loader's and the public writes.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from data_model.money.changes.fund_conditions import add_claim, add_condition
from data_model.money.financial_years import FinancialYear, year_of
from data_model.money.fund_vocabulary import ConditionState
from data_model.money.queries.fund_positions import list_fund_positions
from data_model.money.stated_funds import StatedClaim, StatedCondition
from data_model.plan.queries.actions import list_actions
from data_model.plan.queries.plans import get_plan
from data_model.shared.permissions import Actor, Role
from demo.fund_workbooks import (
    AUDIT,
    CAPITAL_FUND,
    SUPERVISION,
    DemoFundFile,
    demo_grants,
    demo_ledger,
)
from loaders.money.fund_import import apply_funds, check_funds, read_fund_file

FINANCE_OFFICER = "Imran Castell"
# What a line pays for, by how the action's text begins.
_PAYS_FOR = {
    SUPERVISION: "Hold monthly supervision for every child",
    AUDIT: "Complete 40 collaborative audits",
    "Recruitment campaign": "Recruit six permanent social workers",
}
_DELIVERABLES = (
    "Data sharing agreement signed by all partners",
    "Recording standards agreed and published",
    "Two hundred workers trained in the new system",
    "Test migration accepted by the service",
)
_CLAIM_DUE = timedelta(days=15)  # mid-April


def tell_funds(session: Session, plan_id: int, today: date, *, through: str, recorded_at: datetime) -> None:
    """Load the grants and what became of them by `today`, and record deliverables and claims of one grant."""
    actor = Actor(FINANCE_OFFICER, Role.FINANCE, through)
    actions = _refs(session, plan_id, today)
    for file in (demo_grants(today, actions), demo_ledger(today)):
        _load(session, plan_id, file, actor, recorded_at)
    _tell_claims(session, plan_id, today, actor, recorded_at)


def _refs(session: Session, plan_id: int, today: date) -> dict[str, str]:
    """Return the ref of the action that each line pays for, as the plan numbers it on a day."""
    rows = list_actions(session, plan_id, today)
    return {
        line: next(row.ref for row in rows if row.text.startswith(begins))
        for line, begins in _PAYS_FOR.items()
        if any(row.text.startswith(begins) for row in rows)
    }


def _load(session: Session, plan_id: int, file: DemoFundFile, actor: Actor, recorded_at: datetime) -> None:
    plan = get_plan(session, plan_id)
    report = check_funds(session, plan, read_fund_file(file.file_name, file.content), file.as_at)
    apply_funds(session, report, actor=actor, recorded_at=recorded_at)


def _tell_claims(session: Session, plan_id: int, today: date, actor: Actor, recorded_at: datetime) -> None:
    this = year_of(today)
    last = FinancialYear(this.first - 1)
    positions = list_fund_positions(session, plan_id, today)
    fund_id = next(one.fund.id for one in positions if one.fund.name == CAPITAL_FUND)
    relied = []
    for number, deliverable in enumerate(_DELIVERABLES):
        is_first_year = number < 2
        stated = StatedCondition(
            deliverable,
            due=last.end if is_first_year else today + timedelta(days=30 * number - 95),
            year_depending=this.first if is_first_year else this.first + 1,
        )
        if is_first_year:
            evidence = "Signed copy with the programme office"
            stated = replace(stated, state=ConditionState.EVIDENCED, evidence=evidence)
        made = add_condition(session, fund_id, stated, as_at=last.start, actor=actor, recorded_at=recorded_at)
        relied += [made] if is_first_year else []
    claimed = StatedClaim(
        last.start,
        last.end,
        9_650_000,
        due=last.end + _CLAIM_DUE,
        claimed=9_600_000,
        claimed_on=last.end + timedelta(days=12),
        agreed=9_600_000,
        agreed_on=last.end + timedelta(days=40),
        conditions=tuple(relied),
    )
    if claimed.agreed_on is not None and claimed.agreed_on < today:
        add_claim(session, fund_id, claimed, as_at=claimed.agreed_on, actor=actor, recorded_at=recorded_at)
    coming = StatedClaim(this.start, this.end, 15_865_000, due=this.end + _CLAIM_DUE)
    add_claim(session, fund_id, coming, as_at=this.start, actor=actor, recorded_at=recorded_at)
