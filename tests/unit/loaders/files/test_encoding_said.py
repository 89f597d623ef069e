"""Whoever reads a text file that is not UTF-8 says how it was read."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from loaders.files.issues import Issue
from loaders.files.workbook_file import WorkbookFile, read_workbook_file
from loaders.money.benefits.benefit_import import check_benefits
from loaders.money.funds.fund_import import check_funds
from loaders.money.savings.savings_import import check_savings
from loaders.plan.plan_import import check_plan, read_plan_file
from loaders.recommendations.tracker_import import check_tracker

DAY = date(2026, 6, 1)
TEXT = "Ref,Action,Recommendation,Due,Saving,Benefit,Fund\n1,Café – “open”,x,1 June 2026,2,y,z\n"
CHECKS: dict[str, Callable[[WorkbookFile], Sequence[Issue]]] = {
    "recommendations": lambda file: check_tracker(None, None, file, DAY).issues,
    "savings": lambda file: check_savings(None, None, file).issues,
    "benefits": lambda file: check_benefits(None, None, file).issues,
    "funds": lambda file: check_funds(None, None, file, DAY).issues,
}
CODECS = pytest.mark.parametrize(
    ("codec", "said"), [("utf-8-sig", []), ("cp1252", ["windows-1252"]), ("utf-16", ["utf-16"])]
)


def said_of(issues: Sequence[Issue]) -> list[str]:
    return [issue.seen for issue in issues if issue.type.code == "encoding"]


@CODECS
@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_a_table_says_its_encoding(
    check: Callable[[WorkbookFile], Sequence[Issue]], codec: str, said: list[str]
) -> None:
    assert said_of(check(read_workbook_file("table.csv", TEXT.encode(codec)))) == said


@CODECS
def test_a_plan_says_its_encoding(codec: str, said: list[str]) -> None:
    assert said_of(check_plan(None, None, read_plan_file("plan.csv", TEXT.encode(codec)), DAY).issues) == said
