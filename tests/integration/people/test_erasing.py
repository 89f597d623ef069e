"""A person is erased everywhere but in what is named, nobody else is touched, and histories hold together."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, LargeBinary, Table, event, func, select, update
from sqlalchemy.orm import Session, sessionmaker

from commands.erasing import read_people
from data_model.access.changes.members import save_member
from data_model.access.queries.members import find_member, list_members
from data_model.access.queries.sign_ins import list_access_events
from data_model.access.rows import AccessKind
from data_model.access.tables import Erasure, SignIn
from data_model.board.changes.meetings import NewBoard, save_board
from data_model.board.rows import BoardKind
from data_model.board.tables import Board
from data_model.migrations.metadata import METADATA
from data_model.people.changes.erasing import erase_person
from data_model.people.changes.joining import join_people
from data_model.people.person_search import find_person
from data_model.people.rows import ErasureResult
from data_model.plan.action_content import NamedPerson
from data_model.plan.changes.comments import add_comment
from data_model.plan.changes.drafts import save_draft
from data_model.plan.changes.hand_over import NewPerson, hand_over
from data_model.plan.changes.plans import create_plan
from data_model.plan.changes.staff import set_person
from data_model.plan.changes.updates import record_update
from data_model.plan.queries.plans import get_plan_version
from data_model.plan.rows_updates import CommentKind
from data_model.plan.tables import Action, ActionVersion, Person, PlanImport, Post
from data_model.plan.tables_updates import Draft
from data_model.safekeeping.table_rows import shape_of, tables_of
from data_model.shared.engine import forget_freed_pages, make_engine, make_write_sessions
from data_model.shared.name_key import name_key
from data_model.shared.permissions import Actor, NotPermitted, Role
from data_model.shared.personal_columns import Holds, columns_that_hold, registered_columns
from data_model.shared.refusals import Refused
from data_model.shared.upgrade import changing_tables
from tests.databases import ReadyFiles, sqlite_url
from tests.filled_tables import fill
from tests.integration.cast import HAL, OFFICE, RECORDED_AT, batch, load, stated
from tests.integration.updating import JANUARY, LATE, MARCH, NOW, Cast

NAME, EMAIL = "Quilla Zoë-Vantage", "quilla@example.org"
BY: dict[str, Any] = {"actor": OFFICE, "recorded_at": NOW}


def erase(
    sessions: sessionmaker[Session], *names: str, emails: tuple[str, ...] = (), **more: Any
) -> ErasureResult:
    with sessions.begin() as session:
        return erase_person(session, names, emails, **{**BY, "read_people": read_people, **more})


def hide_everywhere(engine: Engine, hidden: Callable[[str, str, Holds], str] | None = None) -> None:
    """Fill every table, and put one person into every registered column of its first row.

    `hidden` says what stands in a column, by its table, its name and what it holds.
    """
    hidden = hidden or _hidden
    with changing_tables(engine) as connection:
        tables = {table.name: table for table in tables_of(connection, list(shape_of("head")))}
        fill(connection, list(tables.values()))
        for table in tables.values() if engine.dialect.name == "postgresql" else ():
            if (counted := table.autoincrement_column) is not None:
                given = func.pg_get_serial_sequence(table.name, counted.name)
                connection.execute(select(func.setval(given, func.max(counted))))
        for name, table in tables.items():
            key = next(iter(table.primary_key.columns))
            first = select(func.min(key)).scalar_subquery()
            values = {
                column: hidden(name, column, holds)
                for (of, column), holds in registered_columns().items()
                if of == name and holds not in (Holds.NOBODY, Holds.FILE, Holds.DOCUMENT)
            }
            values.pop("part", None)  # of a reading or target: it has to be empty for the whole
            if values:
                connection.execute(table.update().where(key == first).values(values))
        member = tables["member"]
        connection.execute(member.update().values(person_id=None))
        connection.execute(member.update().where(member.c.id == 1).values(person_id=1, role="board_member"))


def _hidden(table: str, column: str, holds: Holds) -> str:
    if holds is Holds.CELLS:
        return json.dumps({"lead_officer": f"{NAME}, Director", "words": f"asked {NAME}"})
    if holds is Holds.ADDRESS:
        return EMAIL
    if holds is Holds.NAME_KEY:
        return name_key(NAME)
    if holds is Holds.AUTHOR:
        return f"name:{NAME}"
    if holds is Holds.NAME:
        return NAME
    if holds is Holds.ACCOUNT:
        return "an account"
    return f"Zoë‑Vantage, QUILLA <{EMAIL}> of {table}.{column}"


def test_every_registered_column_is_rewritten_or_named(engine: Engine) -> None:
    hide_everywhere(engine)
    free = {
        (table, column) for table, columns in columns_that_hold(Holds.FREE_TEXT).items() for column in columns
    }
    with Session(engine) as session:
        hidden = {
            (row.table, column)
            for row in find_person(session.connection(), [NAME], [EMAIL])
            for column in row.named_in
        }
    assert len(hidden - free) > 100
    result = erase(make_write_sessions(engine), NAME, emails=(EMAIL,), keep_actions=True)
    with Session(engine) as session:
        left = {
            (row.table, column)
            for row in find_person(session.connection(), [NAME], [EMAIL])
            for column in row.named_in
        }
        theirs = ("draft", "money_draft", "saved_filter")
        # A file's other fields are words, as the columns beside them are.
        assert left - {("recommendation_version", "file_says")} == {
            each for each in hidden & free if each[0] not in theirs
        }
        assert {(one.table, one.column) for one in result.leftovers} == left
        versions = METADATA.tables["recommendation_version"]
        says = session.scalars(select(versions.c.file_says).order_by(versions.c.id)).first()
        assert json.loads(says or "") == {
            "lead_officer": f"{result.pseudonym}, Director",
            "words": f"asked {NAME}",
        }
        assert {
            row.issuer + row.subject for row in list_members(session) if row.name == result.pseudonym
        } == {""}
    # Whoever ended the right to sign in granted it last.
    elsewhere = {("member", "granted_by")} | {
        each for each in hidden if each[0] in (*theirs, "watch", "watch_told")
    }
    assert set(result.rewritten) >= hidden - free - left - elsewhere
    assert set(theirs) < set(result.removed)


def test_nobody_else_and_nothing_else_changes(engine: Engine) -> None:
    hide_everywhere(engine)
    before = _rows(engine)
    result = erase(make_write_sessions(engine), NAME, emails=(EMAIL,), keep_actions=True)
    after = _rows(engine)
    changed = Counter(
        (table, column)
        for table, rows in before.items()
        for key, row in rows.items()
        for column, value in (after[table].get(key) or row).items()
        if row[column] != value
    )
    # What was rewritten is said, and what else changes is the right to sign in and the plans' own versions.
    others = {each for each in changed if each not in result.rewritten}
    assert others <= {
        *(("member", name) for name in ("active", "granted_at", "granted_by")),
        ("sign_in", "ended_at"),
        ("plan", "version"),
    }
    assert all(
        changed[each] == number
        for each, number in result.rewritten.items()
        if each[0] not in ("access_event", "member")
    )
    gone = Counter({table: len(rows.keys() - after[table].keys()) for table, rows in before.items()})
    assert dict(+gone) == dict(result.removed)


def _rows(engine: Engine) -> dict[str, dict[tuple[Any, ...], dict[str, Any]]]:
    def keyed(table: Table, session: Session) -> dict[tuple[Any, ...], dict[str, Any]]:
        keys = [column.name for column in table.primary_key.columns]
        columns = [column for column in table.columns if not isinstance(column.type, LargeBinary)]
        found = [dict(row._mapping) for row in session.execute(select(*columns))]
        return {tuple(row[key] for key in keys): row for row in found}

    with Session(engine) as session:
        return {table.name: keyed(table, session) for table in METADATA.sorted_tables}


def test_a_second_time_finds_nothing_and_records_nothing(sessions: sessionmaker[Session], cast: Cast) -> None:
    first = erase(sessions, "Hal Pickering", keep_actions=True)
    again = erase(sessions, "Hal Pickering")
    assert (first.pseudonym, again.pseudonym) == ("Former officer 1", "")
    assert (again.rewritten, again.removed) == ({}, {})
    with sessions() as session:
        (row,) = session.execute(select(Erasure.number, Erasure.recorded_by, Erasure.recorded_at)).all()
        assert tuple(row) == (1, OFFICE.name, NOW)
        (line,) = list_access_events(session)
        assert (line.kind, line.detail) == (
            AccessKind.REMOVAL,
            "erased a person, who is Former officer 1 now",
        )
    assert erase(sessions, "Ivy Stanton", keep_actions=True).pseudonym == "Former officer 2"


def test_histories_hold_together(sessions: sessionmaker[Session], cast: Cast) -> None:
    with sessions.begin() as session:
        record_update(session, cast.mine, LATE, base_version=1, as_at=MARCH, actor=cast.hal, recorded_at=NOW)
        add_comment(
            session, cast.hers, "Ask Hal Pickering", CommentKind.COMMENT, actor=cast.hal, recorded_at=NOW
        )
        save_draft(session, cast.mine, {"progress": "mine"}, 2, actor=cast.hal, recorded_at=NOW)
        before = get_plan_version(session, cast.plan_id)
    result = erase(sessions, "Hal Pickering", keep_actions=True)
    with sessions() as session:
        versions = select(ActionVersion.recorded_by).where(ActionVersion.action_id == cast.mine)
        assert session.scalars(versions.order_by(ActionVersion.version)).all() == [
            OFFICE.name,
            "Former officer 1",
        ]
        action = session.get_one(Action, cast.mine)
        assert action.responsible == "Former officer 1\nHead of Service"
        assert action.exception_responsible == "Former officer 1"
        written = session.scalars(
            select(ActionVersion.responsible).where(ActionVersion.action_id == cast.mine)
        )
        assert set(written) == {action.responsible}
        assert session.get_one(Person, cast.hal.person_id).key == "former officer 1"
        assert session.scalars(select(Draft)).all() == []
        # Pages keep figures of a plan until its version changes.
        assert get_plan_version(session, cast.plan_id) > before
    assert [(one.table, one.column, one.rows) for one in result.leftovers] == [("comment", "text", ("1",))]


def test_open_actions_are_handed_over_first(sessions: sessionmaker[Session], cast: Cast) -> None:
    with pytest.raises(
        Refused, match="still answer for 1 open action of “Borough plan”. Hand these over first"
    ):
        erase(sessions, "Hal Pickering")
    assert cast.hal.person_id is not None
    with sessions.begin() as session:
        hand_over(
            session, cast.plan_id, cast.hal.person_id, NewPerson("Nell Marsh"), "Left", as_at=MARCH, **BY
        )
    assert erase(sessions, "Hal Pickering").pseudonym


def test_the_last_of_the_programme_office_stays(sessions: sessionmaker[Session]) -> None:
    def office(name: str, email: str) -> None:
        with sessions.begin() as session:
            save_member(session, name, Role.PROGRAMME_OFFICE, email=email, **BY)

    office("Orla Finch", "orla@example.org")
    with pytest.raises(Refused, match="at least one member"):
        erase(sessions, "Orla Finch", emails=("orla@example.org",))
    office("Pat Leaver", "pat@example.org")
    with sessions.begin() as session:
        session.add(
            SignIn(key="k", email="orla@example.org", began_at=NOW, seen_at=NOW, ended_at=None, ended_by="")
        )
    erase(
        sessions,
        "Orla Finch",
        emails=("orla@example.org",),
        actor=Actor("Pat Leaver", Role.PROGRAMME_OFFICE, "sign-in"),
    )
    with sessions() as session:
        assert find_member(session, "orla@example.org") is None
        assert [(row.name, row.email, row.active) for row in list_members(session)] == [
            ("Pat Leaver", "pat@example.org", True),
            ("Former officer 1", "", False),
        ]
        assert session.execute(select(SignIn.email, SignIn.ended_at, SignIn.ended_by)).one() == (
            "Former officer 1",
            NOW,
            "Pat Leaver",
        )
        assert "Former officer 1 <Former officer 1>" in " ".join(
            row.detail for row in list_access_events(session)
        )


def test_whoever_shares_the_name_is_asked_for_and_left_alone(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    with sessions.begin() as session:
        other_plan = create_plan(session, "Other plan", False, **BY)
    load(
        sessions,
        other_plan,
        batch(JANUARY, [stated("Map the pathway", people=(HAL,), responsible="Hal Pickering")]),
    )
    with pytest.raises(
        Refused, match=r"2 people have this name: .*“Borough plan”; .*“Other plan”\. Say which"
    ):
        erase(sessions, "Hal Pickering", keep_actions=True)
    result = erase(sessions, "Hal Pickering", person_id=cast.hal.person_id, keep_actions=True)
    with sessions() as session:
        assert session.get_one(Person, cast.hal.person_id).name == "Former officer 1"
        assert session.scalars(select(Person.name).where(Person.key == "hal pickering")).all() == [
            "Hal Pickering"
        ]
        # Whose line of a history it was can't be told.
        assert session.get_one(Action, cast.mine).responsible.startswith("Hal Pickering")
    assert len(result.shared_with) == 1
    assert ("action", "responsible") in {(one.table, one.column) for one in result.leftovers}


def test_an_address_says_which_of_two_it_is(sessions: sessionmaker[Session], cast: Cast) -> None:
    with sessions.begin() as session:
        other_plan = create_plan(session, "Other plan", False, **BY)
        assert cast.hal.person_id is not None
        set_person(session, cast.hal.person_id, email="hal@example.org", left_on=None, actor=OFFICE)
    load(
        sessions,
        other_plan,
        batch(JANUARY, [stated("Map the pathway", people=(HAL,), responsible="Hal Pickering")]),
    )
    erase(sessions, "Hal Pickering", emails=("hal@example.org",), keep_actions=True)
    with sessions() as session:
        assert session.get_one(Person, cast.hal.person_id).email is None
        assert session.get_one(Person, cast.hal.person_id).name == "Former officer 1"
    with pytest.raises(Refused, match="Number 99 is nobody of this name"):
        erase(sessions, "Hal Pickering", person_id=99)


def test_whom_a_joining_left_behind_goes_too(sessions: sessionmaker[Session], cast: Cast) -> None:
    with sessions.begin() as session:
        other_plan = create_plan(session, "Other plan", False, **BY)
    load(
        sessions,
        other_plan,
        batch(JANUARY, [stated("Map the pathway", people=(HAL,), responsible="Hal Pickering")]),
    )
    with sessions.begin() as session:
        keep, other = session.scalars(
            select(Person.id).where(Person.key == "hal pickering").order_by(Person.id)
        )
        join_people(session, keep, other, "Asked", **BY)
    result = erase(sessions, "Hal Pickering", keep_actions=True)
    assert result.leftovers == ()
    with sessions() as session:
        assert list(find_person(session.connection(), ["Hal Pickering"])) == []


def test_a_name_or_address_that_nobody_gave_is_asked_for(sessions: sessionmaker[Session], cast: Cast) -> None:
    with sessions.begin() as session:
        save_member(
            session,
            "Head of Early Help",
            Role.HEAD_OF_SERVICE,
            email="h@example.org",
            person_id=cast.hal.person_id,
            **BY,
        )
        save_member(session, "Ivy Stanton", Role.HEAD_OF_SERVICE, email="ivy@example.org", **BY)
    with pytest.raises(Refused, match="The member “Head of Early Help” .* give that name too"):
        erase(sessions, "Hal Pickering", keep_actions=True)
    with pytest.raises(Refused, match="A member with the address ivy@example.org has this name too"):
        erase(sessions, "Ivy Stanton", keep_actions=True)
    with pytest.raises(Refused, match="Give the name"):
        erase(sessions, " ")
    erase(sessions, "Hal Pickering", "Head of Early Help", keep_actions=True)
    erase(sessions, "Ivy Stanton", emails=("ivy@example.org",), keep_actions=True)
    with sessions() as session:
        assert {row.email for row in list_members(session)} == {""}


@pytest.mark.parametrize("name", ["Head of Service", "head of  service", "Former officer 3"])
def test_a_post_and_a_pseudonym_are_nobody(sessions: sessionmaker[Session], cast: Cast, name: str) -> None:
    with pytest.raises(Refused, match="is a post|was erased already"):
        erase(sessions, name, keep_actions=True)


def test_a_longer_name_that_only_a_history_has_stays_whole(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    longer = f"Sarah {cast.hal.name}"
    with sessions.begin() as session:
        session.execute(update(PlanImport).values(recorded_by=longer))
    erase(sessions, cast.hal.name, keep_actions=True)
    with sessions() as session:
        assert set(session.scalars(select(PlanImport.recorded_by))) == {longer}


@pytest.mark.parametrize(
    ("written", "rewritten"),
    [
        ("Mary-Ann Lee", "Mary-Ann Lee"),
        ("Ann Lee Brown\nAnn Leeson\nAnn Lee", "Ann Lee Brown\nAnn Leeson\nFormer officer 1"),
        ("Cllr Ann Lee Brown, Ann Lee (Chair)", "Cllr Ann Lee Brown, Former officer 1 (Chair)"),
        ("Chair: Sarah Ann Lee; Ann Lee", "Chair: Sarah Ann Lee; Former officer 1"),
        ("Bruce Lee, Ann Mill, Ann Lee", "Bruce Lee, Ann Mill, Former officer 1"),
        ("Ivy Ann\nLee Mill", "Ivy Ann\nLee Mill"),
        ("ann lee brown, ann lee", "ann lee brown, Former officer 1"),
        ("Dr Ann Lee, Head of Service", "Dr Former officer 1, Head of Service"),
        ("Ann Lee Director of Services", "Former officer 1 Director of Services"),
    ],
)
def test_others_in_a_list_of_people_stay_whole(
    sessions: sessionmaker[Session], plan_id: int, written: str, rewritten: str
) -> None:
    ann = NamedPerson("Ann Lee", "ann lee", "Head of Service")
    load(sessions, plan_id, batch(JANUARY, [stated("Map", people=(ann,), responsible="Ann Lee")]))
    with sessions.begin() as session:
        by = Actor("Mary-Ann Lee", Role.PROGRAMME_OFFICE, "command line")
        board = NewBoard("Board", BoardKind.PROGRAMME, written, written)
        save_board(session, plan_id, board, actor=by, recorded_at=NOW)
    erase(sessions, "Ann Lee", keep_actions=True)
    with sessions() as session:
        stored = session.execute(select(Board.chair, Board.attendees, Board.recorded_by)).one()
        assert stored == (rewritten, rewritten, "Mary-Ann Lee")


def test_whoever_was_erased_by_number_is_nobody_the_second_time(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    erase(sessions, "Hal Pickering", person_id=cast.hal.person_id, keep_actions=True)
    again = erase(sessions, "Hal Pickering", person_id=cast.hal.person_id)
    assert (again.pseudonym, again.leftovers) == ("", ())
    with pytest.raises(Refused, match="Number 99 is nobody of this name"):
        erase(sessions, "Hal Pickering", person_id=99)


def test_posts_that_become_alike_stay_two(sessions: sessionmaker[Session], cast: Cast) -> None:
    with sessions.begin() as session:
        session.add_all(
            Post(person_id=None, title=title)
            for title in ("Cover of Hal Pickering", "Cover of HAL PICKERING")
        )
    erase(sessions, "Hal Pickering", keep_actions=True)
    with sessions() as session:
        titles = set(session.scalars(select(Post.title).where(Post.title.startswith("Cover"))))
    assert titles == {"Cover of Former officer 1", "Cover of Former officer 1 (2)"}


def test_only_the_programme_office_erases(sessions: sessionmaker[Session], cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        erase(sessions, "Ivy Stanton", actor=cast.hal)


def test_nothing_of_the_demonstrations_busiest_person_is_left(
    ready_files: ReadyFiles, tmp_path: Path
) -> None:
    file = tmp_path / "demo.db"
    ready_files.copy_demo(file, date(2025, 3, 3), datetime(2025, 3, 3, 18, 0, tzinfo=UTC))
    engine = make_engine(sqlite_url(file))
    with Session(engine) as session:
        often = Counter(session.scalars(select(ActionVersion.recorded_by)))
        people = set(session.scalars(select(Person.name)))
        name = next(one for one, _ in often.most_common() if one in people)
    result = erase(make_write_sessions(engine), name, keep_actions=True)
    assert forget_freed_pages(engine)
    with Session(engine) as session:
        left = {
            (row.table, column)
            for row in find_person(session.connection(), [name])
            for column in row.named_in
        }
    engine.dispose()
    kinds = {registered_columns()[each] for each in left}
    assert kinds <= {Holds.FREE_TEXT, Holds.DOCUMENT}
    assert left == {(one.table, one.column) for one in result.leftovers}
    if not left:
        assert name.encode() not in file.read_bytes()


def test_the_file_itself_forgets(tmp_path: Path, ready_files: ReadyFiles) -> None:
    file = tmp_path / "plan.db"
    ready_files.copy_empty(file)
    engine = make_engine(sqlite_url(file))
    sessions = make_write_sessions(engine)
    with sessions.begin() as session:
        plan_id = create_plan(session, "Borough plan", False, actor=OFFICE, recorded_at=RECORDED_AT)
    load(sessions, plan_id, batch(JANUARY, [stated("Map", people=(HAL,), responsible="Hal Pickering")]))
    erase(sessions, "Hal Pickering", keep_actions=True)
    # What a reader still sees is waited for, by a person ten seconds.
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout = 0"))
    with Session(engine) as reading:
        reading.execute(select(Person.id)).all()
        assert not forget_freed_pages(engine)
    assert forget_freed_pages(engine)
    engine.dispose()
    assert b"Pickering" not in file.read_bytes()
