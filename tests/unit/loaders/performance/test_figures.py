"""One cell as a figure: numbers, percentages, suppressed and missing figures, and what is none."""

from datetime import date

import pytest

from loaders.files.raw_workbook import CellValue, RawCell
from loaders.performance.figures import Figure, FigureKind, read_figure


@pytest.mark.parametrize(
    ("value", "number", "is_percent", "decimals"),
    [
        (603, 603.0, False, 0),
        ("1,203", 1203.0, False, 0),
        ("95.3%", 95.3, True, 1),
        ("95.30 %", 95.3, True, 2),
        (0.953, 0.953, False, 3),
        ("\u00a0603 ", 603.0, False, 0),
        ("0", 0.0, False, 0),
        (".5", 0.5, False, 1),
        ("95 per cent", 95.0, True, 0),
    ],
)
def test_a_number_is_read_with_its_decimals(
    value: CellValue, number: float, is_percent: bool, decimals: int
) -> None:
    found = read_figure(RawCell(value))
    assert (found.kind, found.value, found.is_percent, found.decimals) == (
        FigureKind.VALUE,
        number,
        is_percent,
        decimals,
    )


def test_a_cell_in_percent_format_is_certain() -> None:
    assert read_figure(RawCell(0.953, is_percent=True)) == Figure(FigureKind.VALUE, "95.3%", 95.3, True, 1)
    assert read_figure(RawCell(1, is_percent=True)).value == 100.0


@pytest.mark.parametrize(
    "value", ["c", "x", "C", "[c]", "<5", "< 5", "≤5", "fewer than 5", "*", "suppressed", "1-4"]
)
def test_suppressed_figures_are_no_numbers(value: str) -> None:
    assert read_figure(RawCell(value)) == Figure(FigureKind.SUPPRESSED, value)


@pytest.mark.parametrize("value", ["-", "–", "..", "n/a", "N/A", "not available", "tbc", ":", "no data"])
def test_missing_figures_are_no_numbers(value: str) -> None:
    assert read_figure(RawCell(value)) == Figure(FigureKind.MISSING, value)


@pytest.mark.parametrize("value", [None, "", "   ", "\u00a0", "\u200b"])
def test_a_blank_says_nothing(value: CellValue) -> None:
    assert read_figure(RawCell(value)).kind is FigureKind.BLANK


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (RawCell("#REF!", None, "error"), "figure-error"),
        (RawCell("#N/A"), "figure-error"),
        (RawCell(None, None, "formula-without-value"), "figure-no-value"),
        (RawCell(-1), "figure-negative"),
        (RawCell("-5"), "figure-negative"),
        (RawCell("(5)"), "figure-negative"),
        (RawCell("about 5"), "figure-unclear"),
        (RawCell("95,3"), "figure-unclear"),
        (RawCell("=1+1"), "figure-unclear"),
        (RawCell("１２"), "figure-unclear"),
        (RawCell(True), "figure-unclear"),
        (RawCell(date(2022, 5, 1)), "figure-unclear"),
        (RawCell(1e300), "figure-unclear"),
        (RawCell("9" * 300), "figure-unclear"),
        (RawCell("9" * 15), "figure-unclear"),
        (RawCell("nil"), "figure-unclear"),
        (RawCell("95.3*"), "figure-unclear"),
    ],
)
def test_what_is_no_figure_says_why(cell: RawCell, code: str) -> None:
    found = read_figure(cell)
    assert found.kind is FigureKind.UNREADABLE
    assert found.why is not None
    assert (found.why.code, found.value) == (code, None)


@pytest.mark.parametrize(
    ("written", "stated"),
    [("158 of 603", None), ("158/603", None), ("26.2% (158/603)", 26.2), ("158 out of 603 (26.2%)", 26.2)],
)
def test_a_share_in_words_has_numerator_and_denominator(written: str, stated: float | None) -> None:
    found = read_figure(RawCell(written))
    assert (found.kind, found.value, found.numerator, found.denominator) == (
        FigureKind.VALUE,
        stated,
        158.0,
        603.0,
    )


def test_a_time_keeps_its_unit() -> None:
    assert read_figure(RawCell("4.5 days")).unit == "days"
    assert read_figure(RawCell("6 hrs")).unit == "hours"
