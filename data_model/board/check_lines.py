"""Raised checks as they are read and counted: the gravest first, and one line where many would say the same.

Owns: what one line gathers, its words, and the order. Refuses: raising checks (`assurance_checks`)
and answers.

Fifty actions of one person without an update are one question to that person, and are read and counted as
one line. What a meeting was frozen with is read as it was, and never gathered again.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from data_model.board.assurance_checks import CHECKS, Line, gravity, is_grave
from data_model.board.rows import RaisedCheck
from data_model.shared.sentence_text import counted, long_day

_NAMED = 6  # refs that a line names


def line_key(code: str, people: Sequence[tuple[int | None, str]], area_id: int) -> object:
    """Return what the actions of one line share; None where each action is a line of its own.

    An action of several people belongs to the line of the one named first.
    """
    check = CHECKS.get(code)
    if check is None or check.line is Line.ACTION:
        return None
    return area_id if check.line is Line.AREA else next(iter(people), (None, ""))


def lines_of(raised: Iterable[RaisedCheck]) -> list[RaisedCheck]:
    """Return raised checks as lines, the gravest first and what was accepted last.

    A line of several actions stands at the one that has waited longest and holds them all in `gathered`.
    Lines of equal gravity keep the order given.
    """
    lines, together = _parted(raised)
    lines += [_gathered(found) for found in together]
    return sorted(lines, key=lambda one: (one.answer is not None, *gravity(one.code, one.since)))


def gravest_first(lines: Iterable[RaisedCheck]) -> list[RaisedCheck]:
    """Return the lines that nobody has answered in the order in which a board challenges them.

    `lines` stand with the gravest first. Children come before money: behind the first line of money every
    other one waits until each grave line of something else has been named.
    """
    grave: list[RaisedCheck] = []
    waiting: list[RaisedCheck] = []
    is_first = True
    for one in lines:
        if one.answer is not None:
            continue
        of_money = bool(one.about)
        (grave if is_grave(one.code) and (is_first or not of_money) else waiting).append(one)
        is_first = is_first and not of_money
    return [*grave, *waiting]


def count_lines(raised: Iterable[RaisedCheck]) -> int:
    """Return how many lines raised checks are; see `lines_of`."""
    alone, together = _parted(raised)
    return len(alone) + len(together)


def lines_in(raised: Iterable[RaisedCheck], areas: Collection[int]) -> list[RaisedCheck]:
    """Return the lines of some areas, by their ids: of a line of several areas what belongs to these."""
    every = (part for each in raised for part in each.gathered or (each,))
    return lines_of(one for one in every if one.area_id in areas)


def actions_of(raised: Iterable[RaisedCheck]) -> set[int]:
    """Return the ids of all actions that lines are about; a line about an area as a whole has none."""
    every = (part for each in raised for part in each.gathered or (each,))
    return {one.action_id for one in every if one.action_id}


def age_text(check: RaisedCheck, as_at: date) -> str:
    """Say how long a check has stood; empty where that is not known, lies ahead, or is its very reason."""
    days = (as_at - check.since).days if check.since is not None else 0
    if days <= 0 or f" {counted(days, 'day')} ago" in check.because:
        return ""
    return f"for {counted(days, 'day')}"


def _parted(raised: Iterable[RaisedCheck]) -> tuple[list[RaisedCheck], list[list[RaisedCheck]]]:
    """Part checks into those that are a line each, and those of one line."""
    alone: list[RaisedCheck] = []
    together: dict[object, list[RaisedCheck]] = {}
    for one in (part for each in raised for part in each.gathered or (each,)):
        key = None if one.answer is not None else line_key(one.code, one.people, one.area_id)
        if key is None:
            alone.append(one)
        else:
            together.setdefault((one.code, key), []).append(one)
    return alone, list(together.values())


def _gathered(found: Sequence[RaisedCheck]) -> RaisedCheck:
    first = min(found, key=lambda one: gravity(one.code, one.since))
    if len(found) == 1:
        return first
    named = ", ".join(one.ref for one in found[:_NAMED] if one.ref)
    rest = len(found) - _NAMED
    number = counted(len(found), "action")
    areas = list(dict.fromkeys(one.area for one in found))
    by_person = CHECKS[first.code].line is Line.PERSON
    return replace(
        first,
        ref="",
        text=f"{number}: {named}{f' and {rest:,} more' if rest > 0 else ''}" if named else number,
        area=areas[0] if len(areas) == 1 else counted(len(areas), "area"),
        people=first.people[:1] if by_person else (),
        because=_because(first, found),
        gathered=tuple(found),
    )


def _because(first: RaisedCheck, found: Sequence[RaisedCheck]) -> str:
    number = counted(len(found), "action")
    if first.code == "no-update" and first.since is not None:
        return f"{number} without an update; the one that waits longest since {long_day(first.since)}."
    if first.code == "not-rated-soon":
        return f"{number} not rated though due soon."
    return f"{number} not rated."
