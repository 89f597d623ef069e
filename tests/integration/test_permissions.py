"""Every role against every write: who may not is refused and writes nothing, who may changes something."""

import ast
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module
from pathlib import Path
from types import FunctionType
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, sessionmaker

from data_model import changes
from data_model.changes.comments import add_comment, answer_challenge
from data_model.changes.drafts import discard_draft, save_draft
from data_model.changes.evidence import add_evidence, withdraw_evidence
from data_model.changes.hand_over import NewPerson, hand_over, rename_post, set_post
from data_model.changes.imports import record_import
from data_model.changes.members import deactivate_member, save_member
from data_model.changes.plan_edits import ActionEdit, NewAction, add_action, edit_actions
from data_model.changes.plans import create_plan, decide_key, remove_demo, rename_area
from data_model.changes.reminders import forget_reminded, mark_reminded
from data_model.changes.reshaping import merge_duplicate, restore_action, retire_action, split_action
from data_model.changes.sign_off import send_back, sign_off
from data_model.changes.staff import set_person
from data_model.changes.undo import undo
from data_model.changes.updates import record_update
from data_model.permissions import Actor, NotPermitted, Permission, Role, is_permitted
from data_model.rows_updates import CommentKind
from data_model.statuses import Status
from data_model.tables import Area, Base, Post
from data_model.update_rules import ActionUpdate
from tests.integration.cast import BOARD, OFFICE, batch, key_row, load, stated
from tests.integration.updating import AN_AUDIT, MARCH, NOW, Cast, said

ROOT = Path(__file__).resolve().parents[2]
APRIL = date(2025, 4, 30)
EVERYBODY = frozenset({"board", "owner", "another head", "office"})
OWNER = frozenset({"owner", "office"})
HEADS = frozenset({"owner", "another head", "office"})
ONLY_OFFICE = frozenset({"office"})

# What the writes are made of: nobody outside `data_model/changes` may call them, because they ask nobody.
INNER = {
    "add_actions", "add_statements", "check_day", "check_not_retired", "check_version", "find_rating",
    "insert_actions", "insert_comment", "listing", "lock_action", "lock_actions", "lock_plan", "move_actions",
    "read_holders", "read_standing", "reorder", "require_on_action", "restate", "set_original_due_dates",
    "store_areas", "store_key", "store_outcomes", "store_people",
}  # fmt: skip


@dataclass(frozen=True)
class World:
    """A plan in which every write has something to work on; `cast.mine` is the owner's."""

    cast: Cast
    area: int
    post: int
    challenge: int
    evidence: int
    member: int
    retired: int

    @property
    def actors(self) -> dict[str, Actor]:
        return {"board": BOARD, "owner": self.cast.hal, "another head": self.cast.ivy, "office": OFFICE}


Write = Callable[[Session, World, Actor], object]
NOTED: dict[str, Any] = {"recorded_at": NOW}
OF_MARCH: dict[str, Any] = {"recorded_at": NOW, "as_at": MARCH}

