"""Published files as they come: byte order marks, swapped names, symbols, years, doubtful rows."""

import io

import pytest

from data_model.published.published_vocabulary import FigureState, PlaceKind, PublishedUnit, ReleaseKind
from loaders.files.issues import FILE_QUOTATION_MARK
from loaders.published import published_issues as kinds
from loaders.published.published_cells import council_code, read_value, read_year, unit_in
from loaders.published.published_import import ToldOfRelease, check_published
from loaders.published.published_read import ReadPublished, read_published, read_published_file

HEADING = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,"
    "old_la_code,new_la_code,la_name,category,done_count,done_percent"
)
ENGLAND = "2025,Reporting year,National,E92000001,England,,,,,,All,1000,22.6"
REGION = "2025,Reporting year,Regional,E92000001,England,E12000004,East Midlands,,,,All,90,24.7"
TOWN = (
    "2025,Reporting year,Local authority,E92000001,England,E12000004,East Midlands,"
    "801,E06000900,Hillside,All,40,27.2"
)
LONG = "Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region"


def read(*lines: str, encoding: str = "utf-8") -> ReadPublished:
    """Understand a made file, keeping every measure."""
    file = read_published_file("f.csv", io.BytesIO("\r\n".join(lines).encode(encoding)))
    assert file.kind is not None, file.problem
    return read_published(file, lambda _code, _name, _unit: True)


def codes(found: ReadPublished) -> list[str]:
    return [issue.type.code for issue in found.issues]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_statistics_are_read_with_or_without_a_byte_order_mark(encoding: str) -> None:
    found = read(HEADING, ENGLAND, REGION, TOWN.replace("Hillside", "Hillé"), encoding=encoding)
    assert [place.kind for place in found.places.values()] == [
        PlaceKind.NATION,
        PlaceKind.REGION,
        PlaceKind.COUNCIL,
    ]
    assert found.places["801"].name == "Hillé"
    values = {figure.key: figure.value for figure in found.figures}
    assert values["done_percent|All", "801", 2025] == 27.2
    assert [seen.unit for seen in found.measures] == [PublishedUnit.NUMBER, PublishedUnit.PERCENT]
    assert not found.issues


@pytest.mark.parametrize(
    ("encoding", "delimiter", "said"),
    [
        ("utf-8", ",", ""),
        ("utf-16", ",", "utf-16 text"),
        ("utf-16-le", ",", "utf-16 text"),
        ("utf-32", "\t", "utf-32 text and cells parted by tabs"),
        ("cp1252", "|", "windows-1252 text and cells parted by upright lines"),
        ("mac_roman", ",", "mac-roman text"),
        ("utf-8-sig", ";", "cells parted by semicolons"),
    ],
)
def test_a_file_that_a_spreadsheet_saved_is_read_and_what_was_recognised_is_said(
    encoding: str, delimiter: str, said: str
) -> None:
    lines = (HEADING, ENGLAND, TOWN.replace("Hillside", "Hillé"))
    found = read(*(line.replace(",", delimiter) for line in lines), encoding=encoding)
    assert found.places["801"].name == "Hillé"
    assert {figure.key: figure.value for figure in found.figures}["done_percent|All", "801", 2025] == 27.2
    notes = [(issue.type.code, issue.seen) for issue in found.issues]
    assert notes == ([(kinds.PUBLISHED_TEXT_RECOGNISED.code, said)] if said else [])
    told = read(f"sep={delimiter}", *(line.replace(",", delimiter) for line in lines), encoding=encoding)
    assert told.figures == found.figures


def test_decimal_commas_between_semicolons_are_read_as_decimals() -> None:
    found = read(*(line.replace(",", ";").replace(".", ",") for line in (HEADING, ENGLAND, TOWN)))
    assert [issue.seen for issue in found.issues] == ["cells parted by semicolons and decimal commas"]
    assert {figure.value for figure in found.figures} == {1000, 22.6, 40, 27.2}


@pytest.mark.parametrize(
    ("written", "value"), [("1,234", 1234), ("12,345.6", 12345.6), ("27,2", None), ("1234,567", None)]
)
def test_a_comma_stands_between_thousands_or_the_cell_is_named(written: str, value: float | None) -> None:
    found = read(HEADING, ENGLAND, TOWN.replace("27.2", f'"{written}"'))
    values = [one.value for one in found.figures if one.key == ("done_percent|All", "801", 2025)]
    assert values == ([value] if value is not None else [])
    assert codes(found) == ([] if value is not None else [kinds.PUBLISHED_VALUE_UNCLEAR.code])


