"""A file that is true of an earlier day than the dashboard's: the report says what of it will not show."""

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.changes.updates import record_update
from data_model.plan.queries.actions import list_stated
from data_model.plan.queries.plans import get_plan
from data_model.plan.update_rules import ActionUpdate
from loaders.plan.plan_import import PlanCheck, Report, apply_plan, read_plan_file
from loaders.plan.report import as_json, as_text, sentence
from tests.integration.cast import OFFICE
from tests.workbooks import build_xlsx

JANUARY, FEBRUARY, MARCH = date(2025, 1, 31), date(2025, 2, 28), date(2025, 3, 31)
WHEN = datetime(2025, 3, 31, 9, 0, tzinfo=UTC)
Sessions = sessionmaker[Session]


def plan_file(*progress: str, name: str = "plan.xlsx") -> bytes:
    heads = ["Area", "Action", "Progress"]
    rows = [["1 Front door", f"Action {at}", text] for at, text in enumerate(progress, start=1)]
    return build_xlsx({"Plan": [heads, *rows]})


def check(session: Session, plan_id: int, content: bytes, as_at: date) -> Report:
    return PlanCheck(session, get_plan(session, plan_id), read_plan_file("plan.xlsx", content)).report(as_at)


def load(sessions: Sessions, plan_id: int, content: bytes, as_at: date) -> None:
    with sessions.begin() as session:
        apply_plan(session, check(session, plan_id, content, as_at), actor=OFFICE, recorded_at=WHEN)


def progress_now(sessions: Sessions, plan_id: int) -> list[str]:
    with sessions() as session:
        return [row.stated.progress for row in list_stated(session, plan_id, MARCH).values()]


def test_changes_older_than_a_later_file_are_counted_and_indeed_do_not_show(
    sessions: Sessions, plan_id: int
) -> None:
    load(sessions, plan_id, plan_file("a", "b", "c"), JANUARY)
    load(sessions, plan_id, plan_file("a, March", "b, March", "c"), MARCH)
    older = plan_file("a, February", "b, February", "c, February")
    with sessions() as session:
        report = check(session, plan_id, older, FEBRUARY)
    assert (len(report.comparison.changed), report.will_not_show) == (3, 2)
    said = (
        "2 of 3 changes are older than what the dashboard says and will not show: true as at 28 Feb 2025, "
        "in the history alone."
    )
    assert said in sentence(report)
    assert said in as_text(report)
    assert as_json(report)["will_not_show"] == 2
    load(sessions, plan_id, older, FEBRUARY)
    assert progress_now(sessions, plan_id) == ["a, March", "b, March", "c, February"]


def test_changes_older_than_an_update_on_a_page_are_counted_too(sessions: Sessions, plan_id: int) -> None:
    load(sessions, plan_id, plan_file("a", "b"), JANUARY)
    with sessions.begin() as session:
        first = next(iter(list_stated(session, plan_id, MARCH)))
        update = ActionUpdate(progress="a, on a page")
        record_update(session, first, update, base_version=1, as_at=MARCH, actor=OFFICE, recorded_at=WHEN)
    with sessions() as session:
        report = check(session, plan_id, plan_file("a, February", "b"), FEBRUARY)
    assert report.will_not_show == 1
    assert "1 of 1 change is older than what the dashboard says" in sentence(report)


def test_of_todays_changes_nothing_is_said(sessions: Sessions, plan_id: int) -> None:
    load(sessions, plan_id, plan_file("a"), JANUARY)
    for day in (JANUARY, FEBRUARY):
        with sessions() as session:
            report = check(session, plan_id, plan_file("b"), day)
        assert (report.will_not_show, "older than" in sentence(report)) == (0, False)


def test_a_new_plan_has_nothing_that_is_older() -> None:
    file = read_plan_file("plan 2025-02-28.xlsx", plan_file("a"))
    checking = PlanCheck(None, None, file)
    assert checking.report(JANUARY).will_not_show == 0
    named = checking.named_day()
    assert named is not None
    assert (named.day, named.where) == (FEBRUARY, "file's name")
