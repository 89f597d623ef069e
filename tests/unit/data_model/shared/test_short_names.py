"""Short names are words of the title itself, cut where they can stand alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.shared.short_names import LONGEST, short_name


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Care leavers", "Care leavers"),
        ("  Care \n leavers.  ", "Care leavers"),
        ("Plans for every child, so that children thrive", "Plans for every child"),
        ("Supervision and direction of social workers", "Supervision"),
        ("The quality and timeliness of return home interviews for children", "Return home interviews"),
        ("The service response to care leavers aged 21 and over", "Care leavers aged 21 and over"),
        ("Help for families when it is first needed", "Help for families"),
        ("Placements for children in care", "Placements"),
        ("Leadership: grip and pace", "Leadership"),
        ("Audit (all services)", "Audit (all services)"),
        ("Workforce stability and caseloads in every locality team", "Workforce stability and caseloads…"),
        ("The quality and timeliness of assessments, and of visits", "Assessments"),
        ("The quality of care", "The quality of care"),
        ("", ""),
        ("   ", ""),
        ("...", "..."),
        (", when", ", when"),
    ],
)
def test_a_title_is_cut_to_the_words_that_tell_it_from_others(title: str, short: str) -> None:
    assert short_name(title) == short


@given(st.text(max_size=200))
def test_a_short_name_is_never_too_long_and_empty_only_for_an_empty_title(title: str) -> None:
    short = short_name(title)
    assert len(short) <= LONGEST
    assert bool(short) == bool(title.strip())
