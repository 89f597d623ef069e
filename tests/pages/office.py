"""What tests of the programme office's pages share: other roles, and what somebody else does meanwhile."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session, sessionmaker
from streamlit.testing.v1 import AppTest

from data_model.access.changes.members import save_member
from data_model.access.queries.members import list_person_names
from data_model.plan.changes.evidence import NewEvidence, add_evidence
from data_model.plan.changes.updates import record_update
from data_model.plan.queries.actions import get_action
from data_model.plan.rows import ActionDetail
from data_model.plan.rows_updates import EvidenceKind
from data_model.plan.statuses import Status
from data_model.plan.update_rules import ActionUpdate
from data_model.shared.permissions import Role
from tests.integration.cast import OFFICE, RECORDED_AT
from tests.pages.conftest import TODAY

NOW = datetime(2025, 3, 10, 8, 0, tzinfo=UTC)
BY = {"as_at": TODAY, "actor": OFFICE, "recorded_at": NOW}


def detail(sessions: sessionmaker[Session], plan_id: int, action_id: int, day: date = TODAY) -> ActionDetail:
    """Read an action back."""
    with sessions() as session:
        found = get_action(session, plan_id, action_id, day)
    assert found is not None
    return found


def meanwhile(sessions: sessionmaker[Session], action_id: int, version: int = 1, **update: Any) -> int:
    """Somebody else updates an action while a page is open."""
    with sessions.begin() as session:
        return record_update(session, action_id, ActionUpdate(**update), base_version=version, **BY)


def propose(sessions: sessionmaker[Session], action_id: int) -> None:
    """Propose an action as complete, with one audit."""
    with sessions.begin() as session:
        audit = NewEvidence(EvidenceKind.AUDIT, TODAY, "18 of 20 files met the standard")
        add_evidence(session, action_id, audit, actor=OFFICE, recorded_at=NOW)
        update = ActionUpdate(status=Status.COMPLETE, impact="Families wait two days, not nine")
        record_update(session, action_id, update, base_version=1, **BY)


def person_ids(sessions: sessionmaker[Session]) -> dict[str, int]:
    """The id of each person by name."""
    with sessions() as session:
        return {name: person_id for person_id, name in list_person_names(session).items()}


def member(sessions: sessionmaker[Session], role: Role, name: str = "Hal Pickering") -> int:
    """Make a member; one who is a person of the plan is that person."""
    found = person_ids(sessions).get(name)
    with sessions.begin() as session:
        return save_member(session, name, role, actor=OFFICE, recorded_at=RECORDED_AT, person_id=found)


def said(at: AppTest) -> str:
    """What the page says of success or failure."""
    return "\n".join(str(piece.value) for piece in (*at.success, *at.error, *at.warning)).replace("\\", "")


def type_into(at: AppTest, key: str, text: str) -> None:
    """Type something into a list that takes what it does not offer."""
    at.selectbox(key=key).options.append(text)
    at.selectbox(key=key).set_value(text)