def test_quotation_marks_that_do_not_close_are_said_in_our_own_words() -> None:
    found = read(HEADING, ENGLAND, TOWN.replace("Hillside", '"Hillside'))
    assert [(issue.type.code, issue.cell) for issue in found.issues] == [(FILE_QUOTATION_MARK.code, "row 3")]
    assert found.issues[0].seen == "the row that begins on line 3"


def test_name_columns_are_found_by_their_headings_and_swapped_cells_are_named() -> None:
    swapped = HEADING.replace("new_la_code,la_name", "la_name,new_la_code")
    by_heading = read(swapped, TOWN.replace("E06000900,Hillside", "Hillside,E06000900"))
    assert (by_heading.places["801"].name, codes(by_heading)) == ("Hillside", [])
    by_cell = read(HEADING, TOWN.replace("E06000900,Hillside", "Hillside,E06000900"))
    assert by_cell.places["801"].name == "Hillside"
    assert codes(by_cell) == [kinds.PUBLISHED_NAMES_SWAPPED.code]


@pytest.mark.parametrize(
    ("symbol", "state"),
    [
        ("c", FigureState.SUPPRESSED),
        ("u", FigureState.UNRELIABLE),
        ("z", FigureState.NOT_APPLICABLE),
        ("low", FigureState.LOW),
        ("k", FigureState.LOW),
        ("x", FigureState.MISSING),
        (":", FigureState.MISSING),
        ("", FigureState.MISSING),
    ],
)
def test_a_symbol_stays_a_symbol_and_is_never_zero(symbol: str, state: FigureState) -> None:
    found = read(HEADING, ENGLAND, TOWN.replace("27.2", symbol))
    figure = next(one for one in found.figures if one.key == ("done_percent|All", "801", 2025))
    assert (figure.value, figure.state, figure.symbol) == (None, state, symbol)
    seen = next(one for one in found.measures if one.code == "done_percent|All")
    assert seen.symbols == {symbol: 1}


def test_what_cannot_be_read_is_named_and_the_rest_is_loaded() -> None:
    found = read(
        HEADING,
        ENGLAND,
        TOWN,
        TOWN.replace("801", "z").replace("Hillside", "Nowhere"),
        TOWN.replace("2025,Reporting year", "2025,Week 3"),
        TOWN.replace("2025,Reporting year", "2025,Week 3"),
        TOWN.replace("801", "802").replace("27.2", "many"),
        TOWN.replace("27.2", "27.3"),
        "2025,Reporting year",
    )
    assert codes(found) == [
        kinds.PUBLISHED_PLACE_UNKNOWN.code,
        kinds.PUBLISHED_VALUE_UNCLEAR.code,
        kinds.PUBLISHED_TWICE.code,
        kinds.PUBLISHED_ROW_SHORT.code,
        kinds.PUBLISHED_YEAR_UNCLEAR.code,
    ]
    assert found.issues[1].cell == "row 7, column done_percent"
    assert (found.issues[-1].seen, found.issues[-1].cell) == ("Week 3, 2 rows", "row 5")
    # Of two contradicting figures neither is taken.
    assert ("done_percent|All", "801", 2025) not in {figure.key for figure in found.figures}


@pytest.mark.parametrize(
    "identifier",
    [
        *("Financial year Q1", "Academic year Q1 to Q2", "Calendar year Q4", "Autumn term", "January"),
        *("Part 1 (April to September)", ""),
    ],
)
def test_a_part_of_a_year_is_named_and_never_stored_as_the_year(identifier: str) -> None:
    part = TOWN.replace("Reporting year", identifier).replace("27.2", "31")
    found = read(HEADING, ENGLAND, TOWN, part)
    assert {figure.value for figure in found.figures if figure.measure == "done_percent|All"} == {22.6, 27.2}
    assert [(issue.type.code, issue.seen) for issue in found.issues] == [
        (kinds.PUBLISHED_YEAR_UNCLEAR.code, f"{identifier or 'no time identifier'}, 1 row")
    ]


@pytest.mark.parametrize("identifier", ["Academic year", "Calendar year", "financial  Year", "Tax year"])
def test_every_kind_of_year_is_read(identifier: str) -> None:
    found = read(HEADING, ENGLAND, TOWN.replace("Reporting year", identifier))
    assert not found.issues
    assert len(found.figures) == 4


def test_a_file_of_quarters_alone_says_that_no_row_can_be_loaded() -> None:
    quarters = "\n".join((HEADING, TOWN.replace("Reporting year", "Financial year Q1"))).encode()
    report = check_published(None, read_published_file("f.csv", io.BytesIO(quarters)))
    assert [issue.type.code for issue in report.issues] == [
        "published-day-unknown",
        "published-no-row",
        "published-year-unclear",
    ]


