"""The areas and outcomes that a plan's actions stand under.

Owns: recognising those already stored and adding the rest. Refuses: deleting or merging any.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.plan.tables import Area, Outcome
from data_model.shared.short_names import short_name


@dataclass(frozen=True, slots=True)
class PlacedArea:
    """An area as stored; `position` is its place in the plan."""

    id: int
    number: str
    position: int


AreaKey = tuple[str, str]  # number and title as the file writes them


def store_areas(
    session: Session, plan_id: int, named: Iterable[AreaKey], *, is_latest: bool
) -> dict[AreaKey, PlacedArea]:
    """Find or add the areas a file names, in the file's order, and return them by number and title.

    An area is recognised by number and title, else by number, else by title. Where the file is the latest
    known, its number, title and order replace the stored ones; a late one only adds what is new. Two areas of
    one file are never taken for the same stored one.
    """
    wanted = list(dict.fromkeys(named))
    stored = list(
        session.scalars(select(Area).where(Area.plan_id == plan_id).order_by(Area.position, Area.id))
    )
    found = _recognise(wanted, stored)
    ordered = _in_file_order(stored, [found[key] for key in wanted if key in found]) if is_latest else stored
    for place, (number, title) in enumerate(wanted):
        area = found.get((number, title))
        if area is None:
            area = Area(plan_id=plan_id, number=number, title=title, short_name=short_name(title))
            session.add(area)
            before = found[wanted[place - 1]] if place else None
            after = next((found[key] for key in wanted if key in found), None)
            ordered.insert(_slot(ordered, before, after) if is_latest else len(ordered), area)
            found[number, title] = area
        elif is_latest:
            area.number, area.title = number, title
    for position, area in enumerate(ordered):
        area.position = position
    session.flush()
    return {key: PlacedArea(area.id, area.number, area.position) for key, area in found.items()}


def _in_file_order(stored: Sequence[Area], in_file: Sequence[Area]) -> list[Area]:
    """Put the file's areas in its order into the places they hold; a file of one area moves no other."""
    turn = iter(in_file)
    return [next(turn) if area in in_file else area for area in stored]


def _slot(ordered: Sequence[Area], before: Area | None, after: Area | None) -> int:
    """Return the place of a new area: after the one before it in the file, else before the next one known."""
    if before is not None:
        return ordered.index(before) + 1
    return ordered.index(after) if after is not None else len(ordered)


def _recognise(wanted: Sequence[AreaKey], stored: Sequence[Area]) -> dict[AreaKey, Area]:
    found: dict[AreaKey, Area] = {}
    free = list(stored)
    for same in (_same_both, _same_number, _same_title):
        for key in wanted:
            if key in found:
                continue
            area = next((area for area in free if same(area, key)), None)
            if area is not None:
                found[key] = area
                free.remove(area)
    return found


def _same_both(area: Area, key: AreaKey) -> bool:
    return area.number == key[0] and _folded(area.title) == _folded(key[1])


def _same_number(area: Area, key: AreaKey) -> bool:
    return bool(key[0]) and area.number == key[0]


def _same_title(area: Area, key: AreaKey) -> bool:
    return bool(key[1]) and _folded(area.title) == _folded(key[1])


def _folded(title: str) -> str:
    return " ".join(title.split()).casefold()


def store_outcomes(session: Session, named: Iterable[tuple[int, str]]) -> dict[tuple[int, str], int]:
    """Find or add outcomes by area id and exact text; return their ids. An empty text is no outcome."""
    wanted = [key for key in dict.fromkeys(named) if key[1]]
    areas = sorted({area_id for area_id, _ in wanted})
    found: dict[tuple[int, str], int] = {}
    count: dict[int, int] = {}
    for outcome in session.scalars(select(Outcome).where(Outcome.area_id.in_(areas)).order_by(Outcome.id)):
        found.setdefault((outcome.area_id, outcome.text), outcome.id)
        count[outcome.area_id] = count.get(outcome.area_id, 0) + 1
    added = [
        Outcome(area_id=area_id, text=text, position=0)
        for area_id, text in wanted
        if (area_id, text) not in found
    ]
    for outcome in added:
        outcome.position = count[outcome.area_id] = count.get(outcome.area_id, 0) + 1
    session.add_all(added)
    session.flush()
    found.update(((outcome.area_id, outcome.text), outcome.id) for outcome in added)
    return found
