"""What a file says of an action in a month before its own day, beside what the dashboard holds of that time.

Owns: the rule which of such statements become a version of their month, and what that version says. Refuses:
storage, and putting any of them in place of something that the dashboard says of the same month.

A version states an action whole. What a column of a month does not say stays as it stood then; where nothing
is known of the time, the action's words, people and dates are those of its first version, and its rating and
narratives are empty: nobody said them.
"""

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from data_model.plan.statuses import Status

# What is of its time: unknown of a month of which nothing was said, and never carried back from a later one.
_OF_ITS_TIME: dict[str, Any] = {
    "status": Status.NOT_RATED.value,
    "rag_label": "",
    "rag_as_seen": "",
    "progress": "",
    "impact": "",
    "reason_for_delay": "",
    "mitigation": "",
    "exception_responsible": "",
    "other": "",
    "awaiting_sign_off": False,
    "retired": False,
}


@dataclass(frozen=True, slots=True)
class EarlierStatement:
    """What the older columns of a file say of one action in one month.

    `month` is the first of the month. `said` holds by column what they say: "progress", "impact", or the
    three of a rating ("status", "rag_label", "rag_as_seen"). `sheet` and `cell` say where.
    """

    month: date
    said: Mapping[str, str]
    sheet: str = ""
    cell: str = ""

    @property
    def as_at(self) -> date:
        """The last day of the month, of which the statement is true."""
        return self.month.replace(day=monthrange(self.month.year, self.month.month)[1])


class HistoryFit(StrEnum):
    """How a statement stands beside what the dashboard holds."""

    NEW = "new"  # it becomes a version
    SAID = "said"  # the dashboard says the same of that time
    OTHERWISE = "otherwise"  # the dashboard says another thing of that month, and that stands
    NOT_BEFORE = "not before"  # its month is not over before the day of the file


@dataclass(frozen=True, slots=True)
class PlacedStatement:
    """One statement and how it stands. `values` are those of its version, empty unless it is NEW; `beside` is
    the version that it was held against."""

    statement: EarlierStatement
    fit: HistoryFit
    values: Mapping[str, Any]
    beside: Mapping[str, Any]


def place_statements(
    versions: Sequence[Mapping[str, Any]], told: Sequence[EarlierStatement], file_day: date
) -> list[PlacedStatement]:
    """Place the statements of one action, one a month, among its versions, which stand in their order.

    A version holds at least "as_at", "retired" and what statements say; there is none of an action that the
    file begins. `file_day` is the day of which the file is true.
    """
    known = list(versions)
    placed = []
    for statement in sorted(told, key=lambda one: one.month):
        found = _place(known, statement, file_day)
        placed.append(found)
        if found.fit is HistoryFit.NEW:
            known.insert(bisect_right([one["as_at"] for one in known], statement.as_at), found.values)
    return placed


def _place(
    known: Sequence[Mapping[str, Any]], statement: EarlierStatement, file_day: date
) -> PlacedStatement:
    if statement.as_at >= file_day:
        return PlacedStatement(statement, HistoryFit.NOT_BEFORE, {}, {})
    until = [one for one in known if one["as_at"] <= statement.as_at]
    own = {**statement.said, "as_at": statement.as_at}
    if not until:
        first = known[0] if known else {}
        return PlacedStatement(statement, HistoryFit.NEW, {**first, **_OF_ITS_TIME, **own}, first)
    last = until[-1]
    if all(last[name] == value for name, value in statement.said.items()) and not last["retired"]:
        return PlacedStatement(statement, HistoryFit.SAID, {}, last)
    if last["as_at"] >= statement.month or last["retired"]:
        return PlacedStatement(statement, HistoryFit.OTHERWISE, {}, last)
    # A proposal of before is taken up again by nothing that a file says.
    return PlacedStatement(statement, HistoryFit.NEW, {**last, "awaiting_sign_off": False, **own}, last)
