"""The spellings in which a name is found, and those of others that a pseudonym leaves alone."""

import pytest

from data_model.shared.name_pattern import Pseudonymiser, longer_names, name_pattern


@pytest.mark.parametrize(
    "written",
    [
        "Orla O'Finch-Mill",
        "orla  o’finch‑mill",
        "ORLA\nO'FINCH-MILL",
        "O'Finch-Mill, Orla",
        "q=Orla+O'Finch-Mill",
    ],
)
def test_a_name_is_found_however_it_is_spelt(written: str) -> None:
    for name in ("Orla O’Finch-Mill", "O’Finch-Mill, Orla"):
        assert name_pattern([name]).search(f"by {written}.")


def test_a_part_of_a_word_is_no_name() -> None:
    assert not name_pattern(["Hal Pick"]).search("Hal Pickering")
    with pytest.raises(ValueError, match="needs a name"):
        name_pattern(["  "], [" "])


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
