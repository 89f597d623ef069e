"""Conditional formats on text and numbers paint what Excel paints; others are named."""

from datetime import date

import pytest

from loaders.files import conditional_formats
from loaders.files.colours import Paint
from loaders.files.conditional_formats import (
    Condition,
    FillRule,
    between,
    compares,
    condition_of_formula,
    contains,
    paint_rows,
    read_constant,
)
from loaders.files.raw_workbook import CellValue, Merge, RawCell

GREEN, RED = Paint("00B050"), Paint("FF0000")


def holds(formula: str, value: CellValue) -> bool:
    """Evaluate a formula written for G2 on that cell."""
    condition = condition_of_formula(formula, (2, 7))
    assert condition is not None
    return condition.test(value)


@pytest.mark.parametrize(
    ("formula", "yes", "no"),
    [
        ('NOT(ISERROR(SEARCH("green",G2)))', "Now GREEN", "Gren"),
        ('ISNUMBER(SEARCH("green",$G2))', "green", None),
        ('ISERROR(SEARCH("green",G2))', "red", "green"),
        ('LEFT(G2,LEN("Am"))="Am"', "amber", "gam"),
        ('LEFT( G2, 2 )="Am"', "Amber", "gam"),
        ('RIGHT(G2,3)="red"', "Tired", "redo"),
        ("LEN(TRIM(G2))=0", "  ", "x"),
        ("LEN(TRIM(G2))>0", "x", None),
        ('$G2="On track"', "ON TRACK", "on  track"),
        ('[.$G2]="On track"', "on track", 3),
        ("G2<>3", 4, 3.0),
        ("G2>=2.5", 2.5, 2),
        ("G2=TRUE", True, 1),
        ('G2="say ""yes"""', 'say "yes"', "say yes"),
        ("G2<44900", date(2022, 12, 4), date(2022, 12, 6)),
        ("G2=10%", 0.1, 10),
    ],
)
def test_a_simple_formula_is_understood(formula: str, yes: CellValue, no: CellValue) -> None:
    assert holds(formula, yes) is True
    assert holds(formula, no) is False


@pytest.mark.parametrize(
    "formula",
    [
        'AND(G2="Green",H2<TODAY())',
        "G2<TODAY()",
        "G2=$J$1",
        'SEARCH("a",G2)>1',
        'LEFT(G2,3)="Green"',
        "G2=Other!A1",
        "",
        'NOT(ISERROR(SEARCH("a",G2))',
        "NOT(ISERROR(SEARCH($J$1,G2)))",
        "MOD(ROW(),2)=0",
    ],
)
def test_any_other_formula_is_not_guessed(formula: str) -> None:
    assert condition_of_formula(formula, (2, 7)) is None


def test_wildcards_are_those_of_search() -> None:
    assert contains("gr?en")("It is GReEN")
    assert contains("a*z")("abcz")
    assert not contains("a~*z")("abcz")
    assert contains("a~*z")("a*z")


def test_numbers_come_before_texts_and_texts_before_truth() -> None:
    assert compares(">", 100)("a")
    assert compares("<", True)("a")
    assert not compares("<", "a")("a")
    assert compares("<=", "a")("A")
    assert compares("=", 0)(None)
    assert compares("=", "")(None)


def test_between_takes_its_ends_in_either_order() -> None:
    assert [value for value in range(6) if between(4, 2)(value)] == [2, 3, 4]


def test_constants_are_read_and_nothing_else() -> None:
    texts = ('"a ""b"""', "=5", "-2.5", "TRUE", "false", "$A$1", "TODAY()")
    assert [read_constant(text) for text in texts] == [
        'a "b"',
        5.0,
        -2.5,
        True,
        False,
        None,
        None,
    ]


def rows() -> dict[int, dict[int, RawCell]]:
    return {row: {1: RawCell(text), 7: RawCell(text, "D9D9D9")} for row, text in enumerate("abcab", start=1)}


def rule(
    condition: Condition | None, paint: Paint | None = GREEN, *, stops: bool = False, first: int = 1
) -> FillRule:
    return FillRule((Merge(first, 7, 1_048_576, 7),), condition, paint, "G1:G5: a rule", stops)


def fills(cells: dict[int, dict[int, RawCell]]) -> list[str | None]:
    return [row[7].fill for row in cells.values()]


def test_a_matching_rule_replaces_the_fill_of_the_cells_in_its_range_alone() -> None:
    cells = rows()
    assert paint_rows(cells, [rule(Condition(compares("=", "a")), first=2)]) == ()
    assert fills(cells) == ["D9D9D9", "D9D9D9", "D9D9D9", "00B050", "D9D9D9"]
    assert {row[1].fill for row in cells.values()} == {None}


def test_the_first_rule_that_paints_a_cell_wins() -> None:
    cells = rows()
    paint_rows(cells, [rule(Condition(compares("=", "a"))), rule(Condition(compares("<=", "b")), RED)])
    assert fills(cells) == ["00B050", "FF0000", "D9D9D9", "00B050", "FF0000"]


def test_a_rule_without_a_fill_that_stops_keeps_later_rules_off() -> None:
    cells = rows()
    stop = rule(Condition(compares("=", "a")), None, stops=True)
    paint_rows(cells, [stop, rule(Condition(compares("<=", "b")), RED)])
    assert fills(cells) == ["D9D9D9", "FF0000", "D9D9D9", "D9D9D9", "FF0000"]


def test_a_white_conditional_fill_hides_the_cells_own() -> None:
    cells = rows()
    paint_rows(cells, [rule(Condition(compares("=", "a")), Paint())])
    assert fills(cells) == [None, "D9D9D9", "D9D9D9", None, "D9D9D9"]


def test_a_formula_on_a_neighbour_moves_with_the_cell() -> None:
    cells = rows()
    paint_rows(cells, [rule(condition_of_formula('$A1="c"', (1, 7)))])
    assert fills(cells) == ["D9D9D9", "D9D9D9", "00B050", "D9D9D9", "D9D9D9"]


def test_a_cell_with_an_error_matches_nothing() -> None:
    cells = {1: {7: RawCell("#N/A", None, "error")}}
    paint_rows(cells, [rule(Condition(contains("N")))])
    assert cells[1][7].fill is None


def test_rules_that_cannot_be_evaluated_are_named_once() -> None:
    assert paint_rows(rows(), [rule(None), rule(None)]) == ("G1:G5: a rule",)


def test_endless_ranges_stop_with_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conditional_formats, "MAX_EXAMINED", 5_000)  # a thousandth of its own
    many = FillRule((Merge(1, 7, 5, 7),) * 1_000, Condition(contains("z")), GREEN, "G1:G5: many")
    assert paint_rows(rows(), [many]) == ("G1:G5: many (too many cells to examine)",)
