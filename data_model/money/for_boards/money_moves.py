"""What moved in a plan's money between two days: what went wrong first, then savings, deliverables, claims.

Owns: which moves are told, their titles and their sentences. Refuses: reading the two days (`queries`), and
calling a move of a rating right or wrong.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from data_model.money.amounts import exact_amount
from data_model.money.benefits.benefit_profiles import ProfileLevel
from data_model.money.benefits.benefit_sums import followed
from data_model.money.benefits.rows_benefits import BenefitRow
from data_model.money.check_types import MoneyFinding, MoneySubject
from data_model.money.for_boards.money_checks import check_money
from data_model.money.for_boards.plan_money import PlanMoney, SavingOnDay
from data_model.money.funds.fund_sums import FundPosition
from data_model.money.funds.fund_vocabulary import STATE_NAMES, ConditionState
from data_model.money.funds.rows_funds import ClaimRow
from data_model.money.savings.saving_content import (
    BRAG_NAMES,
    AmountOf,
    SavingAmount,
    SavingDifference,
    in_order,
)
from data_model.money.savings.saving_text import difference_text
from data_model.shared.check_types import Settings
from data_model.shared.sentence_text import counted, listed, short_day

# The kinds of moves in the order in which they are told, each with its title.
MOVES: dict[str, str] = {
    "overspent": "Lines newly overspent",
    "behind": "Funds newly behind the straight line",
    "to-return": "Money that is now to be returned",
    "due": "Deliverables that came due without evidence",
    "rating": "Savings rated otherwise",
    "forecast": "Forecasts changed",
    "reprofiled": "Reprofiled: years or sums anew",
    "delivered": "Delivered, realised and banked",
    "met": "Deliverables met, evidenced or waived",
    "claim": "Claims made, agreed or paid",
    "moved": "Received, committed, spent and returned",
    "added": "New",
}
# Checks that are told where they came to stand between the two days.
_CAME_TO_STAND = {
    "fund-line-overspent": "overspent",
    "fund-behind": "behind",
    "fund-to-return": "to-return",
    "fund-condition-due": "due",
}
_AMOUNTS = {
    SavingAmount.FORECAST: "forecast",
    SavingAmount.AGREED: "reprofiled",
    SavingAmount.DELIVERED: "delivered",
}


@dataclass(frozen=True, slots=True)
class MoneyMove:
    """One move: its kind with the title it was told under, what it is about (`MoneySubject`), and how."""

    kind: str
    title: str
    about: str
    about_id: int
    name: str
    sentence: str


def money_moves(
    before: PlanMoney, after: PlanMoney, settings: Mapping[str, Settings] | None = None
) -> tuple[MoneyMove, ...]:
    """List what moved between two days in the order of the kinds; `settings` are the numbers of checks."""
    found = [
        *_came_to_stand(check_money(before, settings), check_money(after, settings)),
        *_funds(before.funds, after.funds),
        *_savings(before.savings, after.savings),
        *_benefits(before.benefits, after.benefits),
    ]
    order = list(MOVES)
    return tuple(sorted(found, key=lambda move: order.index(move.kind)))


def moves_sentence(moves: Sequence[MoneyMove]) -> str:
    """Say how many moves of each kind there were, by the titles they are told under; empty without any."""
    titles = dict.fromkeys(move.title for move in moves)
    said = [f"{title[0].lower()}{title[1:]} {sum(one.title == title for one in moves):,}" for title in titles]
    return f"Money, {counted(len(moves), 'move')}: {'; '.join(said)}." if moves else ""


def _move(kind: str, about: MoneySubject, about_id: int, name: str, sentence: str) -> MoneyMove:
    return MoneyMove(kind, MOVES[kind], about.value, about_id, name, sentence)


def _came_to_stand(before: Sequence[MoneyFinding], after: Sequence[MoneyFinding]) -> Iterator[MoneyMove]:
    def key(one: MoneyFinding) -> tuple[object, ...]:
        # Of a deliverable the sentence alone says which it is; that of the others has figures, which move.
        said = one.sentence if one.code == "fund-condition-due" else ""
        return one.code, one.about, one.id, one.line_id, said

    stood = {key(one) for one in before}
    for one in after:
        if one.code in _CAME_TO_STAND and key(one) not in stood:
            yield _move(_CAME_TO_STAND[one.code], one.about, one.id, one.name, one.sentence)


def _funds(before: Sequence[FundPosition], after: Sequence[FundPosition]) -> Iterator[MoneyMove]:
    known = {one.fund.id: one for one in before}
    for one in after:
        was = known.get(one.fund.id)
        of_fund = (MoneySubject.FUND, one.fund.id, one.fund.name)
        if was is None:
            yield _move("added", *of_fund, f"{exact_amount(one.accepted)} accepted.")
            continue
        if said := _sums_text(was, one):
            yield _move("moved", *of_fund, said)
        if was.accepted != one.accepted:
            said = f"{exact_amount(was.accepted)} accepted before, {exact_amount(one.accepted)} now."
            yield _move("reprofiled", *of_fund, said)
        states = {condition.id: condition.state for condition in was.conditions}
        for condition in one.conditions:
            stood = states.get(condition.id, ConditionState.NOT_DUE)
            if condition.state not in (stood, ConditionState.NOT_DUE):
                said = f"“{condition.deliverable}”: {STATE_NAMES[condition.state].lower()}."
                yield _move("met", *of_fund, said)
        claims = {claim.id: claim for claim in was.claims}
        for claim in one.claims:
            if said := _claim_text(claims.get(claim.id), claim):
                yield _move("claim", *of_fund, said)


def _sums_text(was: FundPosition, one: FundPosition) -> str:
    parts = []
    for words, old, new in (
        ("received", was.sums.received, one.sums.received),
        ("committed", was.sums.committed, one.sums.committed),
        ("spent", was.sums.used, one.sums.used),
        ("returned", was.sums.returned, one.sums.returned),
    ):
        if new != old:
            parts.append(f"{exact_amount(abs(new - old))} {'more' if new > old else 'less'} {words}")
    return f"{listed(parts)}." if parts else ""


def _claim_text(was: ClaimRow | None, claim: ClaimRow) -> str:
    said = []
    for words in ("claimed", "agreed", "paid"):
        pence, day = getattr(claim, words), getattr(claim, f"{words}_on")
        if day is not None and (was is None or getattr(was, f"{words}_on") is None):
            said.append(f"{exact_amount(pence)} {words} on {short_day(day)}")
    period = f"{short_day(claim.period_start)} to {short_day(claim.period_end)}"
    return f"The claim for {period}: {listed(said)}." if said else ""


def _savings(before: Sequence[SavingOnDay], after: Sequence[SavingOnDay]) -> Iterator[MoneyMove]:
    known = {one.row.id: one.row.content for one in before}
    for one in after:
        was, now = known.get(one.row.id), one.row.content
        of_saving = (MoneySubject.SAVING, one.row.id, f"{now.ref} {now.title}".strip())
        if was is None:
            yield _move("added", *of_saving, f"{BRAG_NAMES[now.brag]}.")
            continue
        if was.taken_into != now.taken_into and now.taken_into:
            yield _move("rating", *of_saving, f"Taken into {now.taken_into}, which counts it now.")
        elif was.brag is not now.brag:
            said = f"{BRAG_NAMES[was.brag]} before, {BRAG_NAMES[now.brag].lower()} now."
            yield _move("rating", *of_saving, said)
        for kind, said in _amounts_text(was.by_kind, now.by_kind):
            yield _move(kind, *of_saving, said)


def _amounts_text(was: Mapping[AmountOf, int], now: Mapping[AmountOf, int]) -> Iterator[tuple[str, str]]:
    for amount, kind in _AMOUNTS.items():
        changed = [
            difference_text(SavingDifference(of.text, was.get(of), now.get(of), is_amount=True))
            for of, _ in in_order({**was, **now})
            if of.kind is amount and was.get(of) != now.get(of)
        ]
        # What is stated for the first time is no change of it.
        if changed and (amount is SavingAmount.DELIVERED or any(of.kind is amount for of in was)):
            yield kind, f"{'; '.join(changed)}."


def _benefits(before: Sequence[BenefitRow], after: Sequence[BenefitRow]) -> Iterator[MoneyMove]:
    known = {row.id: row for row in before}
    for row in followed(after):
        was = known.get(row.id)
        of_benefit = (MoneySubject.BENEFIT, row.id, f"{row.content.ref} {row.content.title}".strip())
        total = row.profile.total(ProfileLevel.TARGET)
        if was is None:
            yield _move("added", *of_benefit, f"{exact_amount(total)} to come.")
            continue
        if row.profile != was.profile:
            old_total = exact_amount(was.profile.total(ProfileLevel.TARGET))
            said = f"{old_total} to come before, {exact_amount(total)} now"
            reason = row.profiles[-1].reason if row.profiles else ""
            yield _move("reprofiled", *of_benefit, f"{said}: {reason.rstrip('.')}." if reason else f"{said}.")
        stood = {(one.year, one.kind): one.pence for one in was.readings}
        for one in row.readings:
            old = stood.get((one.year, one.kind))
            if old != one.pence:
                then = "nothing" if old is None else exact_amount(old)
                said = f"{one.kind.value.capitalize()} {one.year.text}: {then} before, "
                yield _move("delivered", *of_benefit, f"{said}{exact_amount(one.pence)} now.")
