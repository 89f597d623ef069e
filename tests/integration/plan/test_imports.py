"""What an import writes, re-read from the database value by value, and what it never touches."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, sessionmaker

from data_model.migrations.metadata import METADATA
from data_model.plan.action_content import FieldChange, NamedPerson
from data_model.plan.changes.imports import NoSuchAction, record_import
from data_model.plan.changes.loaded_files import StalePlan
from data_model.plan.changes.plans import NoSuchPlan, decide_key, rename_area
from data_model.plan.due_dates import DueDate, DueKind, Precision
from data_model.plan.queries.actions import get_action, list_actions, list_stated
from data_model.plan.queries.imports import (
    find_import,
    get_import,
    get_import_file,
    list_import_changes,
    list_import_issues,
    list_imports,
)
from data_model.plan.queries.overview import list_areas
from data_model.plan.queries.plans import get_plan, get_plan_version, list_key
from data_model.plan.rows import ImportChangeRow, ImportIssueRow, ImportRow, KeyRow, PersonOnAction, PlanRow
from data_model.plan.statuses import Status
from data_model.plan.tables import Action, ActionVersion, Person, Post
from loaders.plan.plan_import import apply_plan, check_plan, read_plan_file
from tests.integration.cast import (
    BLANK,
    DUTY_POST,
    HAL,
    IVY,
    OFFICE,
    RECORDED_AT,
    batch,
    due_on,
    key_row,
    load,
    stated,
)
from tests.workbooks import HEADINGS, build_xlsx

JANUARY, FEBRUARY, MARCH = date(2025, 1, 31), date(2025, 2, 28), date(2025, 3, 31)


def everything(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    with engine.connect() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in METADATA.sorted_tables
        }


def test_an_added_action_is_stored_whole(sessions: sessionmaker[Session], plan_id: int) -> None:
    words = {
        name: f"{name} as written"
        for name in (
            *("outcome", "responsible", "revised_due_text", "rag_label", "rag_as_seen", "progress", "impact"),
            *("measure", "assurance", "reason_for_delay", "mitigation", "exception_responsible"),
        )
    }
    due = DueDate("Spring 2025", date(2025, 5, 31), DueKind.RECURRING, Precision.SEASON, "monthly")
    one = stated(
        "Train every social worker",
        due=due,
        ref="X/7",
        people=(HAL, IVY, DUTY_POST),
        status=Status.AT_RISK,
        sheet="Area 1",
        cell="C12",
        area_number="1.1",
        **words,
    )
    import_id = load(sessions, plan_id, batch(JANUARY, [one]))
    with sessions() as session:
        ((action_id, stored),) = list_stated(session, plan_id, JANUARY).items()
        detail = get_action(session, plan_id, action_id, JANUARY)
        statement = session.scalars(select(ActionVersion)).one()
        action = session.scalars(select(Action)).one()
    assert stored.stated == BLANK.__class__(
        area_number="1.1",
        area="Help at the right time",
        ref="X/7",
        text="Train every social worker",
        people=(HAL, IVY, DUTY_POST),
        due_text="Spring 2025",
        due=DueDate("revised_due_text as written", due.date, due.kind, due.precision, due.repeats),
        status=Status.AT_RISK,
        sheet="Area 1",
        cell="C12",
        **words,
    )
    assert (stored.ref, stored.ref_given, stored.version, stored.as_at) == ("X/7", True, 1, JANUARY)
    assert (stored.due_date, stored.original_due_date) == (date(2025, 5, 31), date(2025, 5, 31))
    assert (statement.recorded_by, statement.recorded_at) == ("Orla Finch", RECORDED_AT)
    assert (statement.through, statement.import_id) == ("import", import_id)
    assert action.statement_id == statement.id
    assert detail is not None
    assert (detail.file_name, detail.sheet, detail.cell) == ("plan.xlsx", "Area 1", "C12")
    assert detail.row.people == (
        PersonOnAction(detail.row.people[0].person_id, "Hal Pickering", "Head of Service"),
        PersonOnAction(detail.row.people[1].person_id, "Ivy Stanton", ""),
        PersonOnAction(None, "", "Duty Manager"),
    )
    assert None not in (detail.row.people[0].person_id, detail.row.people[1].person_id)


def test_refs_are_kept_where_given_and_counted_on_within_the_area_where_not(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    elsewhere = {"area_number": "", "area": "Care leavers"}
    first = [stated("a"), stated("b", ref="1.07"), stated("c"), stated("d", **elsewhere)]
    load(sessions, plan_id, batch(JANUARY, first, areas=[("1", BLANK.area), ("", "Care leavers")]))
    load(sessions, plan_id, batch(FEBRUARY, [stated("e")]))
    with sessions() as session:
        rows = list_actions(session, plan_id, FEBRUARY)
        given = {row.stated.text: row.ref_given for row in list_stated(session, plan_id, FEBRUARY).values()}
    assert [(row.text, row.ref) for row in rows] == [
        ("a", "1.08"),
        ("b", "1.07"),
        ("c", "1.09"),
        ("e", "1.10"),
        ("d", "2.01"),
    ]
    assert given == {"a": False, "b": True, "c": False, "d": False, "e": False}


def test_a_change_keeps_the_generated_ref_and_takes_a_given_one(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    load(sessions, plan_id, batch(JANUARY, [stated("a"), stated("b")]))
    with sessions() as session:
        first, second = list_stated(session, plan_id, JANUARY)
    changed = [(first, stated("a, reworded")), (second, stated("b", ref="B2"))]
    load(sessions, plan_id, batch(FEBRUARY, changed=changed))
    with sessions() as session:
        now = list_stated(session, plan_id, FEBRUARY)
    assert [(row.ref, row.ref_given, row.stated.ref) for row in now.values()] == [
        ("1.01", False, ""),
        ("B2", True, "B2"),
    ]


def test_an_area_is_recognised_by_number_then_by_title_and_takes_the_files_words_and_order(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    load(
        sessions,
        plan_id,
        batch(JANUARY, areas=[("1", "Front door"), ("2", "Care leavers"), ("3", "Fostering")]),
    )
    with sessions() as session:
        before = {area.number: area.id for area in list_areas(session, plan_id, JANUARY)}
    with sessions.begin() as session:
        rename_area(session, before["1"], "  The   door ", actor=OFFICE)
    named = [("5", "Fostering"), ("1", "The front door, at all hours"), ("6", "Workforce")]
    load(sessions, plan_id, batch(FEBRUARY, areas=named))
    with sessions() as session:
        after = list_areas(session, plan_id, FEBRUARY)
    assert [(area.number, area.title, area.short_name) for area in after] == [
        ("5", "Fostering", "Fostering"),
        ("2", "Care leavers", "Care leavers"),
        ("1", "The front door, at all hours", "The door"),
        ("6", "Workforce", "Workforce"),
    ]
    assert (after[0].id, after[2].id, after[1].id) == (before["3"], before["1"], before["2"])


def test_new_areas_stand_where_the_file_has_them_and_a_file_of_one_area_moves_no_other(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    def numbers(as_at: date, *named: str) -> list[str]:
        load(sessions, plan_id, batch(as_at, areas=[(number, f"Area {number}") for number in named]))
        with sessions() as session:
            return [area.number for area in list_areas(session, plan_id, as_at)]

    assert numbers(JANUARY, "1", "2") == ["1", "2"]
    assert numbers(JANUARY, "2") == ["1", "2"]
    assert numbers(FEBRUARY, "9") == ["1", "2", "9"]
    assert numbers(FEBRUARY, "0", "1", "1a", "2") == ["0", "1", "1a", "2", "9"]


def test_two_areas_of_one_file_with_one_number_stay_two(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    twins = [("1", "Front door"), ("1", "Care leavers")]
    for as_at in (JANUARY, FEBRUARY):
        load(sessions, plan_id, batch(as_at, areas=twins))
    with sessions() as session:
        assert [(area.number, area.title) for area in list_areas(session, plan_id, FEBRUARY)] == twins


def test_a_late_file_adds_areas_and_renames_none(sessions: sessionmaker[Session], plan_id: int) -> None:
    load(sessions, plan_id, batch(MARCH, [stated("a")], areas=[("1", "Help at the right time")]))
    load(sessions, plan_id, batch(JANUARY, areas=[("0", "Closed area"), ("1", "Early help")]))
    with sessions() as session:
        titles = [area.title for area in list_areas(session, plan_id, MARCH)]
    assert titles == ["Help at the right time", "Closed area"]


def test_a_person_is_one_whatever_the_spelling_and_a_post_is_one_for_each_holder(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    hal_again = NamedPerson("HAL PICKERING", "hal pickering", "Lead")
    ivy_as_lead = NamedPerson("Ivy Stanton", "ivy stanton", "Lead")
    one = [stated("a", people=(HAL, DUTY_POST)), stated("b", people=(hal_again, ivy_as_lead, DUTY_POST))]
    load(sessions, plan_id, batch(JANUARY, one))
    load(sessions, plan_id, batch(FEBRUARY, [stated("c", people=(hal_again, DUTY_POST))]))
    with sessions() as session:
        names = session.execute(select(Person.key, Person.name).order_by(Person.key)).all()
        posts = session.execute(
            select(Person.name, Post.title).outerjoin_from(Post, Person).order_by(Post.title, Person.name)
        ).all()
    assert [tuple(row) for row in names] == [
        ("hal pickering", "Hal Pickering"),
        ("ivy stanton", "Ivy Stanton"),
    ]
    assert [tuple(row) for row in posts] == [
        (None, "Duty Manager"),
        ("Hal Pickering", "Head of Service"),
        ("Hal Pickering", "Lead"),
        ("Ivy Stanton", "Lead"),
    ]


def test_an_action_the_file_lacks_is_counted_and_not_touched(
    sessions: sessionmaker[Session], plan_id: int, engine: Engine
) -> None:
    load(sessions, plan_id, batch(JANUARY, [stated("a"), stated("b")]))
    before = everything(engine)
    with sessions() as session:
        kept = list(list_stated(session, plan_id, JANUARY))
    load(sessions, plan_id, batch(FEBRUARY, unchanged=1, missing=[kept[1]]))
    after = everything(engine)
    assert {name for name in before if before[name] != after[name]} == {"plan", "plan_import"}


def test_an_import_is_listed_with_its_counts_issues_and_changes(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    load(sessions, plan_id, batch(JANUARY, [stated("a", progress="Begun"), stated("b")]))
    with sessions() as session:
        first, second = list_stated(session, plan_id, JANUARY)
    issue = ImportIssueRow("no-date", "No due date", "warning", "Plan", "D5", "TBC", "Write a date.")
    changed = stated("a", progress="Begun", status=Status.DELAYED, area_number="2", area="Care leavers")
    second_import = load(
        sessions,
        plan_id,
        batch(
            FEBRUARY,
            [stated("c")],
            changed=[(first, changed)],
            unchanged=1,
            missing=[second],
            issues=[issue, issue],
            sha256="b" * 64,
            sheets=("Plan", "Key"),
        ),
    )
    with sessions() as session:
        listed = list_imports(session, plan_id)
        assert listed[0] == get_import(session, second_import) == find_import(session, plan_id, "b" * 64)
        assert find_import(session, plan_id, "c" * 64) is None
        assert get_import(session, second_import + 1) is None
        assert list_import_issues(session, second_import) == [issue, issue]
        changes = list_import_changes(session, second_import)
        of_first = list_import_changes(session, listed[1].id)
    assert listed[0] == ImportRow(
        second_import, "plan.xlsx", "b" * 64, 1234, "Plan, Key", FEBRUARY, RECORDED_AT, "Orla Finch",
        "command line", added=1, changed=1, unchanged=1, missing=1, issues=2,
    )  # fmt: skip
    area = FieldChange("area", "1 Help at the right time", "2 Care leavers")
    assert changes == [
        ImportChangeRow(changes[0].action_id, "1.03", "c", True, ()),
        ImportChangeRow(first, "1.01", "a", False, (area, FieldChange("status", "On track", "Delayed"))),
    ]
    assert [(row.text, row.is_new, row.changes) for row in of_first] == [("a", True, ()), ("b", True, ())]


def test_a_workbooks_key_never_replaces_a_persons_decision(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    green, red = (
        key_row("fill:00B050", "Green", Status.ON_TRACK),
        key_row("fill:FF0000", "Red", Status.DELAYED),
    )
    load(sessions, plan_id, batch(JANUARY, key=[green, red]))
    with sessions.begin() as session:
        decision = [key_row("fill:00B050", "Done", Status.COMPLETE)]
        decide_key(session, plan_id, decision, actor=OFFICE, recorded_at=RECORDED_AT)
    load(sessions, plan_id, batch(FEBRUARY, key=[green, key_row("fill:FF0000", "Red", Status.AT_RISK)]))
    with sessions() as session:
        assert list_key(session, plan_id) == [
            KeyRow("fill:00B050", "Done", Status.COMPLETE, "Orla Finch", RECORDED_AT),
            KeyRow("fill:FF0000", "Red", Status.AT_RISK),
        ]


def test_a_file_compared_with_an_older_plan_is_refused(
    sessions: sessionmaker[Session], plan_id: int, engine: Engine
) -> None:
    with sessions() as session:
        version = get_plan_version(session, plan_id)
    load(sessions, plan_id, batch(JANUARY, [stated("a")], plan_version=version))
    before = everything(engine)
    with pytest.raises(StalePlan):
        load(sessions, plan_id, batch(JANUARY, [stated("a")], plan_version=version))
    assert everything(engine) == before


def test_an_import_broken_off_leaves_the_database_as_it_was(
    sessions: sessionmaker[Session], plan_id: int, engine: Engine
) -> None:
    load(sessions, plan_id, batch(JANUARY, [stated("a", people=(HAL,))]))
    before = everything(engine)
    new = stated("b", people=(IVY,), area="Workforce", area_number="9", outcome="New")

    def broken_off() -> None:
        with sessions.begin() as session:
            record_import(session, plan_id, batch(FEBRUARY, [new]), actor=OFFICE, recorded_at=RECORDED_AT)
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        broken_off()
    assert everything(engine) == before
    unknown = batch(FEBRUARY, [new], changed=[(12345, new)], key=[key_row("fill:none", "", Status.NOT_RATED)])
    with pytest.raises(NoSuchAction):
        load(sessions, plan_id, unknown)
    assert everything(engine) == before


def test_an_import_into_no_plan_is_refused(sessions: sessionmaker[Session]) -> None:
    with pytest.raises(NoSuchPlan):
        load(sessions, 77, batch(JANUARY))


def test_the_files_order_becomes_the_plans_order_without_a_statement(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    load(sessions, plan_id, batch(JANUARY, [stated("a"), stated("b"), stated("gone")]))
    with sessions() as session:
        a, b, _ = list_stated(session, plan_id, JANUARY)
    load(sessions, plan_id, batch(FEBRUARY, [stated("new")], order=[b, None, a]))
    with sessions() as session:
        assert [row.text for row in list_actions(session, plan_id, FEBRUARY)] == ["b", "new", "a", "gone"]
        assert len(session.scalars(select(ActionVersion.id)).all()) == 4


def test_a_plan_says_how_many_actions_it_has_and_between_which_days(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    with sessions() as session:
        assert get_plan(session, plan_id) == PlanRow(plan_id, "Borough plan", False, 0, None, None)
    load(sessions, plan_id, batch(FEBRUARY, [stated("a", due=due_on(MARCH))]))
    load(sessions, plan_id, batch(JANUARY, [stated("b")]))
    with sessions() as session:
        assert get_plan(session, plan_id) == PlanRow(plan_id, "Borough plan", False, 2, JANUARY, FEBRUARY)
        assert get_plan(session, plan_id + 1) is None


def test_a_loaded_file_is_kept_byte_for_byte(sessions: sessionmaker[Session]) -> None:
    row = ["Seen early", "Publish the guide", "Priya Sample", "31/03/27", "Begun", "", None]
    content = build_xlsx({"Plan": [["1. Front door"], list(HEADINGS), row, row]})
    with sessions.begin() as session:
        report = check_plan(None, None, read_plan_file("plan.xlsx", content), JANUARY)
        applied = apply_plan(session, report, actor=OFFICE, recorded_at=RECORDED_AT)
    with sessions() as session:
        kept = get_import_file(session, applied.import_id)
    assert kept is not None
    assert (kept.file_name, kept.content) == ("plan.xlsx", content)
