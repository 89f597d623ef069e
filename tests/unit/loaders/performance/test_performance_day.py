"""The day that a workbook of figures states of itself."""

from datetime import date

import pytest

from loaders.performance.performance_day import stated_day
from tests.performance_workbooks import Rows, raw, sheet

DAY = date(2022, 12, 9)
TABLE: list[list[object]] = [["Measure", "Oct-22", "Nov-22"], ["Open contacts", 240, 215]]


@pytest.mark.parametrize(
    "rows",
    [
        [["Front door scorecard"], ["As at 9 December 2022"], *TABLE],
        [["Scorecard (data as at: 09/12/2022)"], *TABLE],
        [["As at", DAY], *TABLE],
        [["Date extracted:", "9 Dec 2022"], *TABLE],
        [*TABLE, ["Position at 9th December 2022"], ["As at 9 December 2022"]],
    ],
)
def test_the_one_day_that_is_stated_is_found(rows: Rows) -> None:
    assert stated_day(raw(sheet(rows))) == DAY


@pytest.mark.parametrize(
    "rows",
    [
        TABLE,
        [["As at 9 December 2022"], ["As at 12 December 2022"], *TABLE],
        [["As at November 2022"], *TABLE],
        [["Scorecard of 9 December 2022"], *TABLE],
        [["Measure", "Month", "Value", "As at"], ["Open contacts", "Oct-22", 240, DAY]],
    ],
)
def test_none_or_several_days_are_no_day(rows: Rows) -> None:
    assert stated_day(raw(sheet(rows))) is None


def test_a_list_without_a_workbook_states_none() -> None:
    assert stated_day(None) is None
