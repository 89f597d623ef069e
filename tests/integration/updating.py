"""A small plan with owners, and short ways to change its actions, shared by the tests of updating."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.changes.evidence import NewEvidence, add_evidence
from data_model.plan.changes.updates import record_update
from data_model.plan.queries.actions import get_action
from data_model.plan.rows import ActionDetail
from data_model.plan.rows_updates import EvidenceKind
from data_model.plan.statuses import Status
from data_model.plan.tables import Action, Person, PlanPerson
from data_model.plan.update_rules import ActionUpdate
from data_model.shared.permissions import Actor, Role
from tests.integration.cast import DUTY_POST, HAL, IVY, OFFICE, batch, due_on, key_row, load, stated

FIRST, JANUARY, MARCH, APRIL = date(2024, 12, 1), date(2025, 1, 31), date(2025, 3, 31), date(2025, 4, 30)
DUE = date(2025, 6, 30)
NOW = datetime(2025, 4, 1, 8, 15, tzinfo=UTC)
KEY = (
    key_row("fill:00B050", "Completed", Status.COMPLETE),
    key_row("fill:0070C0", "Embedded in practice", Status.EMBEDDED),
    key_row("fill:FFFF00", "In progress", Status.ON_TRACK),
    key_row("fill:FF0000", "Late", Status.DELAYED),
)
LATE = ActionUpdate(
    rag_label="Late",
    reason_for_delay="A vacancy",
    mitigation="Agency cover",
    exception_responsible="Hal Pickering",
    revised_due_text="30/09/2025",
)
AN_AUDIT = NewEvidence(EvidenceKind.AUDIT, MARCH, "18 of 20 files met the standard")


@dataclass(frozen=True)
class Cast:
    """The plan's id, its actions by text, and heads of service who are people of the plan."""

    plan_id: int
    ids: dict[str, int]
    hal: Actor
    ivy: Actor

    @property
    def mine(self) -> int:
        return self.ids["Train every social worker"]

    @property
    def hers(self) -> int:
        return self.ids["Audit ten files a month"]

    @property
    def nobodys(self) -> int:
        return self.ids["Staff the duty desk"]


def begin(sessions: sessionmaker[Session], plan_id: int) -> Cast:
    """Load three actions as at 31 January: Hal's (with a due date), Ivy's, and one of a post alone."""
    progress = {"status": Status.ON_TRACK, "rag_label": "In progress", "rag_as_seen": "fill:FFFF00"}
    load(
        sessions,
        plan_id,
        batch(
            JANUARY,
            [
                stated(
                    "Train every social worker",
                    due=due_on(DUE),
                    people=(HAL,),
                    progress="Begun",
                    responsible="Hal Pickering\nHead of Service",
                    **progress,
                ),
                stated("Audit ten files a month", people=(IVY,), responsible="Ivy Stanton", **progress),
                stated("Staff the duty desk", people=(DUTY_POST,), responsible="Duty Manager", **progress),
            ],
            key=KEY,
            content=b"the file itself",
        ),
    )
    with sessions() as session:
        actions = select(Action.id, Action.text).where(Action.plan_id == plan_id)
        ids = {text: action_id for action_id, text in session.execute(actions)}
        of_plan = select(PlanPerson.person_id).where(PlanPerson.plan_id == plan_id)
        named = select(Person.id, Person.name).where(Person.id.in_(of_plan))
        people = {name: person_id for person_id, name in session.execute(named)}
    return Cast(
        plan_id,
        ids,
        Actor("Hal Pickering", Role.HEAD_OF_SERVICE, "sign-in", people["Hal Pickering"]),
        Actor("Ivy Stanton", Role.HEAD_OF_SERVICE, "self-declared", people["Ivy Stanton"]),
    )


def said(actor: Actor, as_at: date = MARCH, base_version: int = 1) -> dict[str, Any]:
    """Who says it, of which day, against which version: what most writes take by name."""
    return {"actor": actor, "as_at": as_at, "recorded_at": NOW, "base_version": base_version}


def say(
    sessions: sessionmaker[Session],
    action_id: int,
    actor: Actor,
    as_at: date = MARCH,
    base_version: int = 1,
    **fields: Any,
) -> int:
    """Record an update in a transaction of its own."""
    with sessions.begin() as session:
        return record_update(session, action_id, ActionUpdate(**fields), **said(actor, as_at, base_version))


def propose(sessions: sessionmaker[Session], cast: Cast, as_at: date = MARCH) -> int:
    """Let Hal propose his action as complete, with evidence; return its version."""
    with sessions.begin() as session:
        add_evidence(session, cast.mine, AN_AUDIT, actor=cast.hal, recorded_at=NOW)
    return say(sessions, cast.mine, cast.hal, as_at, rag_label="Completed", impact="Fewer repeat referrals")


def read(sessions: sessionmaker[Session], cast: Cast, action_id: int, as_at: date = APRIL) -> ActionDetail:
    """Read an action whole, from a session of its own."""
    with sessions() as session:
        detail = get_action(session, cast.plan_id, action_id, as_at)
    assert detail is not None
    return detail


def office(**changes: Any) -> Actor:
    return Actor(**{"name": OFFICE.name, "role": OFFICE.role, "through": "sign-in", **changes})
