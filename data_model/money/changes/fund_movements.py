"""Recording movements of money, virements between lines, and reversals.

Owns: that a movement is only ever added, that a virement takes from one line what it gives to another, and
that a correction is a reversal: a row of the same kind with the opposite pence. Refuses: changing or deleting
any movement.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data_model.money.amounts import MOST_PENCE, exact_amount
from data_model.money.changes.stored_funds import NoSuchFund, lock_fund, lock_line, stated_line_of
from data_model.money.funds.fund_sums import FundSums, add_up
from data_model.money.funds.fund_vocabulary import (
    MOVEMENT_NAMES,
    VIREMENTS,
    FundMovementKind,
    Spending,
)
from data_model.money.funds.stated_funds import TYPED, StatedMovement, tidy
from data_model.money.funds.tables_funds import FundLine, FundLineVersion, FundMovement
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import Refused
from data_model.shared.sentence_text import short_day

THROUGH_IMPORT, BY_HAND = "import", "by hand"
# What may be below nought when it is typed in: a commitment that is released, a refund of what was spent.
_MAY_BE_TAKEN_BACK = frozenset({FundMovementKind.COMMITTED, FundMovementKind.SPENT, FundMovementKind.ACCRUAL})


def add_movement(
    session: Session,
    fund_id: int,
    movement: StatedMovement,
    *,
    pays_commitment: bool = False,
    actor: Actor,
    recorded_at: datetime,
) -> int:
    """Add a movement that is no virement and no reversal; return its id.

    What `pays_commitment` is spent out of what its line, or the whole fund, has committed: that much of the
    commitment is released with it. An amount below nought releases a commitment or takes back what was spent,
    never more than there is. Raises Refused for one of nought, a virement, a line of another fund or a
    retired one; NoSuchFund, NotPermitted.
    """
    require(actor, Permission.MONEY)
    lock_fund(session, fund_id)
    if movement.kind in VIREMENTS:
        raise Refused("A virement has two sides: record it as a virement.")
    if movement.reverses_id is not None or movement.reverses_new is not None:
        raise Refused("To take a movement back, reverse it.")
    if movement.line_id is not None:
        line, _, _ = lock_line(session, movement.line_id)
        if line.fund_id != fund_id:
            raise Refused("The line belongs to another fund.")
    _check_pence(movement.pence)
    held = sum_of(session, fund_id, movement.line_id)
    _check_taken_back(movement, held)
    batch = [movement]
    if pays_commitment:
        if movement.kind is not FundMovementKind.SPENT or movement.pence < 0:
            raise Refused("Only what is spent pays a commitment.")
        released = min(movement.pence, held.committed)
        if released <= 0:
            raise Refused("Nothing is committed there that could be paid.")
        words = "Commitment paid"
        batch.append(replace(movement, kind=FundMovementKind.COMMITTED, pence=-released, words=words))
    return insert_movements(session, fund_id, batch, actor, recorded_at, BY_HAND)[0]


def vire(
    session: Session,
    from_line_id: int,
    to_line_id: int,
    pence: int,
    dated: date,
    *,
    ledger_reference: str = "",
    words: str = "",
    actor: Actor,
    recorded_at: datetime,
) -> int:
    """Move authority to spend from one line of a fund to another, counting from a day; return the id of the
    side that gives.

    Raises Refused for the same line, lines of two funds, revenue to capital or back, an amount that is not
    above nought, or more than the line has that is neither spent nor committed; NoSuchFund, NotPermitted.
    """
    require(actor, Permission.MONEY)
    giving, giving_stated, _ = lock_line(session, from_line_id)
    taking, taking_stated, _ = lock_line(session, to_line_id)
    _check_virement(session, giving, giving_stated, taking, taking_stated, pence)
    out = StatedMovement(
        FundMovementKind.VIREMENT_OUT, dated, pence, giving.id, tidy(ledger_reference), tidy(words)
    )
    into = replace(out, kind=FundMovementKind.VIREMENT_IN, line_id=taking.id)
    made = insert_movements(session, giving.fund_id, [out, into], actor, recorded_at, BY_HAND)
    pair_virement(session, made)
    return made[0]


def _check_virement(
    session: Session,
    giving: FundLine,
    giving_stated: FundLineVersion,
    taking: FundLine,
    taking_stated: FundLineVersion,
    pence: int,
) -> None:
    """Raise Refused for a virement that may not be, or of more than the line has; see `vire`."""
    if giving.id == taking.id:
        raise Refused("Choose two different lines.")
    if giving.fund_id != taking.fund_id:
        raise Refused("A virement stays within one fund: its money is not another fund's.")
    kinds = {giving_stated.spending, taking_stated.spending}
    if kinds == {Spending.REVENUE.value, Spending.CAPITAL.value}:
        raise Refused("Revenue and capital are kept apart: one cannot be vired to the other.")
    if pence <= 0:
        raise Refused("Say how much is vired, above nought.")
    _check_pence(pence)
    sums = sum_of(session, giving.fund_id, giving.id)
    left = stated_line_of(session, giving_stated).amount + sums.vired - sums.used - sums.committed
    if pence > left:
        raise Refused(
            f"“{giving_stated.activity}” has {exact_amount(left)} that is neither spent nor committed."
        )


def reverse_movement(
    session: Session, movement_id: int, dated: date, why: str, *, actor: Actor, recorded_at: datetime
) -> int:
    """Take a movement back from a day on, a virement with both its sides; return the id of the reversal.

    Raises Refused for no reason, a movement that is reversed already or is itself a reversal, or a day before
    its own; NoSuchFund, NotPermitted.
    """
    require(actor, Permission.MONEY)
    found = session.get(FundMovement, movement_id)
    if found is None:
        raise NoSuchFund(f"no movement {movement_id}")
    lock_fund(session, found.fund_id)
    if not tidy(why):
        raise Refused("Say why the movement is reversed.")
    if found.reverses_id is not None:
        raise Refused("This is a reversal itself. Record the movement anew instead.")
    group = [found]
    if found.virement_id is not None:
        group = list(
            session.scalars(
                select(FundMovement)
                .where(FundMovement.virement_id == found.virement_id, FundMovement.reverses_id.is_(None))
                .order_by(FundMovement.id)
            )
        )
    ids = [one.id for one in group]
    if session.scalar(select(FundMovement.id).where(FundMovement.reverses_id.in_(ids)).limit(1)):
        raise Refused("This movement is reversed already.")
    if dated < max(one.dated for one in group):
        raise Refused(f"It cannot be reversed before {short_day(found.dated)}, its own day.")
    made = insert_movements(
        session, found.fund_id, [_reversal(one, dated, why) for one in group], actor, recorded_at, BY_HAND
    )
    if found.virement_id is not None:
        pair_virement(session, made)
    return made[ids.index(found.id)]


def insert_movements(
    session: Session,
    fund_id: int,
    movements: Sequence[StatedMovement],
    actor: Actor,
    recorded_at: datetime,
    through: str,
    import_id: int | None = None,
) -> list[int]:
    """Add movements to a fund whose plan is locked already, in their order; return their ids."""
    made: list[FundMovement] = []
    for one in movements:
        reverses = one.reverses_id
        if one.reverses_new is not None:
            session.flush()  # the row that it takes back needs its id
            reverses = made[one.reverses_new].id
        row = FundMovement(
            fund_id=fund_id,
            line_id=one.line_id,
            kind=one.kind.value,
            dated=one.dated,
            pence=one.pence,
            ledger_reference=tidy(one.ledger_reference),
            words=tidy(one.words),
            reverses_id=reverses,
            as_at=one.counts_from,
            recorded_at=recorded_at,
            recorded_by=actor.name,
            through=through,
            import_id=import_id,
            sheet=one.source.sheet,
            cell=one.source.cell,
        )
        session.add(row)
        made.append(row)
    session.flush()
    return [row.id for row in made]


def pair_virement(session: Session, movement_ids: Sequence[int]) -> None:
    """Note that movements which were just added are the sides of one virement."""
    for one in movement_ids:
        session.get_one(FundMovement, one).virement_id = movement_ids[0]
    session.flush()


def sum_of(session: Session, fund_id: int, line_id: int | None) -> FundSums:
    """Add up all that is recorded of a line, or of the whole fund outside its lines, of any day."""
    of_line = FundMovement.line_id.is_(None) if line_id is None else FundMovement.line_id == line_id
    asked = (
        select(FundMovement.kind, func.sum(FundMovement.pence))
        .where(FundMovement.fund_id == fund_id, of_line)
        .group_by(FundMovement.kind)
    )
    return add_up((FundMovementKind(kind), int(pence)) for kind, pence in session.execute(asked))


def _reversal(one: FundMovement, dated: date, why: str) -> StatedMovement:
    return StatedMovement(
        FundMovementKind(one.kind),
        dated,
        -one.pence,
        one.line_id,
        one.ledger_reference,
        tidy(why),
        as_at=max(dated, one.as_at),
        reverses_id=one.id,
        source=TYPED,
    )


def _check_pence(pence: int) -> None:
    if pence == 0:
        raise Refused("Say how much it is; nought is no movement.")
    if abs(pence) > MOST_PENCE:
        raise Refused(f"{exact_amount(pence)} is more than can be recorded.")


def _check_taken_back(movement: StatedMovement, held: FundSums) -> None:
    if movement.pence > 0:
        return
    name = MOVEMENT_NAMES[movement.kind].lower()
    if movement.kind not in _MAY_BE_TAKEN_BACK:
        raise Refused(f"What was {name} is taken back by reversing its movement.")
    there = getattr(held, movement.kind.value)
    if there + movement.pence < 0:
        raise Refused(f"Only {exact_amount(there)} is {name} there; no more can be taken back.")
