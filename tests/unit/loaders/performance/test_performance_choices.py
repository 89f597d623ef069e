"""What is asked of the columns and sheets of a workbook of figures, and what an answer changes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_model.measures.measure_vocabulary import Polarity, measure_key
from data_model.plan.import_choices import LEAVE_OUT, LEFT_OUT, LOAD, ChoiceKind, ImportChoice
from loaders.files.raw_workbook import RawSheet
from loaders.performance import performance_bodies
from loaders.performance.measure_names import NameBook
from loaders.performance.performance_bodies import TablesOfFile
from loaders.performance.performance_check import PerformanceCheck
from loaders.performance.performance_choices import ToldOfFile
from loaders.performance.performance_figures import ReadFigures, read_figures
from loaders.performance.performance_import import PerformanceFile
from loaders.performance.performance_tables import SheetTables, coordinates
from loaders.plan.choices import accept_proposals
from tests.performance_workbooks import Rows, raw, sheet

AS_AT = date(2022, 12, 31)
WIDE: Rows = [
    ["Measure", "Agreed level", "Apr-22", "May-22"],
    ["Open contacts", 150, 603, 196],
    ["Contacts received", 900, 880, 910],
]
LONG: Rows = [
    ["What we count", "When", "How many", "Said by"],
    ["Open contacts", "Apr-22", 603, "Ola Brett"],
    ["Open contacts", "May-22", 196, "Ola Brett"],
    ["Contacts received", "May-22", 910, "Ravi Olden"],
]


def choose(name: str, meaning: str, kind: ChoiceKind = ChoiceKind.COLUMN) -> ImportChoice:
    return ImportChoice(kind, measure_key(name), name, meaning)


def read(rows: Rows, *choices: ImportChoice, hidden: bool = False) -> ReadFigures:
    made = sheet(rows)
    workbook = raw(RawSheet(made.name, made.rows, hidden=hidden))
    return read_figures(TablesOfFile(workbook, ToldOfFile(choices)), NameBook(()), AS_AT)


def told(found: ReadFigures) -> dict[str, float | None]:
    return {one.cell: one.value for one in found.readings}


def asked(found: ReadFigures) -> dict[str, str]:
    """What each open question is read as now."""
    return {one.written: one.read_as for one in found.questions if one.asks}


def read_as(found: ReadFigures) -> dict[str, str]:
    return {one.written: one.read_as for one in found.questions}


def test_only_what_is_not_known_is_asked_with_samples_beside_it() -> None:
    found = read(WIDE)
    assert asked(found) == {"Agreed level": ""}
    (question,) = (one for one in found.questions if one.asks)
    assert (question.cell, question.samples, question.must_answer) == ("B1", ("150", "900"), False)
    assert "target" in question.options
    assert "figure" not in question.options
    assert read_as(found) == {"Front door": LOAD, "Measure": "measure", "Agreed level": ""}


def test_a_chosen_column_is_read_as_chosen_and_no_longer_asked() -> None:
    found = read(WIDE, choose("Agreed level", "target"))
    assert asked(found) == {}
    assert [reader.series.target.name for reader, _ in found.readers if reader.series.target] == ["B2", "B3"]
    assert told(found) == told(read(WIDE))


def test_a_column_that_is_to_be_left_out_is_named_as_left_out() -> None:
    codes = {issue.type.code: issue.cell for issue in read(WIDE, choose("Agreed level", LEFT_OUT)).issues}
    assert codes["performance-column-left"] == "B2:B3"
    assert "performance-column-unknown" not in codes


def test_a_second_column_of_one_meaning_is_asked_and_the_chosen_one_holds() -> None:
    rows: Rows = [
        ["Measure", "Target", "Goal", "Apr-22", "May-22"],
        ["Open contacts", 150, 120, 603, 196],
    ]
    found = read(rows)
    assert asked(found) == {"Goal": ""}
    assert {issue.cell for issue in found.issues if issue.type.code == "performance-column-unknown"} == {"C2"}
    chosen = read(rows, choose("Goal", "target"))
    assert asked(chosen) == {"Target": ""}
    assert [reader.series.target.name for reader, _ in chosen.readers if reader.series.target] == ["C2"]


def test_a_table_without_known_headings_is_refused_only_after_the_offer() -> None:
    found = read(LONG)
    assert [issue.type.code for issue in found.issues if issue.type.severity.value == "error"] == [
        "no-performance-table"
    ]
    assert "“How many”" in next(i.seen for i in found.issues if i.type.code == "no-performance-table")
    assert asked(found) == {"What we count": "", "When": "", "How many": "", "Said by": ""}
    assert all(one.must_answer for one in found.questions if one.asks)
    settled = read(
        LONG, choose("What we count", "measure"), choose("When", "period"), choose("How many", "figure")
    )
    assert told(settled) == {"C2": 603, "C3": 196, "C4": 910}
    assert asked(settled) == {"Said by": ""}
    assert not any(one.must_answer for one in settled.questions)


def test_words_beside_one_column_of_figures_are_no_measure_but_asked_about() -> None:
    rows: Rows = [["What we count", "Month", "Value"], ["Open contacts", "Apr-22", 603]]
    rows = [*rows, ["Open contacts", "May-22", 196]]
    assert asked(read(rows)) == {"What we count": ""}
    assert told(read(rows, choose("What we count", "measure"))) == {"C2": 603, "C3": 196}
    assert read(rows, choose("What we count", LEFT_OUT)).unknown[0].written == "Value"


def test_one_month_over_an_unknown_heading_is_offered_too() -> None:
    rows: Rows = [["What we count", "Apr-22"], ["Open contacts", 603]]
    assert asked(read(rows)) == {"What we count": ""}
    assert told(read(rows, choose("What we count", "measure"))) == {"B2": 603}


@pytest.mark.parametrize(
    "rows",
    [[["Item", "Cost"], ["Chairs", 4]], [["Note", "Day"], ["Met", "01/04/2022"], ["Left", "02/05/2022"]]],
)
def test_what_is_no_table_of_figures_is_not_asked_about(rows: Rows) -> None:
    assert asked(read(rows)) == {}


def test_a_hidden_sheet_is_asked_about_and_loaded_when_somebody_says_so() -> None:
    found = read(WIDE, hidden=True)
    assert asked(found) == {"Front door": LEAVE_OUT}
    assert told(found) == {}
    loaded = read(WIDE, choose("Front door", LOAD, ChoiceKind.SHEET), hidden=True)
    assert told(loaded) == told(read(WIDE))
    assert "Front door" not in asked(loaded)


def test_a_sheet_that_is_left_out_is_named() -> None:
    found = read(WIDE, choose("front DOOR", LEAVE_OUT, ChoiceKind.SHEET))
    assert told(found) == {}
    assert "performance-sheet-left" in {issue.type.code for issue in found.issues}


def test_the_tables_are_found_once_however_often_names_are_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    inner = performance_bodies.find_tables

    def counting(made: RawSheet, *given: Any) -> SheetTables:
        seen.append(made.name)
        return inner(made, *given)

    monkeypatch.setattr(performance_bodies, "find_tables", counting)
    workbook = raw(sheet([*WIDE, ["Calls about nothing", None, 4, 5]]))
    check = PerformanceCheck(None, None, PerformanceFile("figures.xlsx", "", 0, workbook))
    first = check.report(AS_AT)
    assert [one.written for one in first.unknown] == ["Calls about nothing"]
    second = check.report(AS_AT, answers={"Calls about nothing": None})
    assert (second.unknown, [one.written for one in second.asked]) == ((), ["Calls about nothing"])
    assert len(first.added) == len(second.added) == 4
    assert seen == ["Front door"]


@pytest.mark.parametrize(
    ("words", "polarity"),
    [(("Low", "Low"), Polarity.LOWER), (("H", "H"), Polarity.HIGHER), (("T", "T"), Polarity.INFO),
     (("Good perf is: Low", "L"), Polarity.LOWER), (("High", "Low"), None), (("Soon", "Soon"), None)],
)  # fmt: skip
def test_a_name_that_is_asked_for_comes_with_which_way_is_better(
    words: tuple[str, str], polarity: Polarity | None
) -> None:
    rows: Rows = [
        ["Measure", "Good perf is", "Apr-22"],
        ["Calls about nothing", words[0], 4],
        ["Measure", "Good perf is", "May-22"],
        ["Calls about nothing", words[1], 5],
    ]
    assert [(one.figures, one.polarity) for one in read(rows).unknown] == [(2, polarity)]


def test_a_table_is_found_again_where_an_answer_changes_what_a_row_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = [*WIDE, ["Calls about nothing"], ["Open cases", None, 1, 2]]
    check = PerformanceCheck(None, None, PerformanceFile("figures.xlsx", "", 0, raw(sheet(rows))))
    assert [one.written for one in check.report(AS_AT).unknown] == ["Calls about nothing: Open cases"]
    answered = check.report(AS_AT, answers={"Calls about nothing": None})
    again = PerformanceCheck(None, None, check.file).report(AS_AT, answers={"Calls about nothing": None})
    assert answered == again


# For any table and any choice ------------------------------------------------------------------------------

_TEXTS = ("Ola Brett", "see note", "to be agreed", "monthly", "12 visits")
_EXTRA = ("Said by", "Agreed level", "Target", "Goal", "Good is", "England", "Comment", "Tier", "Office")


@st.composite
def long_tables(draw: st.DrawFn) -> list[list[Any]]:
    """A long table with further columns of any content, its columns in any order."""
    extra = draw(st.lists(st.sampled_from(_EXTRA), unique=True, max_size=4))
    rows: list[list[Any]] = [["Measure", "Month", "Value", *extra]]
    for month in draw(st.lists(st.sampled_from(["Apr-22", "May-22", "Jun-22"]), min_size=1, unique=True)):
        for name in ("Open contacts", "Contacts received"):
            cells = draw(
                st.lists(
                    st.one_of(st.none(), st.sampled_from(_TEXTS), st.integers(1, 200)),
                    min_size=len(extra),
                    max_size=len(extra),
                )
            )
            rows.append([name, month, draw(st.integers(1, 900)), *cells])
    return rows


@st.composite
def lists_of_days(draw: st.DrawFn) -> list[list[Any]]:
    """A list: a row for each month, measures across, with further columns."""
    extra = draw(
        st.lists(st.sampled_from(("Comment", "England", "Trend", "Target")), unique=True, max_size=2)
    )
    rows: list[list[Any]] = [["Month", "Open contacts", "Contacts received", *extra]]
    for month in ("Apr-22", "May-22", "Jun-22"):
        cells = [draw(st.one_of(st.none(), st.sampled_from(_TEXTS))) for _ in extra]
        rows.append([month, draw(st.integers(1, 900)), draw(st.integers(1, 900)), *cells])
    return rows


def shuffled(rows: Sequence[Sequence[Any]], order: Sequence[int]) -> list[list[Any]]:
    return [[row[number] for number in order] for row in rows]


def accounted(found: ReadFigures) -> set[tuple[int, int]]:
    """The cells (column, row) that something was read of or that are named in the report."""
    cells: set[tuple[int, int]] = set()
    names = [issue.cell for issue in found.issues]
    for reader, _ in found.readers:
        series = reader.series
        names += [entry.cell_names for entry in series.entries]
        names += [placed.name for entry in series.entries for _, placed in entry.others]
        names += [one.placed.name for one in series.beside]
    for name in names:
        for part in filter(None, name.replace(" ", "").split(",")):
            first, _, last = part.partition(":")
            (left, top), (right, bottom) = coordinates(first), coordinates(last or first)
            cells |= {(c, r) for c in range(left, right + 1) for r in range(top, bottom + 1)}
    return cells


def says(found: ReadFigures) -> set[tuple[Any, ...]]:
    """What was read, apart from where it stands."""
    return {
        (one.measure_id, one.part_kind, one.part, one.period, one.state, one.value) for one in found.readings
    }


_MEANINGS = ("target", LEFT_OUT, "what-others-have", "team", "unit", "section")
ANY_CHOICE = st.tuples(st.sampled_from(_EXTRA), st.sampled_from(_MEANINGS))


@settings(max_examples=40, deadline=None)
@given(st.one_of(long_tables(), lists_of_days()), st.lists(ANY_CHOICE, max_size=2))
def test_no_text_is_neither_loaded_nor_named(rows: list[list[Any]], chosen: list[tuple[str, str]]) -> None:
    found = read(rows, *(choose(*one) for one in chosen))
    identity = {"Measure", "Month"}
    labels = {"tier", "team", "section", "unit"}
    known = {one.written for one in found.questions if one.read_as in labels} | identity
    held = accounted(found)
    for number, row in enumerate(rows[1:], start=2):
        for column, value in enumerate(row, start=1):
            if value is not None and rows[0][column - 1] not in known:
                assert (column, number) in held, (rows[0][column - 1], value)


@settings(max_examples=25, deadline=None)
@given(long_tables(), st.data())
def test_the_order_of_columns_does_not_matter(rows: list[list[Any]], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(rows[0]))))
    one_target = [heading for heading in rows[0] if heading in ("Target", "Goal")]
    choices = [choose(one_target[0], "target")] if one_target else []
    first, second = read(rows, *choices), read(shuffled(rows, order), *choices)
    assert says(first) == says(second)
    assert read_as(first) == read_as(second)


@settings(max_examples=25, deadline=None)
@given(long_tables(), st.lists(ANY_CHOICE, max_size=2))
def test_choices_made_twice_change_nothing(rows: list[list[Any]], chosen: list[tuple[str, str]]) -> None:
    choices = [choose(*one) for one in chosen]
    once = read(rows, *choices)
    again = read(rows, *choices, *choices, *accept_proposals(once.questions, ()))
    assert says(once) == says(again)
    assert read_as(once) == read_as(again)


@settings(max_examples=25, deadline=None)
@given(long_tables(), ANY_CHOICE)
def test_a_choice_changes_no_column_that_it_does_not_name(
    rows: list[list[Any]], chosen: tuple[str, str]
) -> None:
    heading, meaning = chosen
    before, after = read_as(read(rows)), read_as(read(rows, choose(heading, meaning)))
    changed = {name for name in before | after if before.get(name) != after.get(name)} - {heading}
    # Another column of the same meaning gives way, and is asked about.
    assert all(before[name] == meaning and after.get(name) == "" for name in changed if heading in before)
    assert changed == set() or heading in rows[0]
