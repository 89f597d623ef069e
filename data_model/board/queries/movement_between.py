"""What changed in a plan between two moments, worked out from its history.

Owns: which actions differ and how. Refuses: the meaning of better and worse (see `movement`), who said what
(see `attribution`) and drawing.

Each side is read once without its texts; texts, people and versions are read of the actions listed alone.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from data_model.board.movement import (
    is_completed,
    is_improved,
    is_rated_otherwise,
    is_reopened,
    is_worsened,
    slippage_profile,
)
from data_model.board.queries.attribution import Attribution, Known, news_between
from data_model.board.queries.checks import get_check_settings
from data_model.board.queries.measure_changes import list_turned_measures
from data_model.board.rows import FlowRow, Moment, MovedAction, Said, WhatChanged
from data_model.money.for_boards.money_moves import MoneyMove, money_moves
from data_model.money.queries.plan_money import get_plan_money
from data_model.plan.due_dates import DueKind
from data_model.plan.queries.action_rows import fetch_people
from data_model.plan.queries.as_at import actions_as_at
from data_model.plan.queries.labels import status_labels
from data_model.plan.statuses import CLOCK_STOPPED, Status
from data_model.plan.tables import ActionVersion, Area
from data_model.shared.chunks import chunks

_DUE_NEXT = timedelta(days=31)
_NOT_THERE = "Not in the plan"
_ORDER = {"": -1} | {status.value: place for place, status in enumerate(Status)}
# By their words: a plan of thousands has tens of thousands of them.
_STATUSES = {status.value: status for status in Status}
_DUE_KINDS = {kind.value: kind for kind in DueKind}
_SIDE = (
    *("id", "statement_id", "as_at", "status", "rag_label", "due_date", "due_kind", "original_due_date"),
    *("ref", "area_id", "position"),
)
_LISTS = (
    *("improved", "worsened", "completed", "reopened", "slipped", "brought_forward", "added", "retired"),
    *("narratives", "exceptions_opened", "exceptions_closed", "rated_otherwise"),
)


def what_changed(
    session: Session, plan_id: int, earlier: Moment, later: Moment, *, next_meeting: date | None = None
) -> WhatChanged:
    """Return everything that differs between two moments of a plan.

    Without a next meeting, or with one before the later day, what is due next is what is due within 31 days
    of that day.
    """
    before, after = (_read_side(session, plan_id, moment) for moment in (earlier, later))
    pairs = _in_plan_order(session, plan_id, before, after)
    differing = [pair for pair in pairs if pair.differs]
    texts = _Texts(session, differing)
    sayings = Attribution(
        session,
        {pair.id: texts.known(pair) for pair in differing},
        earlier,
        later,
        narratives=[pair.id for pair in differing if texts.narrative_changed(pair)],
    )
    stale = _stale(session, pairs, sayings, earlier, later)
    due_next = _due_next(pairs, later.as_at, next_meeting)
    texts.add(session, [pair for pair in (*stale, *due_next) if not pair.differs])
    return WhatChanged(
        earlier=earlier,
        later=later,
        actions_before=len(before),
        actions_after=len(after),
        flow=_flow(session, plan_id, pairs),
        slippage=slippage_profile(_slip(row) for row in after.values()),
        stale=tuple(texts.moved(pair) for pair in stale),
        measures=tuple(list_turned_measures(session, plan_id, earlier, later)),
        due_next=tuple(texts.moved(pair) for pair in due_next),
        next_meeting=next_meeting,
        sentence=None,
        money=_money(session, plan_id, earlier, later),
        **_lists(differing, texts, sayings),
    )


def _money(session: Session, plan_id: int, earlier: Moment, later: Moment) -> tuple[MoneyMove, ...]:
    after = get_plan_money(session, plan_id, later.as_at, moment=later.known_by)
    if after.is_empty:
        return ()
    before = get_plan_money(session, plan_id, earlier.as_at, moment=earlier.known_by)
    return money_moves(before, after, get_check_settings(session, plan_id, known_by=later.known_by))


@dataclass(frozen=True, slots=True)
class _Pair:
    """One action on both sides; None is a side on which it is not in the plan."""

    id: int
    before: Row[Any] | None
    after: Row[Any] | None
    old: Status | None
    new: Status | None
    area: str

    @property
    def shown(self) -> Row[Any]:
        found = self.after if self.after is not None else self.before
        assert found is not None
        return found

    @property
    def differs(self) -> bool:
        if self.before is None or self.after is None:
            return True
        return bool(self.before.statement_id != self.after.statement_id)

    @property
    def old_due(self) -> date | None:
        return self.before.due_date if self.before is not None else None

    @property
    def new_due(self) -> date | None:
        return self.after.due_date if self.after is not None else None


class _Texts:
    """The words and the people of some actions on the sides on which they are there."""

    def __init__(self, session: Session, pairs: Sequence[_Pair]) -> None:
        self._rows: dict[int, Row[Any]] = {}
        self._people: dict[int, str] = {}
        self.add(session, pairs)

    def add(self, session: Session, pairs: Sequence[_Pair]) -> None:
        sides = (side for pair in pairs for side in (pair.before, pair.after))
        ids = sorted({side.statement_id for side in sides if side is not None})
        said = ActionVersion
        for some in chunks(ids):
            rows: Iterable[Any] = session.execute(
                select(said.id, said.text, said.progress, said.impact, said.reason_for_delay).where(
                    said.id.in_(some)
                )
            )
            self._rows.update((row.id, row) for row in rows)
        for place, people in fetch_people(session, [pair.shown.statement_id for pair in pairs]).items():
            self._people[place] = ", ".join(person.shown for person in people)

    def known(self, pair: _Pair) -> Known | None:
        if pair.before is None:
            return None
        place = pair.before.statement_id
        return Known(pair.before.as_at, place, self._rows[place].reason_for_delay)

    def narrative_changed(self, pair: _Pair) -> bool:
        if pair.before is None or pair.after is None:
            return False
        old, new = self._rows[pair.before.statement_id], self._rows[pair.after.statement_id]
        return (old.progress, old.impact) != (new.progress, new.impact)

    def moved(self, pair: _Pair, said: Said | None = None) -> MovedAction:
        shown = pair.shown
        return MovedAction(
            id=pair.id,
            ref=shown.ref,
            text=self._rows[shown.statement_id].text,
            area_id=shown.area_id,
            area=pair.area,
            people=self._people.get(shown.statement_id, ""),
            old_status=pair.old,
            old_label=pair.before.rag_label if pair.before is not None else "",
            new_status=pair.new,
            new_label=pair.after.rag_label if pair.after is not None else "",
            old_due=pair.old_due,
            new_due=pair.new_due,
            original_due=shown.original_due_date,
            said=said,
            old_due_kind=_DUE_KINDS[pair.before.due_kind] if pair.before is not None else None,
            new_due_kind=_DUE_KINDS[pair.after.due_kind] if pair.after is not None else None,
        )


def _read_side(session: Session, plan_id: int, moment: Moment) -> dict[int, Row[Any]]:
    state = actions_as_at(session, plan_id, moment.as_at, moment.known_by)
    rows: Iterable[Any] = session.execute(select(*(state.c[name] for name in _SIDE)))
    return {row.id: row for row in rows}


def _in_plan_order(
    session: Session, plan_id: int, before: Mapping[int, Row[Any]], after: Mapping[int, Row[Any]]
) -> list[_Pair]:
    areas = {
        area_id: (position, f"{number} {name}".strip())
        for area_id, position, number, name in session.execute(
            select(Area.id, Area.position, Area.number, Area.short_name).where(Area.plan_id == plan_id)
        )
    }
    shown = {**before, **after}

    def place(one: int) -> tuple[int, ...]:
        row = shown[one]
        return areas[row.area_id][0], row.area_id, row.position, one

    return [
        _Pair(
            id=one,
            before=before.get(one),
            after=after.get(one),
            old=_STATUSES[before[one].status] if one in before else None,
            new=_STATUSES[after[one].status] if one in after else None,
            area=areas[shown[one].area_id][1],
        )
        for one in sorted(shown, key=place)
    ]


def _lists(
    differing: Sequence[_Pair], texts: _Texts, sayings: Attribution
) -> dict[str, tuple[MovedAction, ...]]:
    lists: dict[str, list[MovedAction]] = {name: [] for name in _LISTS}
    for pair in differing:
        for name, field in _belongs(pair):
            lists[name].append(texts.moved(pair, sayings.of(pair.id, field)))
        if texts.narrative_changed(pair):
            lists["narratives"].append(texts.moved(pair, sayings.of(pair.id, "narrative")))
    lists["slipped"].sort(key=lambda action: -action.slip)
    return {name: tuple(actions) for name, actions in lists.items()}


def _belongs(pair: _Pair) -> list[tuple[str, str]]:
    """Say in which lists an action stands, each with the field whose change put it there."""
    old, new = pair.old, pair.new
    if old is None or new is None:
        lists = [("added" if old is None else "retired", "retired")]
        if new is Status.DELAYED:
            lists.append(("exceptions_opened", "status"))
        elif old is Status.DELAYED:
            lists.append(("exceptions_closed", "retired"))
        return lists
    lists = [
        (name, "status")
        for name, holds in (
            ("improved", is_improved(old, new)),
            ("worsened", is_worsened(old, new)),
            ("completed", is_completed(old, new)),
            ("reopened", is_reopened(old, new)),
            ("rated_otherwise", is_rated_otherwise(old, new)),
            ("exceptions_opened", old is not Status.DELAYED and new is Status.DELAYED),
            ("exceptions_closed", old is Status.DELAYED and new is not Status.DELAYED),
        )
        if holds
    ]
    if pair.old_due is not None and pair.new_due is not None and pair.old_due != pair.new_due:
        lists.append(("slipped" if pair.new_due > pair.old_due else "brought_forward", "due_date"))
    return lists


def _flow(session: Session, plan_id: int, pairs: Sequence[_Pair]) -> tuple[FlowRow, ...]:
    """Count the actions by their statuses on both sides; "" is not in the plan on that side.

    A status has one word on both sides: the overview's of the later moment, of what is gone by then the
    earlier one's.
    """
    earlier, later = (
        Counter((side.status, side.rag_label) for side in sides if side is not None)
        for sides in ([pair.before for pair in pairs], [pair.after for pair in pairs])
    )
    still = {status for status, _ in later}
    gone = {rating: count for rating, count in earlier.items() if rating[0] not in still}
    words = status_labels(session, plan_id, {**gone, **later})
    counts = Counter((pair.old, pair.new) for pair in pairs)
    ordered = sorted(counts.items(), key=lambda item: [_ORDER[status or ""] for status in item[0]])

    def side(status: Status | None) -> tuple[str, str]:
        return ("", _NOT_THERE) if status is None else (status.value, words[status])

    return tuple(FlowRow(*side(old), *side(new), count) for (old, new), count in ordered)


def _slip(row: Row[Any]) -> int | None:
    if row.original_due_date is None or row.due_date is None:
        return None
    return int((row.due_date - row.original_due_date).days)


def _stale(
    session: Session, pairs: Sequence[_Pair], sayings: Attribution, earlier: Moment, later: Moment
) -> list[_Pair]:
    """List the open actions, in the plan at both moments, of which nothing was said between the two."""
    still = [
        pair
        for pair in pairs
        if pair.before is not None and pair.new is not None and pair.new not in CLOCK_STOPPED
    ]
    unmoved = [pair.id for pair in still if not pair.differs]
    news = sayings.news | news_between(session, unmoved, earlier, later)
    return [pair for pair in still if pair.id not in news]


def _due_next(pairs: Sequence[_Pair], as_at: date, next_meeting: date | None) -> list[_Pair]:
    """List the deadlines from the as-at day to the day of the next meeting, both included, by date."""
    last = next_meeting if next_meeting is not None and next_meeting >= as_at else as_at + _DUE_NEXT
    due = [
        pair
        for pair in pairs
        if pair.after is not None
        and pair.new not in CLOCK_STOPPED
        and pair.after.due_kind == DueKind.DEADLINE.value
        and pair.new_due is not None
        and as_at <= pair.new_due <= last
    ]
    return sorted(due, key=lambda pair: pair.new_due or as_at)