# Every write, who may make it on the owner's action, and one call of it.
WRITES: dict[str, tuple[frozenset[str], Write]] = {
    "create_plan": (ONLY_OFFICE, lambda s, w, a: create_plan(s, "Second plan", True, actor=a, **NOTED)),
    "remove_demo": (ONLY_OFFICE, lambda s, w, a: remove_demo(s, actor=a)),
    "rename_area": (ONLY_OFFICE, lambda s, w, a: rename_area(s, w.area, "Another name", actor=a)),
    "decide_key": (
        ONLY_OFFICE,
        lambda s, w, a: decide_key(
            s, w.cast.plan_id, [key_row("fill:none", "", Status.NOT_RATED)], actor=a, **NOTED
        ),
    ),
    "record_import": (
        ONLY_OFFICE,
        lambda s, w, a: record_import(s, w.cast.plan_id, batch(MARCH, [stated("b")]), actor=a, **NOTED),
    ),
    "record_update": (
        OWNER,
        lambda s, w, a: record_update(s, w.cast.mine, ActionUpdate(progress="New"), **said(a)),
    ),
    "sign_off": (ONLY_OFFICE, lambda s, w, a: sign_off(s, w.cast.nobodys, **said(a, MARCH, 2))),
    "send_back": (ONLY_OFFICE, lambda s, w, a: send_back(s, w.cast.nobodys, "Why", **said(a, MARCH, 2))),
    "add_evidence": (OWNER, lambda s, w, a: add_evidence(s, w.cast.mine, AN_AUDIT, actor=a, **NOTED)),
    "withdraw_evidence": (OWNER, lambda s, w, a: withdraw_evidence(s, w.evidence, actor=a, **NOTED)),
    "add_comment": (
        EVERYBODY,
        lambda s, w, a: add_comment(s, w.cast.mine, "Hm", CommentKind.CHALLENGE, actor=a, **NOTED),
    ),
    "answer_challenge": (OWNER, lambda s, w, a: answer_challenge(s, w.challenge, "So", actor=a, **NOTED)),
    "save_draft": (OWNER, lambda s, w, a: save_draft(s, w.cast.mine, {"progress": "x"}, 1, actor=a, **NOTED)),
    # Whoever may update anything may forget what they typed, also on an action they handed over since.
    "discard_draft": (HEADS, lambda s, w, a: discard_draft(s, w.cast.nobodys, actor=a)),
    "edit_actions": (
        ONLY_OFFICE,
        lambda s, w, a: edit_actions(s, [ActionEdit(w.cast.mine, 1, text="New")], "", actor=a, **OF_MARCH),
    ),
    "add_action": (
        ONLY_OFFICE,
        lambda s, w, a: add_action(s, w.cast.plan_id, NewAction(w.area, "New"), actor=a, **OF_MARCH),
    ),
    "split_action": (ONLY_OFFICE, lambda s, w, a: split_action(s, w.cast.mine, ["One", "Two"], **said(a))),
    "merge_duplicate": (ONLY_OFFICE, lambda s, w, a: merge_duplicate(s, w.cast.hers, w.cast.mine, **said(a))),
    "retire_action": (ONLY_OFFICE, lambda s, w, a: retire_action(s, w.cast.mine, "Why", **said(a))),
    "restore_action": (ONLY_OFFICE, lambda s, w, a: restore_action(s, w.retired, "Why", **said(a, MARCH, 2))),
    "undo": (ONLY_OFFICE, lambda s, w, a: undo(s, w.cast.nobodys, 1, "Why", **said(a, MARCH, 2))),
    "hand_over": (
        ONLY_OFFICE,
        lambda s, w, a: hand_over(
            s,
            w.cast.plan_id,
            w.cast.hal.person_id or 0,
            NewPerson("Ada Invented"),
            "Why",
            actor=a,
            **OF_MARCH,
        ),
    ),
    "set_post": (
        ONLY_OFFICE,
        lambda s, w, a: set_post(
            s, w.cast.plan_id, w.post, NewPerson("Ada Invented"), "Why", actor=a, **OF_MARCH
        ),
    ),
    "rename_post": (
        ONLY_OFFICE,
        lambda s, w, a: rename_post(
            s,
            w.cast.plan_id,
            w.cast.hal.person_id or 0,
            "Head of Service",
            "Chief",
            "Why",
            actor=a,
            **OF_MARCH,
        ),
    ),
    "set_person": (
        ONLY_OFFICE,
        lambda s, w, a: set_person(
            s, w.cast.hal.person_id or 0, email="hal@example.org", left_on=None, actor=a
        ),
    ),
    "save_member": (ONLY_OFFICE, lambda s, w, a: save_member(s, "Ada", Role.BOARD_MEMBER, actor=a, **NOTED)),
    "deactivate_member": (ONLY_OFFICE, lambda s, w, a: deactivate_member(s, w.member, actor=a, **NOTED)),
    "mark_reminded": (
        ONLY_OFFICE,
        lambda s, w, a: mark_reminded(s, w.cast.hal.person_id or 0, APRIL, actor=a, **NOTED),
    ),
    "forget_reminded": (
        ONLY_OFFICE,
        lambda s, w, a: forget_reminded(s, w.cast.hal.person_id or 0, MARCH, actor=a),
    ),
}


