"""What a number, a text or a day looks like in a number format."""

from datetime import date

import pytest

from loaders.files.number_formats import Shown, read_number_format


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (7, "000", "007"),
        (12, '"CP"000', "CP012"),
        (12, r"\C\P000", "CP012"),
        (1.1, "0.00", "1.10"),
        (0.85, "0%", "85%"),
        (0.953, "0.0%", "95.3%"),
        (25000, "£#,##0", "£25,000"),
        (25000, "[$£-809]#,##0.00;[Red]-[$£-809]#,##0.00", "£25,000.00"),
        (-25000, '"£"#,##0;[Red]\\-"£"#,##0', "-£25,000"),
        (-5, '"£"0', "-£5"),
        (-1234.5, "#,##0.0_);(#,##0.0)", "(1,234.5)"),
        (12, '0" audits done"', "12 audits done"),
        (1, '[=1]0" audit";0" audits"', "1 audit"),
        (3, '[=1]0" audit";0" audits"', "3 audits"),
        (150, '[>=100]"many";[<0]"owed";0', "many"),
        (-2, '[>=100]"many";[<0]"owed";0', "owed"),
        (0, '"on";"off";"none"', "none"),
        (2.5, "0", "3"),
        (-0.3, "0", "0"),
        (0.5, "#.##", ".5"),
        (3, "0.##", "3."),
        (1234567, "#,##0,", "1,235"),
        (1234567890, "#,##0", "1,234,567,890"),
        (1, "#,##0", "1"),
        (1234, "0000-00", "0012-34"),
        (5, '"No. "General', "No. 5"),
        (0, "#", ""),
        (0.5, "# ?/?", ""),
        (12345, "0.00E+00", ""),
        (1.5, "[h]:mm", ""),
        (5, "0;0;0;@;0", ""),
    ],
)
def test_a_number_is_shown_as_on_screen(value: float, code: str, text: str) -> None:
    read = read_number_format(code)
    assert (read.show_number(value).text if read else "") == text


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("mmm-yy", Shown("Sep-25", None, True)),
        ("[$-809]mmmm yyyy;@", Shown("September 2025", None, True)),
        ("mm/yyyy", Shown("09/2025", None, True)),
        ("yyyy", Shown("2025", None, True)),
        ("dd/mm/yyyy", Shown()),
        ("d mmmm yyyy hh:mm", Shown()),
        ('"by "d mmm yyyy', Shown("by 1 Sep 2025")),
        ('"by end of "mmmm', Shown("by end of September", None, True)),
    ],
)
def test_a_day_is_shown_as_a_month_or_with_its_words(code: str, shown: Shown) -> None:
    read = read_number_format(code)
    assert read is not None
    assert read.show_day(date(2025, 9, 1)) == shown


@pytest.mark.parametrize(
    ("code", "text"),
    [('"CP "@', "CP x"), ("0", ""), ('0;-0;0;"see "@', "see x"), ("0;0;0;@", "")],
)
def test_a_text_is_shown_with_the_words_of_its_section(code: str, text: str) -> None:
    read = read_number_format(code)
    assert read is not None
    assert read.show_text("x").text == text


def test_a_section_colours_its_letters() -> None:
    read = read_number_format('[Green]"●";[Red]"●";[Color 10]"●"')
    assert read is not None
    assert [read.show_number(value) for value in (1, -1, 0)] == [
        Shown("●", "00FF00"),
        Shown("●", "FF0000"),
        Shown("●", "008000"),
    ]


@pytest.mark.parametrize("code", [None, "", "General", "@", "0;" * 9, "0" * 3_000])
def test_a_format_that_changes_nothing_or_is_none_is_left_out(code: str | None) -> None:
    assert read_number_format(code) is None
