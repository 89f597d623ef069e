"""Figures of a plan that many readers ask for, read once for each state of the plan.

Owns: keeping what a read answered until the plan changes. Every write of a plan raises its version in the
same transaction, so that nothing old is ever shown, whoever wrote it and from which process.
Refuses: reads that depend on anything but the plan and the day, such as comments or who asks.
"""

from collections.abc import Callable
from datetime import date
from typing import TypeVar, TypeVarTuple, cast

import streamlit as st

from data_model.plan.queries.plans import get_plan_state
from ui.shell.database import Session, open_database, reading

Figures = TypeVar("Figures")
More = TypeVarTuple("More")


def cached_read(
    read: Callable[[Session, int, date, *More], Figures], plan_id: int, as_at: date, *more: *More
) -> Figures:
    """Return what a read, which takes session, plan and day, says of a plan as at a day.

    `more` are further arguments of the read, such as moments: numbers, words, days and frozen rows of them.
    """
    with reading() as session:
        state = get_plan_state(session, plan_id)
    address = str(open_database().engine.url)
    name = f"{read.__module__}.{read.__qualname__}"
    answer = _answer(name, address, state, as_at, more, lambda session: read(session, plan_id, as_at, *more))
    return cast(Figures, answer)  # kept under the read's own name, and so of the read's own type


# Streamlit keeps answers by the arguments whose names do not begin with "_".
@st.cache_data(max_entries=200, show_spinner=False)
def _answer(
    name: str,
    address: str,
    state: str,
    as_at: date,
    more: tuple[object, ...],
    _read: Callable[[Session], object],
) -> object:
    with reading() as session:
        return _read(session)