@pytest.fixture
def world(sessions: sessionmaker[Session], cast: Cast) -> World:
    with sessions.begin() as session:
        demo = create_plan(session, "Demonstration", True, actor=OFFICE, **NOTED)
    load(sessions, demo, batch(MARCH, [stated("a")]))
    with sessions.begin() as session:
        area = session.scalars(select(Area.id).where(Area.plan_id == cast.plan_id)).one()
        evidence = [
            add_evidence(session, one, AN_AUDIT, actor=OFFICE, **NOTED) for one in (cast.mine, cast.nobodys)
        ]
        proposal = ActionUpdate(status=Status.COMPLETE, impact="Seen")
        record_update(session, cast.nobodys, proposal, **said(OFFICE))
        retired = add_action(session, cast.plan_id, NewAction(area, "Retired"), actor=OFFICE, **OF_MARCH)
        retire_action(session, retired, "Done", **said(OFFICE))
        mark_reminded(session, cast.hal.person_id or 0, MARCH, actor=OFFICE, **NOTED)
        made = World(
            cast=cast,
            area=area,
            post=session.scalars(select(Post.id).where(Post.title == "Duty Manager")).one(),
            challenge=add_comment(
                session, cast.mine, "How?", CommentKind.CHALLENGE, actor=BOARD, recorded_at=NOW
            ),
            evidence=evidence[0],
            member=save_member(session, "Bea Marlow", Role.BOARD_MEMBER, actor=OFFICE, **NOTED),
            retired=retired,
        )
        for actor in made.actors.values():
            # Typed while they were responsible for it, or as the programme office.
            save_draft(session, cast.nobodys, {}, 1, actor=replace(actor, role=OFFICE.role), **NOTED)
    return made


def content(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, as this transaction sees it."""
    session.flush()
    return {
        table.name: sorted((tuple(row) for row in session.connection().execute(select(table))), key=repr)
        for table in Base.metadata.sorted_tables
    }


@pytest.mark.parametrize("name", WRITES)
def test_every_role_against_this_write(
    sessions: sessionmaker[Session], world: World, engine: Engine, name: str
) -> None:
    may, write = WRITES[name]
    visitor = replace(OFFICE, is_visitor=True)
    with sessions() as session:
        before = content(session)
    for who, actor in {**world.actors, "visitor": visitor}.items():
        with sessions() as session:
            if who in may:
                write(session, world, actor)
                assert content(session) != before, f"{who} changed nothing"
            else:
                with pytest.raises(NotPermitted, match="Ask the programme office"):
                    write(session, world, actor)
                assert content(session) == before, f"{who} was refused and yet changed something"
            session.rollback()


def public_functions() -> Iterator[FunctionType]:
    """Every public function that any module of `data_model.changes` defines."""
    for found in pkgutil.iter_modules(changes.__path__):
        module = import_module(f"{changes.__name__}.{found.name}")
        for name, thing in vars(module).items():
            if isinstance(thing, FunctionType) and thing.__module__ == module.__name__ and name[0] != "_":
                yield thing


def test_every_write_there_is_stands_in_this_test() -> None:
    take_a_session = {
        one.__name__ for one in public_functions() if "session" in inspect.signature(one).parameters
    }
    assert take_a_session - INNER == set(WRITES)
    assert INNER - {one.__name__ for one in public_functions()} == set()


def test_every_write_asks_for_its_actor_by_name() -> None:
    for one in public_functions():
        if one.__name__ in WRITES:
            parameter = inspect.signature(one).parameters["actor"]
            assert (parameter.kind, parameter.default) == (parameter.KEYWORD_ONLY, parameter.empty), (
                one.__name__
            )


def test_nobody_outside_the_writes_calls_what_they_are_made_of() -> None:
    layers = ("pages", "ui", "loaders", "exports", "charts", "demo", "data_model/queries")
    files = [file for layer in layers for file in (ROOT / layer).rglob("*.py")]
    wrong = [
        f"{file.name}: {alias.name}"
        for file in (*files, ROOT / "cli.py", ROOT / "app.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("data_model.changes")
        for alias in node.names
        if alias.name in INNER
    ]
    assert wrong == []


def test_every_permission_is_asked_for_by_some_write() -> None:
    source = "".join(file.read_text("utf-8") for file in (ROOT / "data_model" / "changes").glob("*.py"))
    asked = {permission.name for permission in Permission if f"Permission.{permission.name}" in source}
    assert asked == {permission.name for permission in Permission}


def test_each_roles_permissions_are_these() -> None:
    allowed = {
        role: {one for one in Permission if is_permitted(Actor("Any", role, "sign-in"), one)} for role in Role
    }
    of_a_head = {Permission.UPDATE, Permission.PROPOSE, Permission.EVIDENCE, Permission.ANSWER}
    assert allowed == {
        Role.BOARD_MEMBER: {Permission.COMMENT},
        Role.HEAD_OF_SERVICE: {Permission.COMMENT, *of_a_head},
        Role.PROGRAMME_OFFICE: set(Permission),
    }
    nobody = Actor("Any", Role.PROGRAMME_OFFICE, "sign-in", is_visitor=True)
    assert not any(is_permitted(nobody, permission) for permission in Permission)
