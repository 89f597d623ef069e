"""A small invented fund of two lines and short ways to change it, shared by the tests of funds."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session, sessionmaker

from data_model.money.changes.fund_movements import add_movement
from data_model.money.changes.funds import add_fund, add_line
from data_model.money.funds.fund_sums import FundPosition
from data_model.money.funds.fund_vocabulary import FundMovementKind
from data_model.money.funds.rows_funds import FundMovementRow
from data_model.money.funds.stated_funds import StatedFund, StatedLine, StatedMovement
from data_model.money.queries.fund_movements import list_movements
from data_model.money.queries.fund_positions import get_fund_position, list_fund_positions
from tests.integration.cast import OFFICE

Sessions = sessionmaker[Session]
APRIL, JUNE, LATE = date(2024, 4, 1), date(2024, 6, 30), date(2024, 12, 31)
EVER = date(2099, 12, 31)
FIRST, SECOND = datetime(2024, 4, 2, 9, tzinfo=UTC), datetime(2024, 7, 2, 9, tzinfo=UTC)
A_FUND = StatedFund(
    "Improvement funding", "Department", maximum=100_000_00, starts_on=APRIL, ends_on=date(2025, 3, 31)
)
TRAINING = StatedLine("Training", ((2024, 60_000_00),), spend_control_ids=("11", "12"))
SYSTEMS = StatedLine("Systems", ((2024, 40_000_00),), cost_centre="C100")


def noted(at: datetime = FIRST) -> dict[str, Any]:
    return {"actor": OFFICE, "recorded_at": at}


def a_fund(sessions: Sessions, plan_id: int) -> tuple[int, int, int]:
    """Make the fund with its two lines, true from April; return their ids."""
    with sessions.begin() as session:
        fund_id = add_fund(session, plan_id, A_FUND, as_at=APRIL, **noted())
        lines = [add_line(session, fund_id, one, as_at=APRIL, **noted()) for one in (TRAINING, SYSTEMS)]
    return fund_id, *lines  # type: ignore[return-value]


def moved(
    sessions: Sessions,
    fund_id: int,
    kind: FundMovementKind,
    pence: int,
    line_id: int | None = None,
    dated: date = JUNE,
    at: datetime = FIRST,
    **fields: Any,
) -> int:
    """Add a movement in a transaction of its own."""
    pays = fields.pop("pays_commitment", False)
    with sessions.begin() as session:
        one = StatedMovement(kind, dated, pence, line_id, **fields)
        return add_movement(session, fund_id, one, pays_commitment=pays, **noted(at))


def position(
    sessions: Sessions, plan_id: int, fund_id: int, as_at: date = LATE, moment: datetime | None = None
) -> FundPosition:
    with sessions() as session:
        found = get_fund_position(session, plan_id, fund_id, as_at, moment=moment)
    assert found is not None
    return found


def positions(
    sessions: Sessions, plan_id: int, as_at: date = LATE, moment: datetime | None = None
) -> list[FundPosition]:
    with sessions() as session:
        return list_fund_positions(session, plan_id, as_at, moment=moment)


def movements(sessions: Sessions, plan_id: int, as_at: date = EVER, **asked: Any) -> list[FundMovementRow]:
    """The movements of a plan, the oldest recorded first."""
    with sessions() as session:
        return sorted(list_movements(session, plan_id, as_at, **asked), key=lambda row: row.id)
