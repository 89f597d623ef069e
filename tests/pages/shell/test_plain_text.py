"""Words of plans in places that Streamlit reads as Markdown."""

import pytest

from ui.parts.whole_links import LONGEST, in_lines
from ui.shell.links import BREAK
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


def test_the_name_of_a_link_is_whole_in_lines_that_no_telephone_cuts() -> None:
    written = "Children whose first conference was held within 15 working days\n• By team*"
    lines = in_lines(written).split(BREAK)
    assert lines == [
        "**Children whose first conference was held**",
        r"**within 15 working days\; By team\***",
    ]
    assert max(map(len, in_lines("x" * 300).split(BREAK))) == LONGEST + len("****")


def test_a_long_word_is_cut() -> None:
    assert shorten("Antidisestablishmentarianism", 10) == "Antidises…"
