"""A plan that was loaded from a workbook and comes again as a Word document."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.queries.plans import list_plans
from loaders.files.read_file import read_workbook
from loaders.plan.plan_import import Report, apply_plan, check_plan, read_plan_file
from tests.documents import plan_as_docx
from tests.integration.cast import OFFICE
from tests.own_layouts import LAYOUTS
from tests.places import REAL_PLAN

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
