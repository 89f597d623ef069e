"""A plan that was loaded from a workbook and comes again as a Word document."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.queries.plans import list_key, list_plans
from exports.own_workbook.own_layout import write_own_layout
from loaders.files.read_file import read_workbook
from loaders.plan.plan_import import Report, apply_plan, check_plan, read_plan_file
from loaders.return_workbook.plan_layout import differences, place_plan
from tests.documents import plan_as_docx
from tests.integration.cast import OFFICE
from tests.own_layouts import LAYOUTS
from tests.places import REAL_PLAN
from tests.workbooks import build_xlsx

AS_AT = date(2026, 6, 1)
RECORDED = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)


def load(sessions: sessionmaker[Session], name: str, content: bytes) -> Report:
    with sessions.begin() as session:
        plan = next(iter(list_plans(session)), None)
        report = check_plan(session, plan, read_plan_file(name, content), AS_AT)
        apply_plan(session, report, actor=OFFICE, recorded_at=RECORDED)
    return report


def loaded_again_from_word(sessions: sessionmaker[Session], name: str, content: bytes) -> Report:
    first = load(sessions, name, content)
    again = load(sessions, "plan.docx", plan_as_docx(read_workbook(name, content)))
    assert len(again.understood.actions) == len(first.understood.actions) > 0
    return again


def test_a_document_with_the_same_plan_changes_nothing(sessions: sessionmaker[Session]) -> None:
    assert loaded_again_from_word(sessions, *LAYOUTS["two areas"]).changes_nothing


@pytest.mark.skipif(not REAL_PLAN.exists(), reason="the shared plan is not beside this project")
def test_a_published_plan_written_as_a_document_changes_nothing(sessions: sessionmaker[Session]) -> None:
    report = loaded_again_from_word(sessions, REAL_PLAN.name, REAL_PLAN.read_bytes())
    assert len(report.understood.actions) == 76
    assert report.changes_nothing


def written_back(sessions: sessionmaker[Session]) -> tuple[str, list[str]]:
    """Write the plan in its own layout; give what was said and what loading it would change."""
    with sessions() as session:
        plan = next(iter(list_plans(session)))
        placed = place_plan(session, plan, AS_AT)
        assert placed is not None
        key = list_key(session, plan.id)
        written = write_own_layout(
            placed.content, placed.layout, placed.current, placed.refs, key, placed.stamp
        )
        report = check_plan(session, plan, read_plan_file("plan.xlsx", written.content), AS_AT)
    return " ".join(written.lost), differences(report)


def test_a_document_goes_back_out_as_a_workbook_that_says_the_same(sessions: sessionmaker[Session]) -> None:
    name, content = LAYOUTS["two areas"]
    load(sessions, "plan.docx", plan_as_docx(read_workbook(name, content)))
    said, changes = written_back(sessions)
    assert "plan.docx is a Word document; its tables are sheets" in said
    assert changes == []


def test_cards_go_back_out_as_a_table_that_says_the_same(sessions: sessionmaker[Session]) -> None:
    card = [
        ["Ref", "A1"],
        ["Action", "Recruit"],
        ["Lead", "Ola Brett"],
        ["Due date", "31/12/26"],
        ["RAG", "G"],
    ]
    other = [
        ["Ref", "A2"],
        ["Action", "Audit"],
        ["Lead", "Ravi Olden"],
        ["Due date", "31/12/26"],
        ["RAG", "R"],
    ]
    rows = [*card, [None], *other, [None], ["G = on track; R = delayed"]]
    report = load(sessions, "cards.xlsx", build_xlsx({"Front door": rows}))
    assert len(report.understood.actions) == 2
    said, changes = written_back(sessions)
    assert "cards.xlsx keeps its actions as cards; they are written as a table" in said
    assert changes == []
