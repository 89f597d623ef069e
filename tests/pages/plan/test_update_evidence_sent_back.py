"""Evidence that came back in a return workbook and lacked something: it waits in the update form."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.changes.drafts import keep_for_person
from data_model.plan.queries.drafts import get_draft_of
from data_model.plan.queries.evidence import list_evidence
from data_model.shared.permissions import Role, person_key
from tests.integration.cast import OFFICE
from tests.pages.conftest import Open
from tests.pages.office import member, person_ids

BACK = {
    "evidence_kind": "Performance measure",
    "evidence_finding": "18 of 20 files were good",
    "evidence_link": "see the shared drive",
}


def test_evidence_sent_back_is_there_to_complete_and_leaves_the_draft_once_added(
    open_page: Open, sessions: sessionmaker[Session], ids: dict[str, int]
) -> None:
    hal = person_ids(sessions)["Hal Pickering"]
    with sessions.begin() as session:
        when = datetime(2025, 3, 10, 9, tzinfo=UTC)
        keep_for_person(session, ids["1.02"], hal, BACK, 1, actor=OFFICE, recorded_at=when)
    at = open_page("plan/update.py", id=str(ids["1.02"]))
    at.session_state["working_as"] = member(sessions, Role.HEAD_OF_SERVICE)
    at.run()
    assert not at.exception
    fields = {each.label: each for each in at.text_input}
    assert fields["Finding, in one line"].value == "18 of 20 files were good"
    assert fields["Link, if there is one"].value == "see the shared drive"
    fields["Link, if there is one"].set_value("https://council.example/audit").run()
    at.button(key="update_evidence_add").click().run()
    assert not at.exception
    with sessions() as session:
        (one,) = list_evidence(session, ids["1.02"])
        assert get_draft_of(session, person_key(hal), ids["1.02"]) is None
    assert (one.kind.value, one.finding) == ("measure", "18 of 20 files were good")
