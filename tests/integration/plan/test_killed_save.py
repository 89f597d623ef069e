"""A save that dies at any statement, or by SIGKILL at any moment, leaves no half change."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import select

from benchmarks.writers import AS_AT, OFFICE, make_plan
from data_model.plan.tables import Action, ActionVersion
from data_model.shared.engine import make_engine, make_write_sessions
from tests.databases import ReadyFiles, sqlite_url
from tests.dying import KILLED, Mortals
from tests.places import ROOT

PREAMBLE = """
import os, sys
from datetime import date, datetime, UTC
from sqlalchemy import event, select
from sqlalchemy.engine import Engine
from benchmarks.writers import AS_AT, OFFICE
from data_model.plan.changes.comments import add_comment
from data_model.plan.changes.evidence import NewEvidence, add_evidence
from data_model.plan.changes.updates import record_update
from data_model.shared.engine import make_engine, make_write_sessions
from data_model.plan.rows_updates import CommentKind, EvidenceKind
from data_model.plan.statuses import Status
from data_model.plan.tables import Action
from data_model.plan.update_rules import ActionUpdate
def save(sessions, action_id, text):
    now = datetime.now(UTC)
    with sessions.begin() as session:
        version = session.scalars(select(Action.version).where(Action.id == action_id)).one()
        audit = NewEvidence(EvidenceKind.AUDIT, AS_AT, text, file_name="a.pdf", content=b"%PDF-" + bytes(999))
        add_evidence(session, action_id, audit, actor=OFFICE, recorded_at=now)
        add_comment(session, action_id, text, CommentKind.CHALLENGE, actor=OFFICE, recorded_at=now)
        record_update(session, action_id, ActionUpdate(status=Status.COMPLETE, impact=text, progress=text),
                      base_version=version, as_at=AS_AT, actor=OFFICE, recorded_at=now)
"""
SAVING_ONCE = (
    PREAMBLE
    + """
def act(arguments):
    save(make_write_sessions(make_engine(arguments[0])), int(arguments[1]), "first")
    return 0
"""
)
SAVING = (
    PREAMBLE
    + """
sessions = make_write_sessions(make_engine(sys.argv[1]))
for number in range(10_000):
    # Its own words: what a process saves again after one that died is no change of progress.
    save(sessions, int(sys.argv[2]), f"save {number} of {os.getpid()}")
    print("saved", flush=True)
"""
)


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def prepare(database: Path, ready_files: ReadyFiles) -> tuple[str, int]:
    ready_files.copy_empty(database)
    url = sqlite_url(database)
    engine = make_engine(url)
    (action_id,) = make_plan(make_write_sessions(engine), 1)
    engine.dispose()
    return url, action_id


def everything(database: Path) -> list[str]:
    with sqlite3.connect(database) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        assert connection.execute("pragma foreign_key_check").fetchall() == []
        return list(connection.iterdump())


def test_a_save_killed_at_any_statement_changes_nothing(tmp_path: Path, ready_files: ReadyFiles) -> None:
    database = tmp_path / "plan.db"
    url, action_id = prepare(database, ready_files)
    before = everything(database)
    trial = tmp_path / "trial.db"
    trial.write_bytes(database.read_bytes())
    with Mortals(SAVING_ONCE) as mortals:
        whole = mortals.act(0, f"sqlite:///{trial}", action_id)
        assert whole.code == 0
        assert whole.statements > 10
        assert everything(trial) != before
        for dies_at in [*range(1, whole.statements, 3), whole.statements]:
            assert mortals.act(dies_at, url, action_id).code == KILLED
            assert everything(database) == before
        assert mortals.act(0, url, action_id).code == 0
        assert everything(database) != before


def test_saves_killed_by_sigkill_leave_whole_changes_alone(tmp_path: Path, ready_files: ReadyFiles) -> None:
    database, chance = tmp_path / "plan.db", random.Random(7)
    url, action_id = prepare(database, ready_files)
    saved = 0
    for told in (2, 5, 1, 3, 4):
        process = start(SAVING, url, action_id)
        assert process.stdout is not None
        for _ in range(told):
            assert process.stdout.readline() == "saved\n"
        # Not waiting for anything: it dies at some moment of a later save, wherever that may be.
        time.sleep(chance.random() * 0.02)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert process.returncode == -signal.SIGKILL
        now = count_whole_changes(url, action_id, database)
        assert now >= saved + told
        saved = now


def count_whole_changes(url: str, action_id: int, database: Path) -> int:
    """Check that each save is there with its evidence, file and comment, or not at all; return how many."""
    everything(database)
    engine = make_engine(url)
    with make_write_sessions(engine)() as session:
        action = session.get_one(Action, action_id)
        texts = session.scalars(
            select(ActionVersion.progress)
            .where(ActionVersion.action_id == action_id)
            .order_by(ActionVersion.version)
        ).all()
        assert (action.version, action.progress) == (len(texts), texts[-1])
    engine.dispose()
    with sqlite3.connect(database) as connection:
        findings = [row[0] for row in connection.execute("select finding from evidence order by id")]
        comments = [row[0] for row in connection.execute("select text from comment order by id")]
        (files,) = connection.execute("select count(*) from evidence_file").fetchone()
        held = connection.execute("select as_at, recorded_by from action_statement").fetchall()
    assert findings == comments == texts[1:]
    assert files == len(findings)
    assert set(held) == {(AS_AT.isoformat(), OFFICE.name)}
    return len(texts) - 1
