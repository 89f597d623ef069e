"""The published plan as its programme office works with it: roles, updates, sign-off, a leaver, a return.

Owns: counts and authors. Refuses: the plan's sentences and its people's names.
"""

import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from data_model.access.changes.members import save_member
from data_model.plan.changes.evidence import NewEvidence, add_evidence
from data_model.plan.changes.hand_over import NewPerson, hand_over
from data_model.plan.changes.sign_off import sign_off
from data_model.plan.changes.updates import record_update
from data_model.plan.queries.actions import count_actions, get_action, list_stated
from data_model.plan.queries.details import list_details
from data_model.plan.queries.plans import get_plan, list_key
from data_model.plan.queries.responsible.people import list_people
from data_model.plan.rows import PersonRow
from data_model.plan.rows_updates import EvidenceKind
from data_model.plan.statuses import Status
from data_model.plan.update_rules import ActionUpdate
from data_model.shared.engine import make_engine, make_write_sessions
from data_model.shared.permissions import Actor, NotPermitted, Role
from exports.own_workbook.return_workbook import ReturnSheet, return_workbook
from loaders.plan.plan_import import apply_plan, check_plan, read_plan_file
from loaders.plan.three_way import Side
from loaders.return_workbook.returned import check_returned
from loaders.return_workbook.returned_apply import apply_returned
from tests.databases import ReadyFiles, sqlite_url
from tests.places import REAL_PLAN

LOADED, BOARD = date(2022, 12, 12), date(2023, 1, 26)
OFFICE = Actor("Robin Sample", Role.PROGRAMME_OFFICE, through="self-declared")
pytestmark = pytest.mark.skipif(not REAL_PLAN.exists(), reason="the shared plan is not beside this project")


def moment(minutes: int) -> datetime:
    return datetime(2023, 1, 26, 9, 0, tzinfo=UTC) + timedelta(minutes=minutes)


@pytest.fixture
def engine(tmp_path: Path, ready_files: ReadyFiles) -> Iterator[Engine]:
    ready_files.copy_empty(tmp_path / "plan.db")
    made = make_engine(sqlite_url(tmp_path / "plan.db"))
    yield made
    made.dispose()


class Office:
    """The plan on the programme office's desk."""

    def __init__(self, engine: Engine) -> None:
        self.sessions = make_write_sessions(engine)
        file = read_plan_file(REAL_PLAN.name, REAL_PLAN.read_bytes())
        with self.sessions.begin() as session:
            report = check_plan(session, None, file, LOADED)
            self.plan_id = apply_plan(session, report, actor=OFFICE, recorded_at=moment(0)).plan_id

    def people(self) -> list[PersonRow]:
        with self.sessions() as session:
            return list_people(session, self.plan_id, BOARD)

    def owner(self, person: PersonRow) -> Actor:
        with self.sessions.begin() as session:
            save_member(
                session,
                person.name,
                Role.HEAD_OF_SERVICE,
                actor=OFFICE,
                recorded_at=moment(1),
                person_id=person.id,
            )
        return Actor(person.name, Role.HEAD_OF_SERVICE, through="self-declared", person_id=person.id)

    def open_actions(self, person: PersonRow) -> list[int]:
        with self.sessions() as session:
            rows = list_details(session, self.plan_id, BOARD)
        return [
            detail.row.id
            for detail in rows
            if any(each.person_id == person.id for each in detail.row.people)
            and detail.row.status is not Status.COMPLETE
        ]

    def update(self, action_id: int, update: ActionUpdate, actor: Actor, minutes: int) -> int:
        with self.sessions.begin() as session:
            detail = get_action(session, self.plan_id, action_id, BOARD)
            assert detail is not None
            return record_update(
                session,
                action_id,
                update,
                base_version=detail.version,
                as_at=BOARD,
                actor=actor,
                recorded_at=moment(minutes),
            )

    def authors(self, action_id: int) -> list[str]:
        with self.sessions() as session:
            detail = get_action(session, self.plan_id, action_id, BOARD)
            assert detail is not None
            return [line.recorded_by for line in detail.history]

    def count(self) -> int:
        with self.sessions() as session:
            return count_actions(session, self.plan_id, BOARD)


def resaved(content: bytes, folder: Path) -> bytes:
    """Save a workbook again with LibreOffice where it is installed, as a head of service might."""
    if shutil.which("soffice") is None:
        return content
    source = folder / "return.xlsx"
    source.write_bytes(content)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'office').as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(folder / "out"),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=600,
    )
    return (folder / "out" / "return.xlsx").read_bytes()


