"""What the older columns of a file say of months before, beside what the plan holds of that time.

Owns: which of it would become history, what is to be said of the rest, and its words and JSON for a report.
Refuses: the rule itself (see `data_model.plan.earlier_statements`), and writing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from data_model.plan.action_content import ActionContent
from data_model.plan.action_fields import FIELD_BY_NAME
from data_model.plan.earlier_statements import (
    EarlierStatement,
    HistoryFit,
    PlacedStatement,
    place_statements,
)
from data_model.plan.queries.over_time.versions import VersionContent, list_versions
from data_model.plan.statuses import STATUS_NAMES, Status
from data_model.shared.sentence_text import counted, long_month, short_day
from loaders.files.issues import Issue
from loaders.plan import compare_issues as kinds
from loaders.plan.compare import Comparison
from loaders.plan.merge_report import shorten

_SAID = ("progress", "impact", "status", "rag_label", "rag_as_seen")
_MOST_CELLS = 40


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One statement that would go into the history. `action_id` is None for an action that the file begins,
    which stands at `place` of the comparison's `added`."""

    action_id: int | None
    place: int
    ref: str
    text: str
    statement: EarlierStatement

    @property
    def as_at(self) -> date:
        """The day of which it is true."""
        return self.statement.as_at

    @property
    def words(self) -> str:
        """What it says, in words."""
        return said_in_words(self.statement.said)


def find_history(
    session: Session | None,
    plan_id: int | None,
    read: Sequence[ActionContent],
    earlier: Mapping[tuple[int, date], EarlierStatement],
    comparison: Comparison,
    as_at: date,
) -> tuple[tuple[HistoryLine, ...], list[Issue]]:
    """Say what of a file's older columns would become history, and what of them would not and why."""
    told: dict[int, list[EarlierStatement]] = {}
    for (place, _), statement in sorted(earlier.items()):
        if place in comparison.matched:
            told.setdefault(place, []).append(statement)
    if not told:
        return (), []
    known = {place: row.id for place, row in comparison.matched.items() if row is not None and place in told}
    histories: dict[int, list[VersionContent]] = {}
    if session is not None and plan_id is not None and known:
        histories = list_versions(session, plan_id, set(known.values()), as_at)
    begun = [place for place, row in sorted(comparison.matched.items()) if row is None]
    added = {place: number for number, place in enumerate(begun)}
    lines, issues = list[HistoryLine](), list[Issue]()
    for place, statements in told.items():
        action_id = known.get(place)
        versions = [_as_said(one) for one in histories.get(action_id or 0, ())]
        row = comparison.matched[place]
        ref = row.ref if row is not None else read[place].ref
        for one in place_statements(versions, statements, as_at):
            if one.fit is HistoryFit.NEW:
                lines.append(
                    HistoryLine(action_id, added.get(place, -1), ref, read[place].text, one.statement)
                )
            elif issue := _not_loaded(one, ref or shorten(read[place].text)):
                issues.append(issue)
    return tuple(lines), [*_loaded(lines), *issues]


def _as_said(version: VersionContent) -> dict[str, Any]:
    stated = version.stated
    said = {name: getattr(stated, name) for name in _SAID}
    return {**said, "status": stated.status.value, "as_at": version.as_at, "retired": version.retired}


def _not_loaded(placed: PlacedStatement, ref: str) -> Issue | None:
    statement = placed.statement
    seen = f"{ref}, {long_month(statement.month)}: “{said_in_words(statement.said)}”"
    if placed.fit is HistoryFit.NOT_BEFORE:
        return Issue(kinds.HISTORY_NOT_BEFORE, seen, statement.sheet, statement.cell)
    if placed.fit is HistoryFit.OTHERWISE:
        stands = said_in_words({name: placed.beside[name] for name in statement.said})
        return Issue(
            kinds.HISTORY_OTHERWISE,
            f"{seen}; the dashboard has “{stands}”",
            statement.sheet,
            statement.cell,
        )
    return None


def _loaded(lines: Sequence[HistoryLine]) -> list[Issue]:
    """Say once for each sheet and month how many actions it gives a version."""
    found: dict[tuple[str, date], list[str]] = {}
    for line in lines:
        found.setdefault((line.statement.sheet, line.statement.as_at), []).append(line.statement.cell)
    return [
        Issue(
            kinds.HISTORY_LOADED,
            f"{counted(len(cells), 'action')} as at {short_day(as_at)}",
            sheet,
            ", ".join(cells[:_MOST_CELLS]),
        )
        for (sheet, as_at), cells in sorted(found.items(), key=lambda item: item[0][1])
    ]


def said_in_words(said: Mapping[str, str]) -> str:
    """Write what was said of a month: its rating, then its progress and impact, each with its name."""
    words = []
    if "status" in said:
        rated = STATUS_NAMES[Status(said["status"])]
        label = said.get("rag_label", "") or said.get("rag_as_seen", "")
        words.append(f"RAG: {rated}" + (f" ({label})" if label and label != rated else ""))
    words += [
        f"{FIELD_BY_NAME[name].label}: {said[name]}" for name in ("progress", "impact") if said.get(name)
    ]
    return "; ".join(words)


def history_sentence(lines: Sequence[HistoryLine]) -> str:
    """Say how many statements go into the history, and of which months; nothing where none does."""
    if not lines:
        return ""
    months = sorted({line.statement.month for line in lines})
    named = (
        long_month(months[0])
        if len(months) == 1
        else f"months from {long_month(months[0])} to {long_month(months[-1])}"
    )
    goes = "goes" if len(lines) == 1 else "go"
    return (
        f" {counted(len(lines), 'earlier statement')} {goes} into the history, true as at the end of {named}."
    )


def history_lines(lines: Sequence[HistoryLine]) -> list[str]:
    """Write for a terminal what would go into the history."""
    if not lines:
        return []
    return ["", "Into the history"] + [
        f"  {line.ref or shorten(line.text)} as at {short_day(line.statement.as_at)}: {shorten(line.words)}"
        for line in lines
    ]


def history_json(lines: Sequence[HistoryLine]) -> list[dict[str, Any]]:
    """Give what would go into the history as plain values for `json.dumps`."""
    return [
        {
            "ref": line.ref,
            "action": line.text,
            "as_at": line.statement.as_at.isoformat(),
            "said": dict(line.statement.said),
            "sheet": line.statement.sheet,
            "cell": line.statement.cell,
        }
        for line in lines
    ]


def by_action(lines: Sequence[HistoryLine]) -> dict[int, list[EarlierStatement]]:
    """Gather the statements of stored actions by id."""
    told: dict[int, list[EarlierStatement]] = {}
    for line in lines:
        if line.action_id is not None:
            told.setdefault(line.action_id, []).append(line.statement)
    return told


def by_place(lines: Sequence[HistoryLine]) -> dict[int, list[EarlierStatement]]:
    """Gather the statements of actions that a file begins by their place among them."""
    told: dict[int, list[EarlierStatement]] = {}
    for line in lines:
        if line.action_id is None:
            told.setdefault(line.place, []).append(line.statement)
    return told
