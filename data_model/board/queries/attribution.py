"""Who brought a change between two moments, and why: the versions that the earlier moment did not know.

Owns: which version made a value what it is now. Refuses: finding what changed (see `movement_between`).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, or_, select
from sqlalchemy.orm import Session

from data_model.board.rows import Moment, Said
from data_model.plan.action_content import NEWS
from data_model.plan.statuses import Status
from data_model.plan.tables import ActionVersion
from data_model.shared.chunks import chunks

_NEWS = frozenset(through.value for through in NEWS)


@dataclass(frozen=True, slots=True)
class Known:
    """The version in force at the earlier moment: its day, its id, and the reason for delay it gave."""

    as_at: date
    statement_id: int
    reason_for_delay: str


class Attribution:
    """The versions of some actions that came between two moments.

    A version that came late and stands, by (as_at, id), before the one that was in force brought nothing
    about; it counts as news alone.
    """

    def __init__(
        self,
        session: Session,
        actions: Mapping[int, Known | None],
        earlier: Moment,
        later: Moment,
        *,
        narratives: Collection[int],
    ) -> None:
        """Read them; None is an action that was not in the plan. `narratives` are the actions to be asked
        about their progress and impact."""
        unknown = _unknown(session, list(actions), earlier, later)
        self.news = {
            action_id for action_id, rows in unknown.items() if any(row.through in _NEWS for row in rows)
        }
        absent = [action_id for action_id, known in actions.items() if known is None]
        # An action that was taken out has a history of before, and may be in the plan again.
        places = _last_known(session, [one for one in absent if one in unknown], earlier)
        places |= {
            action_id: (known.as_at, known.statement_id)
            for action_id, known in actions.items()
            if known is not None
        }
        self._rows = {
            action_id: [row for row in rows if _is_after(row, places.get(action_id))]
            for action_id, rows in unknown.items()
        }
        self._delays = {action_id: known.reason_for_delay for action_id, known in actions.items() if known}
        several = [
            row.id for one in narratives if len(self._rows.get(one, ())) > 1 for row in self._rows[one]
        ]
        self._narratives = _narratives(session, several)

    def of(self, action_id: int, field: str) -> Said | None:
        """Return the version that gave a field ("status", "due_date", "retired" or "narrative") the value
        it has at the later moment; None when there is none."""
        rows = self._rows.get(action_id, [])
        if not rows:
            return None
        place = len(rows) - 1
        while place and self._value(rows[place - 1], field) == self._value(rows[-1], field):
            place -= 1
        found = rows[place]
        before = rows[place - 1].reason_for_delay if place else self._delays.get(action_id, "")
        reason = found.reason or _delay(found, before, field)
        return Said(found.recorded_by, found.recorded_at, found.as_at, found.through, reason)

    def _value(self, row: Row[Any], field: str) -> Any:
        return self._narratives.get(row.id) if field == "narrative" else getattr(row, field)


def news_between(session: Session, action_ids: Sequence[int], earlier: Moment, later: Moment) -> set[int]:
    """Return the actions of which something was said, as an update, that the earlier moment did not know."""
    said = ActionVersion
    found: set[int] = set()
    for some in chunks(action_ids):
        found.update(
            session.scalars(
                select(said.action_id)
                .where(
                    said.action_id.in_(some),
                    said.through.in_(sorted(_NEWS)),
                    *_between(earlier, later),
                )
                .distinct()
            )
        )
    return found


def _delay(found: Row[Any], before: str, field: str) -> str:
    """Return the reason for delay where this version gave it for this very change."""
    if found.status != Status.DELAYED.value:
        return ""
    if field == "status" or (field == "due_date" and found.reason_for_delay != before):
        return str(found.reason_for_delay)
    return ""


def _is_after(row: Row[Any], place: tuple[date, int] | None) -> bool:
    return place is None or (row.as_at, row.id) > place


def _within(moment: Moment) -> ColumnElement[bool]:
    said = ActionVersion
    known = () if moment.known_by is None else (said.recorded_at <= moment.known_by,)
    return and_(said.as_at <= moment.as_at, *known)


def _between(earlier: Moment, later: Moment) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Return what makes a version one that the later moment knows and the earlier did not."""
    said = ActionVersion
    unknown = [said.as_at > earlier.as_at]
    if earlier.known_by is not None:
        unknown.append(said.recorded_at > earlier.known_by)
    return _within(later), or_(*unknown)


def _unknown(
    session: Session, action_ids: Sequence[int], earlier: Moment, later: Moment
) -> dict[int, list[Row[Any]]]:
    said = ActionVersion
    found: dict[int, list[Row[Any]]] = {}
    for some in chunks(action_ids):
        rows: Iterable[Any] = session.execute(
            select(
                *(said.action_id, said.id, said.as_at, said.recorded_at, said.recorded_by, said.through),
                *(said.reason, said.reason_for_delay, said.status, said.due_date, said.retired),
            )
            .where(said.action_id.in_(some), *_between(earlier, later))
            .order_by(said.action_id, said.as_at, said.id)
        )
        for row in rows:
            found.setdefault(row.action_id, []).append(row)
    return found


def _last_known(session: Session, action_ids: Sequence[int], earlier: Moment) -> dict[int, tuple[date, int]]:
    said = ActionVersion
    places: dict[int, tuple[date, int]] = {}
    for some in chunks(action_ids):
        rows = session.execute(
            select(said.action_id, said.as_at, said.id)
            .where(said.action_id.in_(some), _within(earlier))
            .order_by(said.as_at, said.id)
        )
        places.update((action_id, (as_at, place)) for action_id, as_at, place in rows)
    return places


def _narratives(session: Session, version_ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    said = ActionVersion
    texts: dict[int, tuple[str, str]] = {}
    for some in chunks(version_ids):
        rows = session.execute(select(said.id, said.progress, said.impact).where(said.id.in_(some)))
        texts.update((place, (progress, impact)) for place, progress, impact in rows)
    return texts