def test_a_month_of_work_on_the_published_plan(engine: Engine, tmp_path: Path) -> None:
    office = Office(engine)
    busiest, second, *_ = office.people()
    owner, stranger = office.owner(busiest), office.owner(second)
    updated, proposed, red, *_ = (
        each for each in office.open_actions(busiest) if each not in office.open_actions(second)
    )

    # One action is updated by its owner, and by nobody else.
    with pytest.raises(NotPermitted):
        office.update(updated, ActionUpdate(progress="Not mine"), stranger, 5)
    office.update(updated, ActionUpdate(progress="Two more in post"), owner, 6)
    assert office.authors(updated)[0] == busiest.name

    # Another is proposed as complete, awaits sign-off, and is signed off.
    with office.sessions.begin() as session:
        evidence = NewEvidence(EvidenceKind.AUDIT, date(2023, 1, 20), "18 of 20 files show it.")
        add_evidence(session, proposed, evidence, actor=owner, recorded_at=moment(7))
    version = office.update(
        proposed, ActionUpdate(status=Status.COMPLETE, impact="Seen in 18 of 20 files"), owner, 8
    )
    with office.sessions() as session:
        waiting = get_action(session, office.plan_id, proposed, BOARD)
        assert waiting is not None
        assert (waiting.row.awaiting_sign_off, waiting.row.status is Status.COMPLETE) == (True, False)
    with office.sessions.begin() as session:
        sign_off(
            session,
            proposed,
            base_version=version,
            as_at=BOARD,
            actor=OFFICE,
            recorded_at=moment(9),
            status=Status.COMPLETE,
        )
    assert office.authors(proposed)[:2] == [OFFICE.name, busiest.name]

    # A third turns red, with all four columns of the exception table.
    office.update(
        red,
        ActionUpdate(
            status=Status.DELAYED,
            reason_for_delay="A post is empty",
            mitigation="Cover is booked",
            exception_responsible="The head of service",
            revised_due_text="30/06/23",
        ),
        owner,
        10,
    )
    with office.sessions() as session:
        late = get_action(session, office.plan_id, red, BOARD)
        assert late is not None
        assert (late.row.status, late.row.due_date) == (Status.DELAYED, date(2023, 6, 30))
        assert late.row.original_due_date is not None
        assert late.row.days_slipped == (date(2023, 6, 30) - late.row.original_due_date).days

    # A return workbook goes out, is filled in and saved by another program, and meets a conflicting edit.
    with office.sessions() as session:
        plan = get_plan(session, office.plan_id)
        assert plan is not None
        details = [d for d in list_details(session, plan.id, BOARD) if d.row.id in (updated, red)]
        sent = return_workbook(
            details, ReturnSheet(plan.name, busiest.name, BOARD, key=list_key(session, plan.id))
        )
    book = load_workbook(BytesIO(sent))
    sheet = book.worksheets[0]
    head = next(
        row
        for row in sheet.iter_rows()
        if any(cell.value == "New update" for cell in row) or sum(cell.value is not None for cell in row) > 8
    )
    progress = next(cell.column for cell in head if cell.value and "new" in str(cell.value).lower())
    for row in range(head[0].row + 1, head[0].row + 1 + len(details)):
        sheet.cell(row, progress).value = "Written in the workbook"
    filled = BytesIO()
    book.save(filled)
    office.update(updated, ActionUpdate(progress="Written in the dashboard meanwhile"), owner, 12)
    file = read_plan_file("return.xlsx", resaved(filled.getvalue(), tmp_path))
    with office.sessions() as session:
        report = check_returned(session, file, BOARD)
    assert len(report.conflicts) == 1
    assert report.unresolved == 1
    with office.sessions.begin() as session:
        report = check_returned(session, file, BOARD, choose_all=Side.THEIRS)
        changed = apply_returned(session, report, actor=OFFICE, recorded_at=moment(20))
    assert sorted(changed) == sorted([updated, red])
    assert office.authors(updated)[:3] == [OFFICE.name, busiest.name, busiest.name]

    # The owner leaves; everything still open moves at once; nothing is lost on the way.
    before = office.open_actions(busiest)
    with office.sessions.begin() as session:
        moved = hand_over(
            session,
            office.plan_id,
            busiest.id,
            NewPerson("Kim Successor"),
            "Left in January",
            as_at=BOARD,
            actor=OFFICE,
            recorded_at=moment(30),
        )
    assert moved == len(before)
    assert office.open_actions(busiest) == []
    follower = next(person for person in office.people() if person.name == "Kim Successor")
    assert office.open_actions(follower) == before
    assert office.count() == 76
    with office.sessions() as session:
        assert len(list_stated(session, office.plan_id, LOADED)) == 76
        assert _every_change_has_an_author(session, office.plan_id)


def _every_change_has_an_author(session: Session, plan_id: int) -> bool:
    details = [
        get_action(session, plan_id, action_id, BOARD) for action_id in list_stated(session, plan_id, BOARD)
    ]
    return all(line.recorded_by for detail in details if detail is not None for line in detail.history)
