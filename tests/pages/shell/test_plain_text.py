"""Words of plans in places that Streamlit reads as Markdown."""

import pytest

from ui.parts.link_text import below_link, in_link
from ui.shell.plain_text import escape, shorten

JOINER = "\u2060"


@pytest.mark.parametrize(
    ("written", "escaped"),
    [
        ("<script>", r"\<script\>"),
        ("$$x$$", r"\$\$x\$\$"),
        ("[x](javascript:alert(1))", rf"\[x\]\(javascript\:{JOINER}alert\(1\)\)"),
        (":red[x]", rf"\:{JOINER}red\[x\]"),
        (":smile:", rf"\:{JOINER}smile\:"),
        (":material/star:", rf"\:{JOINER}material\/star\:"),
        ("# h", r"\# h"),
        ("* a", r"\* a"),
        ("1. a", r"1\. a"),
        ("    four spaces", "four spaces"),
        ("`code`", r"\`code\`"),
        ("a\n\n- b", r"a \- b"),
        ("a -> b -- c", rf"a \-{JOINER}\> b \-{JOINER}\- c"),
        ("www.example.org", rf"www{JOINER}\.example\.org"),
        ("a@example.org", rf"a{JOINER}\@{JOINER}example\.org"),
        ("https://example.org", rf"https\:{JOINER}\/\/example\.org"),
        ("50% of O’Farrelly’s", r"50\% of O’Farrelly’s"),
    ],
)
def test_markup_is_escaped(written: str, escaped: str) -> None:
    assert escape(written) == escaped


def test_a_text_that_fits_is_not_shortened() -> None:
    assert shorten("Audit  forty\ncases", 18) == "Audit forty cases"


def test_a_long_text_ends_at_a_word_with_an_ellipsis() -> None:
    assert shorten("Audit forty cases a month", 16) == "Audit forty…"


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("• Write the guide\n• Read it", "Write the guide; Read it"),
        ("To include:\n• Visits.\n• Calls", "To include: Visits. Calls"),
        ("  - one\n  - two,\n  - three", "one; two, three"),
        ("1) one • two", "1) one; two"),
        ("Ages 5 - 6 – and more", "Ages 5 - 6 – and more"),
        ("-5 days\n*Note", "-5 days *Note"),
        ("•", ""),
    ],
)
def test_the_bullets_of_a_cell_become_one_line(written: str, line: str) -> None:
    assert shorten(written, 60) == line
    assert shorten(written, 60, as_written=True) == " ".join(written.split())


def test_a_text_that_is_cut_never_ends_with_a_bullet() -> None:
    assert shorten("Work with the family\n• Visit them every week", 23) == "Work with the family…"


def test_what_a_link_has_no_room_for_goes_on_below_it_without_the_bullet() -> None:
    written = "Write guidance on the history of a family\n• Visit them every week"
    assert (in_link(written), below_link(written)) == (
        "Write guidance on the history of a family…",
        "…Visit them every week",
    )


def test_a_long_word_is_cut() -> None:
    assert shorten("Antidisestablishmentarianism", 10) == "Antidises…"
