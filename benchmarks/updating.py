"""Saving an update against the same form that saves nothing, at two sizes of plan.

Owns: the measurement. Refuses: browsers; what is timed is the server's run of the page after the press.
Run it with `python -m benchmarks.updating`; it leaves nothing behind.
"""

import os
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

import streamlit as st
from sqlalchemy.orm import Session, sessionmaker
from streamlit.testing.v1 import AppTest

from benchmarks.inputs.large_database import ACTOR, fill_database
from benchmarks.measuring.ratios import Compared, in_turn, machine, table
from data_model.access.changes.members import save_member
from data_model.plan.queries.responsible.my_actions import list_my_actions
from data_model.plan.queries.responsible.people import list_people
from data_model.shared.engine import make_engine, make_write_sessions
from data_model.shared.permissions import Role
from data_model.shared.upgrade import upgrade
from ui.plan.updating.update_queue import is_open

ROOT = Path(__file__).resolve().parents[1]
NEWEST = date(2025, 3, 3)
SIZES = ((76, 12), (10_000, 12))  # actions, statements of each
ROUNDS = 31
BOUND = 1.5


def main() -> int:
    """Measure both sizes, print the table, and return 1 when a bound is broken."""
    results = [each for actions, editions in SIZES for each in measure_size(actions, editions)]
    print(table(results))
    print(f"\nMeasured on {machine()}.")
    return 0 if all(each.holds for each in results) else 1


def measure_size(actions: int, editions: int) -> list[Compared]:
    """Measure a head of service's form on a plan of this size in a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{(Path(folder) / 'plan.db').as_posix()}"
        os.environ["DATABASE_URL"], os.environ["DASHBOARD_TODAY"] = url, NEWEST.isoformat()
        engine = make_engine(url)
        upgrade(engine)
        sessions = make_write_sessions(engine)
        fill_database(sessions, actions, editions, NEWEST)
        member, action_id = _a_head_of_service(sessions)
        engine.dispose()
        st.cache_resource.clear()
        form = _open(member, action_id)
        progress = f"update_{action_id}_progress"
        numbers = count(1)

        def typed() -> float:
            form.text_area(key=progress).set_value(f"What was done, for the {next(numbers)}th time.")
            return _timed(form)

        def save_nothing() -> float:
            form.run()
            return _press(form)

        def save_something() -> float:
            typed()
            return _press(form)

        size = f"{actions:,} actions, {actions * editions:,} statements"
        saved, not_saved = in_turn(ROUNDS, save_something, save_nothing)
        kept, plain = in_turn(ROUNDS, typed, lambda: _timed(form))
        st.cache_resource.clear()
    return [
        Compared(f"save against the same form that saves nothing: {size}", saved, not_saved, BOUND),
        Compared(f"keeping a draft against a rerun that keeps none: {size}", kept, plain, BOUND),
    ]


def _a_head_of_service(sessions: sessionmaker[Session]) -> tuple[int, int]:
    with sessions.begin() as session:
        person = list_people(session, 1, NEWEST)[0]
        member = save_member(
            session,
            person.name,
            Role.HEAD_OF_SERVICE,
            person_id=person.id,
            actor=ACTOR,
            recorded_at=datetime(2025, 3, 3, tzinfo=UTC),
        )
        mine = [each for each in list_my_actions(session, 1, person.id, NEWEST) if is_open(each)]
    return member, next(each.row.id for each in mine if each.row.status == "on_track")


def _open(member: int, action_id: int) -> AppTest:
    form = AppTest.from_file(str(ROOT / "entry" / "dashboard.py"), default_timeout=120)
    form.session_state["working_as"] = member
    form.run()
    form.switch_page(str(ROOT / "pages" / "plan" / "update.py"))
    form.query_params["id"] = str(action_id)
    form.run()
    if form.exception:
        raise RuntimeError(form.exception[0].value)
    return form


def _press(form: AppTest) -> float:
    form.button(key="update_save").click()
    return _timed(form)


def _timed(form: AppTest) -> float:
    begin = time.perf_counter()
    form.run()
    return time.perf_counter() - begin


if __name__ == "__main__":
    sys.exit(main())
