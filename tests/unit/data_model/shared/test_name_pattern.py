"""The spellings in which a name is found, and those of others that a pseudonym leaves alone."""

import unicodedata
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.shared.folded_text import FoldedText, fold
from data_model.shared.name_key import name_key
from data_model.shared.name_pattern import NameFinder, Pseudonymiser, is_name, like_words, longer_names
from tests.spellings import NAME, names_anybody_here, spell


@pytest.mark.parametrize(
    "written",
    [
        "Orla O'Finch-Mill",
        "orla  o’finch‑mill",
        "ORLA\nO'FINCH-MILL",
        "O'Finch-Mill, Orla",
        "q=Orla+O'Finch-Mill",
        "Orla\xa0O’Finch\u2011Mill",
        "Or\xadla O\u2032Fin\u200bch\u2212Mill",
        "Orla O\u02bcFinch Mill",
        "ORLA_O´FINCH_MILL_v2",
        "orla.o'finch-mill",
        "Ｏｒｌａ O＇Finch－Mill",
        "O'Finch-Mill, Ms Orla",
    ],
)
def test_a_name_is_found_however_it_is_spelt(written: str) -> None:
    for name in ("Orla O’Finch-Mill", "O’Finch-Mill, Orla"):
        assert NameFinder([name]).is_in(f"by {written}.")


def test_a_part_of_a_word_is_no_name() -> None:
    assert not NameFinder(["Hal Pick"]).is_in("Hal Pickering")
    assert not NameFinder(["Ann Le"]).is_in("Ann Le\u0301")
    assert not NameFinder(["अन लाल"]).is_in("अनु लाल")
    with pytest.raises(ValueError, match="needs a name"):
        NameFinder(["  ", "_'"], [" "])
    assert (is_name("O'"), is_name("_'-")) == (True, False)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    "name", ["Zoë Ångström", "Jiří Dvořák", "Đặng Thị Hằng", "김 민준", "İpek Iğdır", "Weiß Straße"]
)
def test_accents_are_found_in_either_form_and_all_else_stays(name: str, form: str) -> None:
    written = unicodedata.normalize(form, f"Café Plan_{name}_.docx, ﬁle, {name.upper()}; {name}\u200b!")
    for asked in ("NFC", "NFD"):
        given_name = unicodedata.normalize(asked, name)
        assert NameFinder([given_name]).is_in(written)
        expected = unicodedata.normalize(form, "Café Plan_X 1_.docx, ﬁle, X 1; X 1\u200b!")
        assert Pseudonymiser([given_name], [], [], "X 1").rewrite(written) == expected


@given(st.text())
def test_places_are_told_of_the_same_folded_text(text: str) -> None:
    beside = FoldedText(text)
    assert beside.folded == fold(text)
    ends = [beside.span(at, at + 1) for at in range(len(beside.folded))]
    assert ends == sorted(ends)
    assert all(0 <= begin < end <= len(text) for begin, end in ends)


@pytest.mark.parametrize(
    ("written", "rewritten"),
    [
        ("Hal Pickering", "X 1"),
        ("Hal Pickering, Head of Service; Ivy Stanton", "X 1, Head of Service; Ivy Stanton"),
        ("PICKERING, Hal and Hal Pickering's team", "X 1 and X 1's team"),
        ("Dr Hal Pickering", "X 1"),
        ("granted Hal Pickering <hal@x.org> as", "granted X 1 <X 1> as"),
        # Others, who hold the name or address as a part.
        ("Hal Pickering-Jones, Mary-Hal Pickering", "Hal Pickering-Jones, Mary-Hal Pickering"),
        ("Hal Pickering Smith; Hal Pickering", "Hal Pickering Smith; X 1"),
        ("Hal Pickering D'Arcy, D'Hal Pickering", "X 1 D'Arcy, D'Hal Pickering"),
        ("Hal Pickering'Sole, hal.pickering@y.org", "Hal Pickering'Sole, hal.pickering@y.org"),
        ("not.hal@x.org hal@x.org.uk", "not.hal@x.org hal@x.org.uk"),
    ],
)
def test_a_pseudonym_takes_the_place_of_the_name_alone(written: str, rewritten: str) -> None:
    names = ["Hal Pickering", "Dr Hal Pickering"]
    others = longer_names(names, ["Hal Pickering Smith", "Ivy Stanton", *names])
    assert others == ["Hal Pickering Smith"]
    assert Pseudonymiser(names, ["hal@x.org"], others, "X 1").rewrite(written) == rewritten


@pytest.mark.parametrize(
    ("written", "rewritten"),
    [
        ("finance", "X 1"),
        ("Ivy Stanton / Finance (Lead)\nFinance", "Ivy Stanton / X 1 (Lead)\nX 1"),
        ("Head of Finance", "Head of Finance"),
        ("Finance board", "Finance board"),
    ],
)
def test_a_name_of_one_word_counts_only_where_it_stands_alone(written: str, rewritten: str) -> None:
    assert Pseudonymiser(["Finance"], [], [], "X 1").rewrite(written) == rewritten


def test_without_a_name_and_an_address_a_text_stays() -> None:
    assert Pseudonymiser([], [], [], "X 1").rewrite("Hal Pickering") == "Hal Pickering"


@given(st.randoms(use_true_random=False), st.text(), st.text())
def test_any_spelling_is_replaced_and_what_stands_around_it_stays(
    random: Random, before: str, after: str
) -> None:
    name = spell(random)
    before, after = f"{before} (", f"), {after}"
    assert NameFinder([NAME]).is_in(before + name + after)
    written = Pseudonymiser([NAME], [], [f"{NAME} Brown"], "X 1").rewrite(before + name + after)
    assert written == f"{before}X 1{after}"
    assert not names_anybody_here(written)


@given(st.randoms(use_true_random=False))
def test_one_key_for_every_spelling_of_a_list(random: Random) -> None:
    assert name_key(spell(random, in_a_list=True)) == name_key(NAME)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Zoë Müller", "Zoe Muller"),
        ("Zoe Muller", "ZOË\nMÜLLER"),
        ("Zoë Müller", "Muller, Zoë"),
        ("Søren Łaski", "Soren Laski"),
        ("Đặng Hằng", "Dang Hang"),
    ],
)
def test_a_name_with_other_accents_is_like_it_and_is_not_it(name: str, other: str) -> None:
    finder = NameFinder([name])
    text = f"asked {other}, {name} and {name.upper()}"
    assert not finder.is_in(f"asked {other}")
    assert finder.like_names(text) == [" ".join(other.split())]
    assert finder.like_names(f"{other}son, x{other}") == []
    assert NameFinder(["अन लाल"]).like_names("अनु लाल") == []
    assert NameFinder([], ["a@example.org"]).like_names("a@example.org") == []


def test_people_are_like_a_search_that_left_their_accents_out() -> None:
    names = ["Zoë Müller", "Bo Muller", "Ann Mill"]
    assert like_words("muller", names) == ["Zoë Müller"]
    assert like_words("zoe MULLER", names) == ["Zoë Müller"]
    for found_or_none in ("Zoë Müller", "müller", "mill", "", "x muller"):
        assert like_words(found_or_none, [names[0], names[2]]) == []
