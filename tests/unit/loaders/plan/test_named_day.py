from datetime import date

import pytest

from loaders.plan.named_day import NamedDay, day_in_file_name, find_named_day

SEPTEMBER = date(2025, 9, 12)


@pytest.mark.parametrize(
    "name",
    [
        "plan 2025-09-12.xlsx",
        "Improvement plan v3 12 Sept 2025.xlsx",
        "plan_12_Sep_2025_FINAL.xlsx",
        "12.09.25 plan.xlsx",
        "plan 12-09-2025 (2).xlsx",
        "plan_20250912.xlsx",
        "20250912 plan v2.xlsm",
        "2025-09-12.csv",
        "Plan as at 12th September 2025 v1.2.xlsx",
        "C:\\plans 2024-01-01\\plan 2025-09-12.xlsx",
        "plan 2025.09.12.ods",
        "plan 12 Sept 2025 (as at 12.09.2025).xlsx",
    ],
)
def test_a_day_in_a_file_name_is_read(name: str) -> None:
    assert day_in_file_name(name) == SEPTEMBER


@pytest.mark.parametrize(
    "name",
    [
        "plan.xlsx",
        "",
        "plan v3.xlsx",
        "plan Sept 2025.xlsx",
        "plan 2025-26.xlsx",
        "plan 2025-09-12 to 2025-10-12.xlsx",
        "plan 31.02.2025.xlsx",
        "plan 12345678.xlsx",
        "plan 202509123.xlsx",
        "plan 20259912.xlsx",
    ],
)
def test_no_day_or_several_are_no_day(name: str) -> None:
    assert day_in_file_name(name) is None


def test_the_later_of_title_and_name_counts_and_is_said() -> None:
    earlier = date(2025, 3, 3)
    assert find_named_day(None, "plan.xlsx") is None
    assert find_named_day(earlier, "plan.xlsx") == NamedDay(earlier, "workbook's title")
    assert find_named_day(None, "plan 2025-09-12.xlsx") == NamedDay(SEPTEMBER, "file's name")
    assert find_named_day(earlier, "plan 2025-09-12.xlsx") == NamedDay(SEPTEMBER, "file's name")
    assert find_named_day(SEPTEMBER, "plan 2025-03-03.xlsx") == NamedDay(SEPTEMBER, "workbook's title")
