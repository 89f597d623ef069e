"""Text of users must neither run in a spreadsheet nor get lost."""

import pytest

from data_model.shared.cell_text import MOST_IN_CELL, cell_safe, is_too_long, storable
from exports.formats.safe_text import csv_safe, starts_formula


@pytest.mark.parametrize(
    "written",
    [
        "=cmd|' /C calc'!A0",
        "=1+1",
        "+1",
        "-1",
        "- a bullet",
        "@x",
        "\t=1",
        "\n=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        " =1",
        "\u00a0=1",
        "\u200f=1",
        "\u200b=1",
        "\ufeff=1",
    ],
)
def test_text_that_could_start_a_formula_gets_an_apostrophe_in_csv(written: str) -> None:
    assert starts_formula(written)
    assert csv_safe(written) == "'" + written


def test_a_carriage_return_in_front_gets_an_apostrophe_and_becomes_a_line_end() -> None:
    assert csv_safe("\r=1") == "'\n=1"


@pytest.mark.parametrize(
    "written",
    ["", "plain", "a = b", "1-2", "2.08", "👩🏽‍💻 done", "\u200fשלום", "'quoted'", "a\nb", "5 % @ home", " "],
)
def test_other_text_stays_as_written(written: str) -> None:
    assert not starts_formula(written)
    assert csv_safe(written) == written
    assert cell_safe(written) == written


def test_characters_that_no_file_can_hold_are_replaced_visibly() -> None:
    assert storable("a\x00b\x0bc\x1fd\ud800e\uffff") == "a\ufffdb\ufffdc\ufffdd\ufffde\ufffd"
    assert storable("tab\tand\nline") == "tab\tand\nline"


def test_line_ends_of_every_system_become_one() -> None:
    assert storable("a\r\nb\rc\nd") == "a\nb\nc\nd"


def test_a_cell_adds_nothing_to_a_formula_start_because_its_type_is_text() -> None:
    assert cell_safe("=1+1") == "=1+1"


def test_the_longest_text_of_a_cell_is_kept_whole() -> None:
    assert cell_safe("x" * MOST_IN_CELL) == "x" * MOST_IN_CELL


def test_a_longer_text_says_how_many_characters_are_cut() -> None:
    cut = cell_safe("x" * 40_000)
    kept = cut.count("x")
    assert len(cut) <= MOST_IN_CELL
    assert kept > 32_700
    assert cut == "x" * kept + f"… [cut: {40_000 - kept:,} characters]"


def test_a_cut_counts_an_emoji_as_excel_does_and_never_halves_one() -> None:
    cut = cell_safe("😀" * 20_000)
    kept = cut.count("😀")
    assert len(cut.encode("utf-16-le")) // 2 <= MOST_IN_CELL
    assert kept > 16_300
    assert cut == "😀" * kept + f"… [cut: {20_000 - kept:,} characters]"


def test_twenty_thousand_emoji_are_too_long_though_python_counts_fewer_characters() -> None:
    assert cell_safe("😀" * 16_383) == "😀" * 16_383
    assert cell_safe("😀" * 16_384) != "😀" * 16_384


def test_a_text_is_too_long_exactly_where_it_is_cut() -> None:
    for text in ("x" * MOST_IN_CELL, "😀" * 16_383, "x" * 40_000, "😀" * 16_384):
        assert is_too_long(text) == (cell_safe(text) != text)
