"""Which framework an inspection of a day was made by, and what it grades."""

from datetime import date

import pytest

from data_model.inspections.frameworks import (
    FINDING_KINDS,
    FRAMEWORKS,
    framework_name,
    framework_on,
    judgement_name,
)


@pytest.mark.parametrize(
    ("day", "code", "overall", "judgements"),
    [
        (date(2026, 11, 30), "ilacs-2026", False, 4),
        (date(2026, 4, 1), "ilacs-2026", False, 4),
        (date(2026, 3, 31), "ilacs-2023", True, 5),
        (date(2023, 1, 1), "ilacs-2023", True, 5),
        (date(2022, 12, 31), "ilacs-2018", True, 4),
        (date(2017, 12, 31), "sif", True, 6),
        (date(2010, 1, 1), "sif", True, 6),
    ],
)
def test_the_day_it_began_tells_the_framework(day: date, code: str, overall: bool, judgements: int) -> None:
    found = framework_on(day)
    assert (found.code, found.has_overall, len(found.judgements)) == (code, overall, judgements)


def test_frameworks_follow_each_other_without_a_gap_the_newest_first() -> None:
    listed = list(FRAMEWORKS.values())
    assert listed[0].last is None
    for newer, older in zip(listed, listed[1:], strict=False):
        assert older.last is not None
        assert (newer.first - older.last).days == 1


def test_codes_are_told_apart_and_fit_their_columns() -> None:
    for one in FRAMEWORKS.values():
        codes = [judgement.code for judgement in one.judgements]
        assert len(set(codes)) == len(codes)
        assert max(map(len, codes)) <= 60
        assert len(one.code) <= 40
    assert all(len(code) <= 40 for code in FINDING_KINDS)


def test_what_the_register_has_not_is_read_by_what_was_stored() -> None:
    assert judgement_name("care-leavers", "As the report has it") == "Care leavers"
    assert judgement_name("family-help", "Family help") == "Family help"
    assert framework_name("families-2027") == "families-2027"
