"""Owners of savings and benefits that a file names, known as people of the plan.

Owns: recognising them by their whole name. Refuses: adding anybody, and taking a close name for one.
"""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from data_model.plan.changes.people import find_people
from data_model.shared.name_key import name_key


def find_owners(session: Session, plan_id: int, names: Iterable[str]) -> dict[str, int]:
    """Find the people of the plan whose whole name is written as an owner, by the name as written."""
    keys = {name: name_key(name) for name in names if name}
    found = find_people(session, plan_id, sorted(set(keys.values())))
    return {name: found[key] for name, key in keys.items() if key in found}
