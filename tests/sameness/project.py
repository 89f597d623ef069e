"""Everything that the sameness tool takes from the project, so that moved modules mend this file alone.

Owns: the imports, the fixed clock and identities, filling the two databases, the names of pages. Refuses:
reading what is drawn or written (see `pages` and `commands`).
"""

import importlib
import itertools
import os
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any, ClassVar
from unittest import mock

from sqlalchemy import text
from sqlalchemy.orm import Session

import cli
from data_model.access.changes.members import save_member
from data_model.board.changes.follow_ups import NewFollowUp, add_follow_up
from data_model.board.changes.meetings import NewBoard, freeze_meeting, plan_meetings, save_board
from data_model.board.rows import BoardKind, FollowUpKind
from data_model.plan.changes.comments import add_comment
from data_model.plan.changes.evidence import NewEvidence, add_evidence
from data_model.plan.changes.staff import set_person
from data_model.plan.changes.updates import record_update
from data_model.plan.rows_updates import CommentKind, EvidenceKind
from data_model.plan.statuses import Status
from data_model.plan.update_rules import ActionUpdate
from data_model.shared.engine import make_engine, make_write_sessions
from data_model.shared.permissions import Actor, Role
from data_model.shared.upgrade import upgrade
from demo.performance_workbooks import performance_editions
from demo.seed import seed_demo
from loaders.plan.plan_import import apply_plan, check_plan, read_plan_file
from tests.places import DASHBOARD, REAL_PLAN
from ui.shell.pages import FIRST, Page

APP = DASHBOARD
FIRST_PAGE = FIRST.value.url_path  # the one that the bare address shows
# The modules that read the clock, and the one that makes identities.
CLOCKS = ("commands.terminal", "commands.reminding", "ui.shell.clock")
IDENTITIES = "data_model.plan.changes.actions"
OFFICE = Actor("Robin Sample", Role.PROGRAMME_OFFICE, through="self-declared")


def main(arguments: list[str]) -> int:
    """Run the command line in this process and return its exit code."""
    try:
        return cli.main(arguments)
    except SystemExit as ended:
        return int(ended.code or 0)


def list_pages() -> list[tuple[str, Path]]:
    """List each page's address and script, in the order of the register."""
    return [(page.value.url_path, page.value.path) for page in Page]


class _Fixed(datetime):
    """The class `datetime` whose clock stands."""

    stands_at: ClassVar[datetime]

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return cls.stands_at.astimezone(tz) if tz is not None else cls.stands_at.replace(tzinfo=None)


@contextmanager
def stopped_clock(today: date) -> Iterator[None]:
    """Let it be noon of a day for the whole product, and let identities be counted instead of drawn."""
    stands = type("Fixed", (_Fixed,), {"stands_at": _at(today, 12)})
    numbers = itertools.count(1)

    def count_on() -> uuid.UUID:
        return uuid.UUID(int=next(numbers))

    settings = {"DASHBOARD_TODAY": today.isoformat(), "TZ": "Europe/London"}
    with ExitStack() as stack:
        stack.enter_context(mock.patch.dict(os.environ, settings))
        stack.enter_context(mock.patch.object(importlib.import_module(IDENTITIES), "uuid4", count_on))
        for name in CLOCKS:
            stack.enter_context(mock.patch.object(importlib.import_module(name), "datetime", stands))
        time.tzset()
        yield
    time.tzset()


def figures_file(today: date) -> tuple[str, bytes]:
    """Return the first workbook of figures of the demonstration, by name and content."""
    edition = performance_editions(today)[0]
    return edition.file_name, edition.content


def fill_demo(address: str, today: date) -> None:
    """Tell the demonstration as on a day, and give some of its people addresses that mails go to."""
    engine = make_engine(address)
    upgrade(engine)
    write = make_write_sessions(engine)
    seed_demo(write, today, recorded_at=_at(today, 9))
    with write.begin() as session:
        _give_addresses(session)
    engine.dispose()


def fill_real(address: str, today: date) -> None:
    """Load the real plan with its own key, freeze a board, let some work go on, and freeze the next."""
    engine = make_engine(address)
    upgrade(engine)
    write = make_write_sessions(engine)
    by: dict[str, Any] = {"actor": OFFICE, "recorded_at": _at(today, 9)}
    with write.begin() as session:
        file = read_plan_file(REAL_PLAN.name, REAL_PLAN.read_bytes())
        plan_id = apply_plan(session, check_plan(session, None, file, today), **by).plan_id
        save_member(session, "Ira Example", Role.BOARD_MEMBER, email="ira@example.org", **by)
        _give_addresses(session)
        new = NewBoard("Improvement Board", BoardKind.EXECUTIVE, "Ira Example", "Lead member\nAdviser")
        days = [today, today + timedelta(days=1), today + timedelta(days=45)]
        meetings = plan_meetings(session, save_board(session, plan_id, new, **by), days, place="Room 2", **by)
        freeze_meeting(session, meetings[0], today, today=today, actor=OFFICE, recorded_at=_at(today, 10))
    with write.begin() as session:
        _work_on(session, plan_id, meetings[0], today)
        freeze_meeting(session, meetings[1], today, today=days[1], actor=OFFICE, recorded_at=_at(today, 11))
    engine.dispose()


def _work_on(session: Session, plan_id: int, meeting_id: int, today: date) -> None:
    """Let a date slip, a rating change, a proposal be made, a question be asked and something be decided."""
    by: dict[str, Any] = {"actor": OFFICE, "recorded_at": _at(today, 10)}
    first, second, third, *_ = session.scalars(
        text("SELECT id FROM action WHERE plan_id = :plan AND status = 'on_track' ORDER BY position"),
        {"plan": plan_id},
    )
    slipped = ActionUpdate(revised_due_text="30/06/2023", reason="The post is vacant")
    delayed = ActionUpdate(
        status=Status.DELAYED, reason="Two left", reason_for_delay="Two left", mitigation="Agency cover",
        exception_responsible="Somebody else", revised_due_text="31/03/2023",
    )  # fmt: skip
    done = ActionUpdate(status=Status.COMPLETE, impact="Families wait two days, not nine.")
    add_evidence(session, third, NewEvidence(EvidenceKind.AUDIT, today, "18 of 20 files were good."), **by)
    for action, said in ((first, slipped), (second, delayed), (third, done)):
        record_update(session, action, said, base_version=1, as_at=today, **by)
    add_comment(session, first, "What is left, and by when?", CommentKind.CHALLENGE, **by)
    asked = NewFollowUp(
        FollowUpKind.REQUEST, "Bring the figures by team", "Somebody", today + timedelta(days=10), today,
        meeting_id=meeting_id, action_id=second,
    )  # fmt: skip
    add_follow_up(session, plan_id, asked, **by)


def _give_addresses(session: Session) -> None:
    for person in list(session.scalars(text("SELECT id FROM person ORDER BY id LIMIT 8"))):
        set_person(session, person, email=f"person{person}@example.org", left_on=None, actor=OFFICE)


def _at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
