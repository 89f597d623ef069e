"""Text of users must reach a figure as characters, never as markup."""

import pytest

from charts.parts.plain_text import plain, shortened, wrapped


@pytest.mark.parametrize(
    ("written", "escaped"),
    [
        ("<b>bold</b>", "&lt;b&gt;bold&lt;/b&gt;"),
        ('<a href="javascript:alert(1)">x</a>', '&lt;a href="javascript:alert(1)"&gt;x&lt;/a&gt;'),
        ("Fish & chips", "Fish &amp; chips"),
        ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
        ("costs $5 to $9", "costs &#36;5 to &#36;9"),
        ("two\n lines\tand  gaps", "two lines and gaps"),
        ("%{customdata[0]}", "%{customdata[0]}"),
    ],
)
def test_markup_is_escaped_and_white_space_folded(written: str, escaped: str) -> None:
    assert plain(written) == escaped


def test_a_long_text_is_cut_before_it_is_escaped() -> None:
    assert shortened("a & b & c", 6) == "a &amp; b…"
    assert shortened("a & b", 5) == "a &amp; b"


def test_a_text_is_broken_into_lines_and_the_last_says_that_more_follows() -> None:
    assert wrapped("1 MASH response", 17, 2) == "1 MASH response"
    assert wrapped("2 Management oversight of practice", 17, 2) == "2 Management<br>oversight of…"
    assert wrapped("<b> and </b>", 6, 2) == "&lt;b&gt;<br>and…"


def test_a_word_longer_than_a_line_is_broken() -> None:
    assert wrapped("x" * 40, 17, 2) == f"{'x' * 17}<br>{'x' * 16}…"
