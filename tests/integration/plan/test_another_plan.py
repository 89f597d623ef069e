"""A file that may be another plan's: it shares no action with the plan it is compared with."""

from datetime import date

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.queries.plans import get_plan
from loaders.plan.plan_import import check_plan, read_plan_file
from tests.integration.cast import batch, load, stated
from tests.workbooks import build_xlsx

MARCH = date(2025, 3, 31)
HELD = (stated("Write the threshold guide", ref="1.01"), stated("Audit forty cases a month", ref="1.02"))
THEIRS = (("D1", "Map the pathway of care"), ("D2", "Ask young people what helped"))


@pytest.mark.parametrize(
    ("rows", "is_said"),
    [
        (THEIRS, True),
        ((("1.01", "Write the threshold guide"), THEIRS[1]), False),
        ((("1.01", "Write the threshold guidance"), THEIRS[1]), False),
    ],
    ids=["nothing in common", "one action in common", "one alike"],
)
def test_a_file_without_an_action_of_the_plan_is_named(
    sessions: sessionmaker[Session], plan_id: int, rows: tuple[tuple[str, str], ...], is_said: bool
) -> None:
    load(sessions, plan_id, batch(date(2025, 2, 28), HELD))
    content = build_xlsx({"Plan": [["Ref", "Action", "Owner"], *([*row, "Hal Pickering"] for row in rows)]})
    with sessions() as session:
        report = check_plan(session, get_plan(session, plan_id), read_plan_file("plan.xlsx", content), MARCH)
        alone = check_plan(session, None, read_plan_file("plan.xlsx", content), MARCH)
    assert len(alone.comparison.added) == len(rows)
    said = [issue.seen for issue in report.issues if issue.type.code == "another-plan"]
    assert said == (["2 actions new, 2 missing"] if is_said else [])
    assert "another-plan" not in {issue.type.code for issue in alone.issues}
