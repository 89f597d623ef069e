"""Initials, addresses and surnames in front, by what the rest of a file says."""

from collections.abc import Sequence

import pytest

from loaders.files.raw_workbook import RawWorkbook
from loaders.plan.people.known_people import KnownPeople
from loaders.plan.read_plan import understand
from tests.unit.loaders.plan.test_columns import codes, sheet

KEY = [["Initials", "Name", "Post"], ["OB", "Ola Brett", "Head of Service"], ["R.O.", "Ravi Olden", None]]
HEADINGS = ["Ref", "Theme", "Action", "Lead", "Due date", "RAG"]


def known(key: Sequence[Sequence[object]], *texts: str) -> KnownPeople:
    return KnownPeople(RawWorkbook("plan.xlsx", (sheet(key, "Lists"),)), texts)


def people(known_people: KnownPeople, text: str) -> list[tuple[str, str]]:
    return [(one.name, one.post) for one in known_people.understand(text).people]


@pytest.mark.parametrize(
    "key",
    [
        KEY,
        [[name, short, post] for short, name, post in KEY],
        [["OB = Ola Brett, Head of Service; RO = Ravi Olden"]],
        [["OB – Ola Brett (Head of Service)\nRO – Ravi Olden"]],
    ],
)
def test_initials_of_a_key_are_those_people(key: list[list[object]]) -> None:
    assert people(known(key), "OB / RO") == [("Ola Brett", "Head of Service"), ("Ravi Olden", "")]


def test_what_is_written_stays_and_no_doubt_is_left() -> None:
    read = known(KEY).understand("OB")
    assert (read.text, read.doubt) == ("OB", "")


@pytest.mark.parametrize(
    "key",
    [
        [["OB", "Ola Brett"], ["OB", "Otto Bray"]],  # two people
        [["HR", "Ola Brett"]],  # not these initials
        [["OB", "Open by March"]],  # no name
        [["Initials"], ["OB"]],
    ],
)
def test_initials_that_no_key_or_two_explain_stay_initials(key: list[list[object]]) -> None:
    assert people(known(key), "OB") == [("OB", "")]
    assert known(key).understand("OB").doubt


@pytest.mark.parametrize("text", ["Brett, Ola", "ola.brett@example.gov.uk", "OLA.BRETT@example.gov.uk"])
def test_a_surname_in_front_and_an_address_are_the_person_named_in_full_elsewhere(text: str) -> None:
    found = known([], "Ola Brett", "Ravi Olden, Team Manager").understand(text)
    assert [one.name for one in found.people] == ["Ola Brett"]
    assert not found.doubt


@pytest.mark.parametrize("text", ["Brett, Ola", "ola.brett@example.gov.uk"])
def test_they_stay_doubtful_where_nothing_names_that_person(text: str) -> None:
    assert known([], "Ravi Olden").understand(text).doubt


def test_a_plan_says_which_initials_it_read() -> None:
    rows = [HEADINGS, ["1", "Front door", "Write it", "OB", "31/03/27", "On track"]]
    plan = understand(RawWorkbook("plan.xlsx", (sheet(rows), sheet(KEY, "Lists"))))
    assert [(one.name, one.post) for one in plan.actions[0].people] == [("Ola Brett", "Head of Service")]
    assert plan.actions[0].responsible == "OB"
    assert "initials-read" in codes(plan)
    assert "responsible-doubt" not in codes(plan)


NAMED = ("Brett, Ola", "Olden, Ravi", "Thorpe, Marian")


def test_where_all_cells_put_the_surname_first_each_is_one_person() -> None:
    assert people(known([], *NAMED), "Brett, Ola") == [("Brett, Ola", "")]
    plan = understand(
        RawWorkbook(
            "plan.xlsx",
            (sheet([HEADINGS, *([f"{at}", "Quality", f"Do {at}", one] for at, one in enumerate(NAMED))]),),
        )
    )
    assert [[one.key for one in action.people] for action in plan.actions] == [
        ["ola brett"],
        ["ravi olden"],
        ["marian thorpe"],
    ]
    assert "surname-first-read" in codes(plan)
    assert "responsible-doubt" not in codes(plan)


@pytest.mark.parametrize(
    "texts",
    [
        ("Ola, Ravi", "Ravi, Marian", "Marian, Bo"),
        NAMED[:2],
        (*NAMED, "Ola Brett", "Bo Sample", "Una Vale"),
    ],
    ids=["first names in turn", "too few", "most are otherwise"],
)
def test_two_names_with_a_comma_stay_a_doubt_where_the_column_does_not_settle_it(
    texts: tuple[str, ...],
) -> None:
    assert known([], *texts).understand("Vale, Priya").doubt
