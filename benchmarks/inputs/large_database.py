"""A database with a plan of any size and a history as long as a year of monthly imports.

Owns: invented actions, the same on every run, recorded as imports are, and a board that met once. Refuses:
files; the loaders are timed elsewhere.
"""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session, sessionmaker

from data_model.board.changes.meetings import NewBoard, freeze_meeting, plan_meetings, save_board
from data_model.board.rows import BoardKind, Recurrence
from data_model.plan.action_content import ActionContent, NamedPerson
from data_model.plan.changes.imports import ImportBatch, record_import
from data_model.plan.changes.plans import create_plan
from data_model.plan.due_dates import DueDate, DueKind, Precision
from data_model.plan.queries.actions import list_stated
from data_model.plan.statuses import Status
from data_model.shared.engine import make_engine, make_write_sessions
from data_model.shared.permissions import Actor, Role
from data_model.shared.upgrade import upgrade

ACTOR = Actor("Benchmark", Role.PROGRAMME_OFFICE, through="command line")
RECORDED_AT = datetime(2025, 3, 3, tzinfo=UTC)
AREAS = 8
_FIRST = ("Amara", "Bronwen", "Callum", "Devika", "Edwin", "Farah", "Gethin")
_LAST = ("Alderton", "Brightwell")
_TEXT = "audit children decision evidence families guidance partners plan practice record review team"
_WORDS = _TEXT.split()
_COMING = (
    Status.ON_TRACK,
    Status.ON_TRACK,
    Status.AT_RISK,
    Status.DELAYED,
    Status.NOT_RATED,
    Status.COMPLETE,
)


def fill_database(write_sessions: sessionmaker[Session], actions: int, editions: int, newest: date) -> int:
    """Record `editions` imports, 30 days apart, the last true of `newest`, each with a statement about every
    one of `actions` actions; return the plan's id."""
    chance = random.Random(actions)
    first = newest - timedelta(days=30 * (editions - 1))
    with write_sessions.begin() as session:
        plan_id = create_plan(session, "Benchmark plan", False, actor=ACTOR, recorded_at=RECORDED_AT)
        stated = [_action(number, actions, newest, chance) for number in range(actions)]
        _record(session, plan_id, first, added=stated)
    for edition in range(1, editions):
        with write_sessions.begin() as session:
            stored = list_stated(session, plan_id, newest)
            changed = [
                (
                    action_id,
                    replace(row.stated, progress=_sentence(chance, 30), status=chance.choice(_COMING)),
                )
                for action_id, row in stored.items()
            ]
            _record(session, plan_id, first + timedelta(days=30 * edition), changed=changed)
    return plan_id


def fill_plan(folder: Path, actions: int, editions: int, newest: date) -> str:
    """Make a database with a plan of that size, whose board met after the edition before the last and meets
    again; return its address."""
    url = f"sqlite:///{(folder / f'plan {actions}.db').as_posix()}"
    engine = make_engine(url)
    upgrade(engine)
    sessions = make_write_sessions(engine)
    _hold_board(sessions, fill_database(sessions, actions, editions, newest), newest)
    engine.dispose()
    return url


def _hold_board(sessions: sessionmaker[Session], plan_id: int, newest: date) -> None:
    """Let the plan's own board meet 20 days before the newest statement, freeze that, and plan the next."""
    held, ahead = newest - timedelta(days=20), newest + timedelta(days=15)
    board = NewBoard("Improvement board", BoardKind.EXECUTIVE, "Chair", "Members", Recurrence.MONTHLY)
    with sessions.begin() as session:
        board_id = save_board(session, plan_id, board, actor=ACTOR, recorded_at=RECORDED_AT)
        meeting_id, _ = plan_meetings(session, board_id, [held, ahead], actor=ACTOR, recorded_at=RECORDED_AT)
        freeze_meeting(session, meeting_id, held, today=newest, actor=ACTOR, recorded_at=RECORDED_AT)


def _record(
    session: Session,
    plan_id: int,
    as_at: date,
    added: Sequence[ActionContent] = (),
    changed: Sequence[tuple[int, ActionContent]] = (),
) -> None:
    areas = [(str(number), _area(number)) for number in range(1, AREAS + 1)]
    batch = ImportBatch(
        file_name=f"plan {as_at.isoformat()}.xlsx",
        sha256=f"{as_at.toordinal():064x}",
        size=1,
        sheets=("Plan",),
        as_at=as_at,
        added=added,
        changed=changed,
        unchanged=0,
        missing=(),
        issues=(),
        key=(),
        areas=areas,
    )
    record_import(session, plan_id, batch, actor=ACTOR, recorded_at=RECORDED_AT)


def _action(number: int, actions: int, newest: date, chance: random.Random) -> ActionContent:
    area = 1 + number * AREAS // actions
    name = f"{_FIRST[number % 7]} {_LAST[number % 2]}"
    day = newest + timedelta(days=chance.randrange(-60, 540))
    return ActionContent(
        area_number=str(area), area=_area(area), outcome=f"Outcome {number // 4}: {_sentence(chance, 8)}",
        ref="", text=f"Action {number}: {_sentence(chance, 12)}", responsible=f"{name} Head of Service",
        people=(NamedPerson(name, name.casefold(), "Head of Service"),), due_text=f"{day:%d/%m/%Y}",
        due=DueDate(f"{day:%d/%m/%Y}", day, DueKind.DEADLINE, Precision.DAY), revised_due_text="",
        status=chance.choice(_COMING), rag_label="", rag_as_seen="", progress=_sentence(chance, 30),
        impact=_sentence(chance, 20), sheet="Plan", cell=f"B{number + 5}",
    )  # fmt: skip


def _area(number: int) -> str:
    return f"Area {number} of the invented plan"


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_WORDS, k=words)).capitalize()
