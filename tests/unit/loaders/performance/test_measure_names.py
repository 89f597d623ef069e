"""Names of measures: whole names are taken, close ones only proposed."""

from datetime import UTC, datetime

import pytest

from data_model.measures.measure_catalogue import CATALOGUE
from data_model.measures.measure_vocabulary import Frequency, PartKind, Polarity, Unit
from data_model.measures.rows import MeasureNameRow, MeasureRow
from data_model.measures.stated_measures import NewDefinition, NewMeasure
from loaders.performance.measure_names import Meant, NameBook
from tests.measures_at_hand import measure

OPEN = measure(7, "Open contacts")
BACKLOG = measure(8, "Backlog")
DECIDED = NewMeasure("Backlog share", NewDefinition("The share waiting.", Unit.PERCENT, Polarity.LOWER))


def remembered(written: str, measure_id: int | None) -> MeasureNameRow:
    return MeasureNameRow(
        written, measure_id, PartKind.WHOLE, "", "Orla Finch", datetime(2025, 1, 1, tzinfo=UTC)
    )


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.code)
def test_every_alias_of_the_catalogue_finds_its_measure(entry: object) -> None:
    for alias in (entry.name, *entry.aliases):  # type: ignore[attr-defined]
        book = NameBook(())
        assert book.find(alias.upper()) == Meant(-1)
        assert book.new[0].name == entry.name  # type: ignore[attr-defined]


def test_the_plans_own_name_stands_before_the_catalogues() -> None:
    book = NameBook((OPEN,))
    assert book.find("  OPEN contacts ") == Meant(7)
    assert book.find("Contacts open") == Meant(7)
    assert book.new == []


def test_a_close_name_is_proposed_and_never_taken() -> None:
    book = NameBook((OPEN,))
    assert book.find("Open contact") is None
    first = book.proposals("Open contact")[0]
    assert (first.measure_id, first.name) == (7, "Open contacts")
    assert book.proposals("Zebra crossings painted") == ()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ICPC in 15 working days", "Initial child protection conference within 15 working days"),
        ("Initial conferences held in 15 days", "Initial child protection conference within 15 working days"),
        ("Contact decisions in 1 day", "Contact decision within 1 working day"),
        ("Percentage of re-referrals", "Re-referrals within 12 months"),
        ("Caseload of a social worker", "Average caseload"),
        ("Discussions of strategy on time", "Strategy discussions on time"),
    ],
)
def test_a_name_close_to_any_alias_proposes_its_measure_first(written: str, meant: str) -> None:
    assert NameBook(()).proposals(written)[0].name == meant


@pytest.mark.parametrize(
    "written",
    [
        "Children on a child protection plan",
        "Child protection",
        "Children missing from home",
        "Looked after children",
        "Working days lost to sickness",
    ],
)
def test_words_in_common_make_no_name_close(written: str) -> None:
    assert NameBook(()).proposals(written) == ()


def test_a_name_close_to_one_that_somebody_explained_proposes_that_measure() -> None:
    book = NameBook((BACKLOG, OPEN), (remembered("Waiting list", 8),))
    assert [(one.measure_id, one.likeness) for one in book.proposals("Waiting lists")] == [(8, 96)]


def test_what_somebody_decided_holds_from_then_on() -> None:
    names = (remembered("Waiting list", 8), remembered("Old total", None))
    book = NameBook((BACKLOG,), names)
    assert book.find("waiting  LIST") == Meant(8)
    assert book.find("Old total") == Meant(None)
    # Under a section the same words may mean something else.
    assert book.find("Waiting list", "Fostering") is None


def test_answers_stand_before_what_was_remembered() -> None:
    book = NameBook(
        (BACKLOG, OPEN), (remembered("Waiting list", 8),), {"Waiting list": 7, "New one": DECIDED}
    )
    assert book.find("Waiting list") == Meant(7)
    assert book.find("New one") == Meant(-1)
    assert book.new == [DECIDED]


def test_a_section_tells_two_measures_apart() -> None:
    book = NameBook((BACKLOG, OPEN), answers={"Referrals: In time": 7, "Contacts: In time": 8})
    assert book.find("In time", "Referrals") == Meant(7)
    assert book.find("In time", "Contacts") == Meant(8)
    assert book.find("In time") is None
    assert book.find("Received", "Contacts") is not None


@pytest.mark.parametrize(
    ("name", "section", "kind", "part"),
    [
        ("Triage on time (Red)", "", PartKind.TIER, "Red"),
        ("Triage on time - amber", "", PartKind.TIER, "Amber"),
        ("Yellow", "Triage on time", PartKind.TIER, "Yellow"),
        ("Purple", "Triage on time", PartKind.TIER, "Purple"),
        ("Open contacts: North team", "", PartKind.TEAM, "North team"),
    ],
)
def test_tiers_and_teams_beside_a_name_are_parts(name: str, section: str, kind: PartKind, part: str) -> None:
    found = NameBook((), tiers=("Purple",)).find(name, section)
    assert found == Meant(-1, kind, part)


def test_a_percent_sign_around_a_name_changes_nothing() -> None:
    assert NameBook(()).find("Re-referrals %") == Meant(-1)
    assert NameBook(()).find("% of Re-referrals") == Meant(-1)


def test_the_frequency_of_the_catalogue_is_known_to_the_loader() -> None:
    book = NameBook(())
    book.find("NFA reviews")
    assert book.described[-1].definition.frequency is Frequency.WEEK


def test_a_retired_measure_is_told_as_such() -> None:
    book = NameBook((measure(9, "Old one", retired=True),))
    assert book.find("Old one") == Meant(9)
    assert book.described[9].retired
    assert isinstance(OPEN, MeasureRow)
