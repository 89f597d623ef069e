"""Many writers updating few actions at once, and whether every change can be accounted for afterwards.

Run by hand on a database that may be thrown away (a temporary SQLite file when none is given):

    python -m benchmarks.writers [--url URL] [--writers 20] [--actions 10] [--seconds 30]

Owns: the load and the account. Refuses: judging speed; it prints counts.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Barrier, Thread

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.changes.imports import ImportBatch, record_import
from data_model.plan.changes.plan_edits import NewAction, add_action
from data_model.plan.changes.plans import create_plan
from data_model.plan.changes.updates import record_update
from data_model.plan.tables import Action, ActionVersion, Area
from data_model.plan.update_rules import ActionUpdate
from data_model.shared.engine import make_engine, make_write_sessions
from data_model.shared.permissions import Actor, Role
from data_model.shared.refusals import StaleAction
from data_model.shared.upgrade import upgrade

OFFICE = Actor("Benchmark", Role.PROGRAMME_OFFICE, "command line")
AS_AT = date(2025, 3, 31)
_THINKING = 0.004  # seconds at most between opening an action and saving it


@dataclass(frozen=True)
class Change:
    """One change that was accepted: the version it became, and the text that it wrote."""

    action_id: int
    version: int
    text: str


@dataclass(frozen=True)
class Outcome:
    """What the writers were told. `failed` are errors other than a refusal, by name, with how many."""

    actions: tuple[int, ...]
    attempts: int
    changes: tuple[Change, ...]
    refused: int
    failed: tuple[tuple[str, int], ...]

    @property
    def accepted(self) -> int:
        return len(self.changes)


def make_plan(sessions: sessionmaker[Session], actions: int) -> list[int]:
    """Make a plan with so many actions and return their ids."""
    now = datetime.now(UTC)
    with sessions.begin() as session:
        plan_id = create_plan(session, f"Writers {now:%H:%M:%S.%f}", False, actor=OFFICE, recorded_at=now)
        empty = ImportBatch("area.csv", "0" * 64, 0, (), AS_AT, (), (), 0, (), (), (), areas=[("1", "Area")])
        record_import(session, plan_id, empty, actor=OFFICE, recorded_at=now)
        area_id = session.scalars(select(Area.id).where(Area.plan_id == plan_id)).one()
        return [
            add_action(
                session,
                plan_id,
                NewAction(area_id, f"Action {n}"),
                as_at=AS_AT,
                actor=OFFICE,
                recorded_at=now,
            )
            for n in range(actions)
        ]


def write_at_once(
    url: str, actions: list[int], *, writers: int, seconds: float, at_least: int = 0
) -> Outcome:
    """Let so many writers, each with connections of their own, update these actions for a while.

    Each goes on past `seconds` until it has tried `at_least` so many times, however slow the machine is.
    """
    barrier, told = Barrier(writers), [list[Change | str]() for _ in range(writers)]
    threads = [
        Thread(
            target=_write,
            args=(url, actions, number, seconds, at_least, barrier, told[number]),
        )
        for number in range(writers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    answers = [answer for each in told for answer in each]
    words = Counter(answer for answer in answers if isinstance(answer, str))
    return Outcome(
        actions=tuple(actions),
        attempts=len(answers),
        changes=tuple(answer for answer in answers if isinstance(answer, Change)),
        refused=words.pop("refused", 0),
        failed=tuple(sorted(words.items())),
    )


def hold_to_account(sessions: sessionmaker[Session], outcome: Outcome) -> list[str]:
    """List every way in which the database is not what the writers were told; empty when all is well."""
    wrong = []
    if outcome.attempts != outcome.accepted + outcome.refused + sum(count for _, count in outcome.failed):
        wrong.append("somebody was told nothing")
    for action_id in outcome.actions:
        told = {change.version: change.text for change in outcome.changes if change.action_id == action_id}
        with sessions() as session:
            action = session.get_one(Action, action_id)
            statements = session.scalars(
                select(ActionVersion)
                .where(ActionVersion.action_id == action_id)
                .order_by(ActionVersion.version)
            ).all()
        if {one.version: one.progress for one in statements[1:]} != told:
            wrong.append(f"action {action_id}: the history is not what was accepted")
        if [one.version for one in statements] != list(range(1, len(statements) + 1)):
            wrong.append(f"action {action_id}: versions are not counted one by one")
        last = statements[-1]
        if (action.version, action.statement_id, action.progress) != (last.version, last.id, last.progress):
            wrong.append(f"action {action_id}: its state is not its last accepted change")
    return wrong


def _write(
    url: str,
    actions: list[int],
    number: int,
    seconds: float,
    at_least: int,
    barrier: Barrier,
    told: list[Change | str],
) -> None:
    engine = make_engine(url)
    sessions = make_write_sessions(engine)
    chance = random.Random(number)
    barrier.wait()
    until = time.monotonic() + seconds
    while time.monotonic() < until or len(told) < at_least:
        text = f"writer {number}, attempt {len(told)}"
        try:
            told.append(_update(sessions, chance.choice(actions), text, chance))
        except StaleAction:
            told.append("refused")
        except Exception as error:
            told.append(type(error).__name__)
    engine.dispose()


def _update(sessions: sessionmaker[Session], action_id: int, text: str, chance: random.Random) -> Change:
    with sessions() as session:
        opened = session.scalars(select(Action.version).where(Action.id == action_id)).one()
    time.sleep(chance.random() * _THINKING)
    with sessions.begin() as session:
        version = record_update(
            session,
            action_id,
            ActionUpdate(progress=text),
            base_version=opened,
            as_at=AS_AT,
            actor=OFFICE,
            recorded_at=datetime.now(UTC),
        )
    return Change(action_id, version, text)


def main(arguments: list[str] | None = None) -> int:
    """Run the load, print what was accepted and refused, and return 1 when something is unaccounted for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--url", default="")
    parser.add_argument("--writers", type=int, default=20)
    parser.add_argument("--actions", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=30)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        url = given.url or f"sqlite:///{Path(folder) / 'writers.db'}"
        engine = make_engine(url)
        upgrade(engine)
        sessions = make_write_sessions(engine)
        actions = make_plan(sessions, given.actions)
        outcome = write_at_once(url, actions, writers=given.writers, seconds=given.seconds)
        wrong = hold_to_account(sessions, outcome)
        engine.dispose()
    print(f"{engine.dialect.name}: {given.writers} writers, {given.actions} actions, {given.seconds:g} s")
    print(f"attempts {outcome.attempts}, accepted {outcome.accepted}, refused {outcome.refused}")
    print(f"other failures: {dict(outcome.failed) or 'none'}")
    print(
        "\n".join(wrong)
        or "Every accepted change is in the history; each action is its last accepted change."
    )
    return 1 if wrong or outcome.failed else 0


if __name__ == "__main__":
    sys.exit(main())
