"""Loading the demo's grants and ledger through the real loader, and what its finance officer records by hand.

Owns: which actions the lines pay for and which bring the savings, the deliverables of one grant, and its
claims. Refuses: any way into the tables but the loader's and the public writes.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from data_model.money.changes.fund_conditions import add_claim, add_condition
from data_model.money.changes.saving_actions import set_saving_actions
from data_model.money.financial_years import FinancialYear, year_of
from data_model.money.funds.fund_vocabulary import ConditionState
from data_model.money.funds.stated_funds import StatedClaim, StatedCondition
from data_model.money.queries.fund_conditions import list_conditions
from data_model.money.queries.funds import list_funds
from data_model.money.queries.saving_actions import list_saving_actions
from data_model.money.queries.savings import list_savings
from data_model.plan.queries.actions import list_actions
from data_model.plan.queries.plans import get_plan
from data_model.shared.permissions import Actor
from demo.fund_workbooks import (
    AUDIT,
    CAPITAL_FUND,
    SUPERVISION,
    DemoFundFile,
    demo_grants,
    demo_ledger,
)
from loaders.files.workbook_file import read_workbook_file
from loaders.money.funds.fund_import import apply_funds, check_funds

FINANCE_OFFICER = "Imran Castell"
# What a line pays for, by how the action's text begins.
_PAYS_FOR = {
    SUPERVISION: "Hold monthly supervision for every child",
    AUDIT: "Complete 40 collaborative audits",
    "Recruitment campaign": "Recruit six permanent social workers",
}
# Which action brings a saving, by how its text begins.
_BRINGS = {
    "Fewer agency social workers": "Reduce agency social workers",
    "Fewer agency placements for emergencies": "Recruit 25 new fostering households",
}
_DELIVERABLES = (
    "Data sharing agreement signed by all partners",
    "Recording standards agreed and published",
    "Two hundred workers trained in the new system",
    "Test migration accepted by the service",
)
_OF_FIRST_YEAR = 2  # of them
_CLAIM_DUE = timedelta(days=15)  # mid-April
_AGREED_AFTER = timedelta(days=40)


def load_grants(session: Session, plan_id: int, today: date, day: date, actor: Actor, at: datetime) -> None:
    """Load the grants, as a plan's actions are numbered on a day."""
    _load(session, plan_id, demo_grants(today, _refs(session, plan_id, day)), actor, at)


def load_ledger(session: Session, plan_id: int, today: date, day: date, actor: Actor, at: datetime) -> None:
    """Load what became of the grants by a day; what earlier extracts held already stays as it is."""
    _load(session, plan_id, demo_ledger(today, day), actor, at)


def claimed_on(today: date) -> date:
    """Return the day on which the first year's claim had been agreed."""
    return year_of(today).start - timedelta(days=1) + _AGREED_AFTER


def tie_savings(session: Session, plan_id: int, day: date, actor: Actor, at: datetime) -> None:
    """Tie the savings to the actions that bring them, as far as the plan has these on a day."""
    actions = list_actions(session, plan_id, day)
    tied = list_saving_actions(session, plan_id, day)
    for row in list_savings(session, plan_id, day):
        begins = _BRINGS.get(row.content.title)
        ids = [each.id for each in actions if begins and each.text.startswith(begins)]
        if ids and row.id not in tied:
            set_saving_actions(session, row.id, ids, actor=actor, recorded_at=at)


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
    report = check_funds(session, plan, read_workbook_file(file.file_name, file.content), file.as_at)
    apply_funds(session, report, actor=actor, recorded_at=recorded_at)


def tell_deliverables(session: Session, plan_id: int, today: date, actor: Actor, at: datetime) -> None:
    """Record what the funder of one grant asks for."""
    this = year_of(today)
    last = FinancialYear(this.first - 1)
    for number, deliverable in enumerate(_DELIVERABLES):
        is_first_year = number < _OF_FIRST_YEAR
        stated = StatedCondition(
            deliverable,
            due=last.end if is_first_year else today + timedelta(days=30 * number - 95),
            year_depending=this.first if is_first_year else this.first + 1,
        )
        if is_first_year:
            evidence = "Signed copy with the programme office"
            stated = replace(stated, state=ConditionState.EVIDENCED, evidence=evidence)
        fund_id = _claimed_fund(session, plan_id, today)
        add_condition(session, fund_id, stated, as_at=last.start, actor=actor, recorded_at=at)


def tell_claims(session: Session, plan_id: int, today: date, day: date, actor: Actor, at: datetime) -> None:
    """Record the claims of one grant: the first year's, as far as it had come by a day, and the next."""
    this = year_of(today)
    last = FinancialYear(this.first - 1)
    fund_id = _claimed_fund(session, plan_id, today)
    held = list_conditions(session, plan_id, day, fund_id=fund_id).get(fund_id, [])
    if claimed_on(today) < today:
        claimed = StatedClaim(
            last.start,
            last.end,
            9_650_000,
            due=last.end + _CLAIM_DUE,
            claimed=9_600_000,
            claimed_on=last.end + timedelta(days=12),
            agreed=9_600_000,
            agreed_on=claimed_on(today),
            conditions=tuple(one.id for one in held[:_OF_FIRST_YEAR]),
        )
        add_claim(session, fund_id, claimed, as_at=claimed_on(today), actor=actor, recorded_at=at)
    coming = StatedClaim(this.start, this.end, 15_865_000, due=this.end + _CLAIM_DUE)
    add_claim(session, fund_id, coming, as_at=this.start, actor=actor, recorded_at=at)


def _claimed_fund(session: Session, plan_id: int, today: date) -> int:
    return next(one.id for one in list_funds(session, plan_id, today) if one.name == CAPITAL_FUND)