def test_an_extract_without_names_calls_a_measure_as_it_is_called_already() -> None:
    rows = "\n".join((LONG, "Late,,2025,Hillside,80.9,801,East")).encode()
    file = read_published_file("f.csv", io.BytesIO(rows))
    (stored,) = read_published(file, lambda _code, name, _unit: name == "% late", {"Late": "% late"}).measures
    assert (stored.name, stored.unit, stored.is_wanted, stored.is_named) == (
        *("% late", PublishedUnit.PERCENT),
        *(True, False),
    )
    (unknown,) = read_published(file, lambda *_: True).measures
    assert (unknown.name, unknown.is_named) == ("Late", False)
    later = read(LONG, "Late,,2024,Hillside,80.9,801,East", "Late,Named below,2025,Hillside,81,801,East")
    assert (later.measures[0].name, later.measures[0].is_named) == ("Named below", True)


def test_many_doubts_of_a_kind_are_counted() -> None:
    found = read(HEADING, ENGLAND, *[TOWN.replace("801", "none")] * 30)
    assert len(found.issues) == 21
    assert found.issues[-1].seen == "and 10 more"


def test_long_data_names_a_measure_once_and_numbers_its_regions() -> None:
    found = read(
        LONG,
        "Late,Percentage late,2024-25 (OT),Hillside,80.900000000000006,801.0,East Midlands",
        "Late,,2024-25 (OT),England,-,970.0,NA",
        "Late,,2024-25 (OT),East Midlands,81,983.0,NA",
        "Late,,2024-25 (OT),Mars,81,1200,NA",
    )
    assert [figure.place for figure in found.figures] == ["801", "970", "E12000004"]
    assert [figure.value for figure in found.figures] == [80.9, None, 81]
    assert {(figure.year, figure.year_text) for figure in found.figures} == {(2025, "2024-25")}
    assert (found.measures[0].name, found.measures[0].unit) == ("Percentage late", PublishedUnit.PERCENT)
    assert codes(found) == [kinds.PUBLISHED_PLACE_UNKNOWN.code]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b"Month,Value\n1,2\n", "not-published-file"),
        (b"time_period,done\n2025,1\n", "published-column-missing"),
        (b"PK\x03\x04 nothing", "file-damaged"),
        (b"\0\0\0\0", "file-not-downloaded"),
        (b"time_period,x\n2025,\0\1\n", "published-not-readable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "file-old-xls"),
        (b"<html><body>Sign in</body></html>", "file-web-page"),
    ],
)
def test_a_file_that_is_none_is_named(content: bytes, code: str) -> None:
    report = check_published(None, read_published_file("f.csv", io.BytesIO(content)))
    assert not report.can_load
    assert [issue.type.code for issue in report.issues] == [code]


def test_only_the_usual_measures_are_kept_unless_others_are_chosen() -> None:
    rows = "\n".join((HEADING.replace("done_percent", "rereferral_percent"), ENGLAND, TOWN)).encode()
    file = read_published_file("f.csv", io.BytesIO(rows))
    usual = check_published(None, file)
    assert usual.read is not None
    assert {figure.measure for figure in usual.read.figures} == {"rereferral_percent|All"}
    assert [issue.type.code for issue in usual.issues] == ["published-day-unknown"]
    chosen = check_published(None, file, ToldOfRelease(measures=frozenset({"done_count|All"})))
    assert chosen.read is not None
    assert {figure.measure for figure in chosen.read.figures} == {"done_count|All"}
    unknown = check_published(None, file, ToldOfRelease(measures=frozenset({"neither"})))
    assert "published-measure-unknown" in [issue.type.code for issue in unknown.issues]


def test_a_kind_is_told_by_its_headings() -> None:
    file = read_published_file("x.txt", io.BytesIO(f"{LONG}\n".encode()))
    assert file.kind is ReleaseKind.LONG_DATA


@pytest.mark.parametrize(
    ("written", "year"),
    [
        ("2025", (2025, "2025")),
        ("202425", (2025, "2024-25")),
        ("2024/25", (2025, "2024-25")),
        ("1999-00", (2000, "1999-00")),
        ("202403", None),
        ("25", None),
        ("2024-25 (Provisional)", (2025, "2024-25")),
        ("2024-25 (Q1)", None),
        ("2025 (April to June)", None),
        ("", None),
    ],
)
def test_years_are_read_by_the_year_in_which_they_end(written: str, year: tuple[int, str] | None) -> None:
    assert read_year(written) == year


def test_cells_are_read_exactly() -> None:
    assert read_value("1,234.5") == (1234.5, FigureState.VALUE, "")
    assert read_value("1e400") is None
    assert council_code("940 / 941") == "940/941"
    assert council_code("970.0") is None
    assert unit_in("agency_rate_fte") is PublishedUnit.PERCENT
    assert unit_in("rate per 10,000") is PublishedUnit.RATE
