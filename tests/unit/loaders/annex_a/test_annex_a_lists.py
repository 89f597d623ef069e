"""Lists of Annex A are known by their headings, wherever the columns stand."""

import pytest

from loaders.annex_a.annex_a_lists import (
    COLUMNS,
    WORDINGS,
    ListKind,
    Role,
    find_columns,
    is_about_children,
    kind_named,
)
from tests.annex_a_lists import HEADINGS


def numbered(*headings: str) -> dict[int, str]:
    return dict(enumerate(headings, start=1))


@pytest.mark.parametrize("name", HEADINGS)
def test_each_list_is_known_by_the_headings_of_annex_a(name: str) -> None:
    found = find_columns(numbered(*HEADINGS[name]))
    assert found is not None
    assert found.kind == name
    assert found.is_whole
    assert found.lacking == ((Role.TEAM,) if name == "List 1" else ())


@pytest.mark.parametrize("name", HEADINGS)
def test_case_spaces_marks_guidance_and_order_do_not_matter(name: str) -> None:
    changed = [f" {heading.upper().replace(' ', '_ ')} (dd/mm/yyyy):" for heading in reversed(HEADINGS[name])]
    found, plain = find_columns(numbered(*changed)), find_columns(numbered(*HEADINGS[name]))
    assert found is not None
    assert plain is not None
    assert found.kind == plain.kind
    assert {role: len(changed) + 1 - place for role, place in found.places.items()} == dict(plain.places)


@pytest.mark.parametrize(
    "headings",
    [
        # Early help assessments, List 2, and children in need, List 6.
        ("Child Unique ID", "Assessment start date", "Assessment completion date", "Organisation"),
        ("Child Unique ID", "CIN Start Date", "CIN Closure Date", "Allocated Team"),
        ("9212044", "Female", "a) WBRI", "16/09/2020"),
        ("Date of Referrals", "Contact"),
        (),
    ],
    ids=str,
)
def test_other_lists_and_rows_are_none(headings: tuple[str, ...]) -> None:
    assert find_columns(numbered(*headings)) is None


def test_the_sheets_name_settles_which_list_it_is() -> None:
    both = numbered("Date of Contact", "Date of Referral", "Number of referrals in last 12 months")
    as_named = find_columns(both, "List 1 contacts")
    by_headings = find_columns(both, "Sheet1")
    assert as_named is not None
    assert by_headings is not None
    assert (as_named.kind, by_headings.kind) == (ListKind.CONTACTS, ListKind.REFERRALS)


def test_a_column_that_stands_twice_is_named_and_the_first_read() -> None:
    found = find_columns(numbered("Date of Contact", "Team", "Contact date"))
    assert found is not None
    assert found.places[Role.CONTACT] == 1
    assert found.twice == (Role.CONTACT,)


def test_a_list_without_a_needed_column_is_not_whole() -> None:
    found = find_columns(numbered("Date of Authorisation", "Allocated Team"))
    assert found is not None
    assert not found.is_whole
    assert found.lacking == (Role.STARTED,)


@pytest.mark.parametrize(
    ("sheet", "kind"),
    [
        ("List 4", ListKind.ASSESSMENTS),
        ("list_4: assessments", ListKind.ASSESSMENTS),
        ("List 14", None),
        ("List 2", None),
        ("Sheet 4", None),
        ("", None),
    ],
)
def test_sheets_named_after_a_list(sheet: str, kind: ListKind | None) -> None:
    assert kind_named(sheet) is kind


def test_no_wording_means_two_columns_and_each_is_folded() -> None:
    wordings = [wording for role in Role for wording in WORDINGS[role]]
    assert len(wordings) == len(set(wordings))
    assert [one for one in wordings if one != " ".join(one.casefold().split())] == []
    assert {role for kind in ListKind for role in COLUMNS[kind]} == set(Role)


@pytest.mark.parametrize(
    ("headings", "is_one"),
    [
        (("Child Unique ID", "Gender", "Age"), True),
        (("Name", "D.O.B.", "Team"), True),
        (("Child’s date of birth", "Gender", "Age"), True),
        (("Measure", "Apr-22", "May-22"), False),
        (("Month", "NHS number recorded %", "Date of birth recorded %"), False),
        (("Date of birth", "Share"), False),
    ],
    ids=str,
)
def test_headings_of_lists_about_children(headings: tuple[str, ...], is_one: bool) -> None:
    assert is_about_children(numbered(*headings)) is is_one
