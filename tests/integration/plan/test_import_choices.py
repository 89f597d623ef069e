"""Remembering what was decided of a workbook's columns and sheets, and which imports were read with it."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.changes.import_choices import record_choices
from data_model.plan.import_choices import ChoiceKind, ImportChoice
from data_model.plan.queries.import_choices import list_choices, list_import_choices
from data_model.shared.permissions import Actor, NotPermitted, Role
from tests.integration.cast import HEAD_A, OFFICE, RECORDED_AT, batch, load

LATER = datetime(2025, 4, 7, 9, 0, tzinfo=UTC)
SUCCESSOR = Actor("Pat Lowell", Role.PROGRAMME_OFFICE, "page")


def choice(about: str, meaning: str, kind: ChoiceKind = ChoiceKind.COLUMN) -> ImportChoice:
    return ImportChoice(kind, about, about.capitalize(), meaning, "whoever is typed in", LATER)


def record(
    sessions: sessionmaker[Session],
    plan_id: int,
    *choices: ImportChoice,
    actor: Actor = OFFICE,
    at: datetime = RECORDED_AT,
    import_id: int | None = None,
) -> None:
    with sessions.begin() as session:
        record_choices(session, plan_id, choices, actor=actor, recorded_at=at, import_id=import_id)


def held(sessions: sessionmaker[Session], plan_id: int) -> list[tuple[str, str, str]]:
    with sessions() as session:
        return [(one.about, one.meaning, one.decided_by) for one in list_choices(session, plan_id)]


def test_a_choice_is_remembered_under_the_name_of_whoever_records_it(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    record(
        sessions, plan_id, choice("agreed step", "action"), choice("guidance", "leave-out", ChoiceKind.SHEET)
    )
    with sessions() as session:
        assert list_choices(session, plan_id) == [
            ImportChoice(ChoiceKind.COLUMN, "agreed step", "Agreed step", "action", OFFICE.name, RECORDED_AT),
            ImportChoice(ChoiceKind.SHEET, "guidance", "Guidance", "leave-out", OFFICE.name, RECORDED_AT),
        ]


def test_the_newest_choice_holds_and_one_that_holds_already_keeps_its_author(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    record(sessions, plan_id, choice("agreed step", "action"), choice("note", "progress"))
    record(
        sessions,
        plan_id,
        choice("agreed step", "action"),
        choice("note", "left-out"),
        actor=SUCCESSOR,
        at=LATER,
    )
    assert held(sessions, plan_id) == [
        ("agreed step", "action", OFFICE.name),
        ("note", "left-out", SUCCESSOR.name),
    ]


def test_a_choice_without_a_meaning_takes_back_what_was_decided(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    record(sessions, plan_id, choice("note", ""))
    record(sessions, plan_id, choice("note", "progress"))
    record(sessions, plan_id, choice("note", ""))
    assert held(sessions, plan_id) == []
    record(sessions, plan_id, choice("note", "progress"), actor=SUCCESSOR)
    assert held(sessions, plan_id) == [("note", "progress", SUCCESSOR.name)]


def test_a_column_and_a_sheet_of_one_name_are_two_choices(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    record(sessions, plan_id, choice("lists", "left-out"), choice("lists", "key", ChoiceKind.SHEET))
    assert len(held(sessions, plan_id)) == 2


def test_each_import_names_the_choices_it_was_read_with(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    first = load(sessions, plan_id, batch(date(2025, 3, 3)))
    record(sessions, plan_id, choice("note", "progress"), choice("agreed step", "action"), import_id=first)
    second = load(sessions, plan_id, batch(date(2025, 4, 3), sha256="b" * 64))
    record(sessions, plan_id, choice("note", "left-out"), actor=SUCCESSOR, import_id=second)
    with sessions() as session:
        said = [
            [(one.about, one.meaning, one.decided_by) for one in list_import_choices(session, each)]
            for each in (first, second)
        ]
    assert said == [
        [("note", "progress", OFFICE.name), ("agreed step", "action", OFFICE.name)],
        [("note", "left-out", SUCCESSOR.name)],
    ]


def test_only_who_may_import_may_decide(sessions: sessionmaker[Session], plan_id: int) -> None:
    with pytest.raises(NotPermitted):
        record(sessions, plan_id, choice("note", "progress"), actor=HEAD_A)
    assert held(sessions, plan_id) == []


def test_a_plan_does_not_see_what_was_decided_for_another(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    record(sessions, plan_id, choice("note", "progress"))
    assert held(sessions, plan_id + 1) == []
