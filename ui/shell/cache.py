"""Figures of a plan that many readers ask for, read once for each state of the plan.

Owns: keeping what a read answered until the plan changes, and how much one server keeps. Every write of a
plan raises its version in the same transaction, so that nothing old is ever shown, whoever wrote it and from
which process.
Refuses: reads that depend on anything but the plan and the day, such as comments or who asks.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar, TypeVarTuple, cast

import streamlit as st

from data_model.plan.queries.plans import list_plan_states
from ui.shell.database import Session, open_database, reading
from ui.shell.kept_answers import KeptAnswers

Figures = TypeVar("Figures")
More = TypeVarTuple("More")
MOST = 64 * 2**20  # bytes; the answers of a plan of 10,000 actions on one day take about six million


def cached_read(
    read: Callable[[Session, int, date, *More], Figures], plan_id: int, as_at: date, *more: *More
) -> Figures:
    """Return what a read, which takes session, plan and day, says of a plan as at a day.

    `more` are further arguments of the read, such as moments: numbers, words, days and frozen rows of them.
    """
    with reading() as session:
        (state,) = list_plan_states(session, [plan_id]).values()
    return _of_state(read, plan_id, state, as_at, *more)


def cached_reads(
    read: Callable[[Session, int, date], Figures], plan_ids: Sequence[int], as_at: date
) -> dict[int, Figures]:
    """Return what a read says of each of several plans as at a day, their states asked for all at once."""
    with reading() as session:
        states = list_plan_states(session, plan_ids)
    return {plan_id: _of_state(read, plan_id, state, as_at) for plan_id, state in states.items()}


@st.cache_resource(show_spinner=False)
def kept_answers() -> KeptAnswers:
    """Return what this server keeps."""
    return KeptAnswers(MOST)


def _of_state(
    read: Callable[[Session, int, date, *More], Figures],
    plan_id: int,
    state: str,
    as_at: date,
    *more: *More,
) -> Figures:
    def make() -> Figures:
        with reading() as session:
            return read(session, plan_id, as_at, *more)

    name = f"{read.__module__}.{read.__qualname__}"
    question = (name, str(open_database().engine.url), state, as_at, more)
    return cast(Figures, kept_answers().answer(question, make))  # kept under the read's own name
