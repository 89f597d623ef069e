"""What an import offers: the struck row's action, the link's action, and nothing that is there already."""

from dataclasses import replace

import pytest

from loaders.plan.offers import LinkInFile, Offers, StruckRow, find_offers
from tests.own_layouts import stored
from tests.unit.loaders.plan.test_columns import HEADINGS, read, row

LINK = "https://files.example.org/minutes.docx"
ACTION = read([HEADINGS, row("1.1", "Write guidance")]).actions[0]
HELD = stored(7, ACTION)


def links(link: str = LINK, words: str = "Minutes", place: int = 0) -> list[LinkInFile]:
    return [LinkInFile(place, words, link, "Plan", "G2")]


def struck(text: str = "Write  guidance.", ref: str = "") -> list[StruckRow]:
    return [StruckRow(ref, text, "Plan", "C5")]


def test_a_link_is_offered_with_its_words_for_the_action_it_belongs_to() -> None:
    (offer,) = find_offers([], links(), [ACTION], [], {0: HELD}, set()).evidence
    assert (offer.action_id, offer.ref, offer.finding, offer.link, offer.cell) == (
        7,
        HELD.ref,
        "Minutes",
        LINK,
        "G2",
    )


def test_a_link_of_an_added_action_is_offered_with_the_place_of_its_action() -> None:
    (offer,) = find_offers([], links(), [ACTION], [], {0: None}, set()).evidence
    assert (offer.action_id, offer.action_sheet, offer.action_cell) == (None, "Plan", "C2")


def test_a_link_without_words_is_its_own_finding_and_long_words_are_cut() -> None:
    (bare,) = find_offers([], links(words=""), [ACTION], [], {0: HELD}, set()).evidence
    (long,) = find_offers([], links(words="word " * 100), [ACTION], [], {0: HELD}, set()).evidence
    assert bare.finding == LINK
    assert len(long.finding) == 200


@pytest.mark.parametrize(
    ("offered", "matched", "held"),
    [
        (links(), {0: HELD}, {(7, LINK)}),  # evidence already
        (links(), {}, set()),  # its action is not loaded
        (links("mailto:ola@example.org"), {0: HELD}, set()),
        (links("file:///P:/minutes.docx"), {0: HELD}, set()),
        (links("javascript:alert(1)"), {0: HELD}, set()),
        (links("#Lists!A1"), {0: HELD}, set()),
    ],
)
def test_what_is_no_evidence_is_not_offered(
    offered: list[LinkInFile], matched: dict[int, object], held: set[tuple[int, str]]
) -> None:
    assert not find_offers([], offered, [ACTION], [], matched, held)  # type: ignore[arg-type]


def test_one_address_twice_in_an_action_is_offered_once() -> None:
    found = find_offers([], links() + links(words="Again"), [ACTION], [], {0: HELD}, set())
    assert len(found.evidence) == 1


def test_an_action_that_the_file_strikes_out_is_offered_to_be_retired() -> None:
    (offer,) = find_offers(struck(), [], [], [HELD], {}, set()).retire
    assert (offer.action_id, offer.ref, offer.text, offer.cell) == (7, HELD.ref, "Write guidance", "C5")


def test_of_two_actions_of_the_same_words_the_ref_tells_and_without_it_neither_is_offered() -> None:
    other = stored(8, replace(ACTION, ref="2.1"))
    found = find_offers(struck(ref=other.ref), [], [], [HELD, other], {}, set()).retire
    assert [one.action_id for one in found] == [8]
    assert not find_offers(struck(), [], [], [HELD, other], {}, set())
    assert not find_offers(struck("Something else"), [], [], [HELD], {}, set())


def test_only_what_a_person_took_is_kept() -> None:
    found = find_offers(struck(), links(), [ACTION], [HELD], {0: HELD}, set())
    assert found.taken([]) == Offers()
    assert found.taken([found.retire[0].key]) == Offers(found.retire)
    assert found.taken([found.evidence[0].key]) == Offers((), found.evidence)
