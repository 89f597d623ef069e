"""The rows of published CSV files, one after another: statistics with a column an indicator, and long data.

Owns: finding the columns by their headings, and bounded memory: no row is kept. Refuses: the meaning of cells
(`published_cells`), and choosing measures (`published_read`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from data_model.published.published_vocabulary import ENGLAND, SYMBOLS, PlaceKind
from data_model.published.rows import Place
from loaders.published.published_cells import (
    NEW_CODE,
    YEARLY,
    council_code,
    numbered_place,
    read_value,
)

LONG_COLUMNS = ("short desc", "data item", "years", "la and regions", "values", "la number", "region")
_IDENTIFYING = frozenset(
    (
        *("time_period", "time_identifier", "geographic_level", "country_code", "country_name"),
        *("region_code", "region_name", "old_la_code", "new_la_code", "la_name"),
    )
)
STATISTICS_COLUMNS = (
    *("time_period", "time_identifier", "geographic_level", "country_code", "old_la_code", "la_name"),
)


@dataclass(frozen=True, slots=True)
class PublishedCell:
    """One figure as written: of which measure, with the file's words for its name where it has any, in which
    column."""

    code: str
    name: str
    written: str
    column: str


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """One row. `place` is None where its code cannot be read, `cells` None where the row does not fit.

    `year` is as written; `other_period` names what the row is of instead of a year. `swapped` says that name
    and code stood in each other's column.
    """

    number: int
    place: Place | None
    year: str
    cells: tuple[PublishedCell, ...] | None
    seen: str
    swapped: bool = False
    other_period: str = ""


def folded(heading: Sequence[str]) -> list[str]:
    """Return headings as they are compared."""
    return [cell.strip().casefold() for cell in heading]


def statistics_rows(lines: Iterator[list[str]]) -> Iterator[PublishedRow]:
    """Read rows of Explore Education Statistics. A column of words is a filter, one of numbers an indicator.

    A file without rows gives none.
    """
    heading = folded(next(lines, []))
    at = {name: position for position, name in enumerate(heading)}
    filters: list[int] | None = None
    for number, row in enumerate(lines, 2):
        if not row:
            continue
        if len(row) != len(heading):
            yield PublishedRow(number, None, "", None, f"{len(row)} cells under {len(heading)} headings")
            continue
        if filters is None:
            filters = _filters(heading, row)
            indicators = [
                position
                for position, name in enumerate(heading)
                if name not in _IDENTIFYING and position not in filters
            ]
        place, swapped = _place(row, at)
        of = ", ".join(row[position].strip() for position in filters)
        yield PublishedRow(
            number,
            place,
            row[at["time_period"]],
            tuple(
                PublishedCell(*_named(heading[position], of), row[position], heading[position])
                for position in indicators
            ),
            " ".join(filter(None, (row[at["geographic_level"]], row[at["old_la_code"]], row[at["la_name"]]))),
            swapped,
            _other_period(row[at["time_identifier"]]),
        )


def long_rows(lines: Iterator[list[str]]) -> Iterator[PublishedRow]:
    """Read rows of the Local Authority Interactive Tool; a name left blank is that of the rows above."""
    heading = folded(next(lines, []))
    short, item, years, name, values, number, region = (heading.index(each) for each in LONG_COLUMNS)
    names: dict[str, str] = {}
    places: dict[tuple[str, str, str], Place | None] = {}
    for line, row in enumerate(lines, 2):
        if not row:
            continue
        if len(row) != len(heading):
            yield PublishedRow(line, None, "", None, f"{len(row)} cells under {len(heading)} headings")
            continue
        code = row[short].strip()
        if row[item].strip():
            names[code] = " ".join(row[item].split())
        key = (row[number], row[name].strip(), row[region].strip())
        if key not in places:
            places[key] = numbered_place(*key)
        cell = PublishedCell(code, names.get(code, ""), row[values], heading[values])
        yield PublishedRow(line, places[key], row[years], (cell,), f"{row[number]} {row[name]}".strip())


def _filters(heading: Sequence[str], row: Sequence[str]) -> list[int]:
    return [
        position
        for position, name in enumerate(heading)
        if name not in _IDENTIFYING
        and row[position].strip().casefold() not in SYMBOLS
        and read_value(row[position]) is None
    ]


def _named(indicator: str, of: str) -> tuple[str, str]:
    """Return a measure's code and its name: the indicator, and the filters' values where there are any."""
    words = indicator.replace("_", " ").capitalize()
    return (f"{indicator}|{of}", f"{words}: {of}") if of else (indicator, words)


def _other_period(identifier: str) -> str:
    """Name the period that is no year; a quarter of a year is named after the year, too."""
    written = " ".join(identifier.split())
    return "" if written.casefold() in YEARLY else written or "no time identifier"


def _place(row: Sequence[str], at: Mapping[str, int]) -> tuple[Place | None, bool]:
    level = row[at["geographic_level"]].strip().casefold()
    region = row[at["region_name"]].strip() if "region_name" in at else ""
    if level == "national":
        is_england = row[at["country_code"]].strip() == "E92000001"
        return (Place(ENGLAND, "England", PlaceKind.NATION) if is_england else None), False
    if level == "regional":
        code = row[at["region_code"]].strip() if "region_code" in at else ""
        return (Place(code, region, PlaceKind.REGION) if NEW_CODE.fullmatch(code) else None), False
    if level != "local authority":
        return None, False
    name = row[at["la_name"]].strip()
    swapped = NEW_CODE.fullmatch(name) is not None
    if swapped and "new_la_code" in at:
        name = row[at["new_la_code"]].strip()
    number = council_code(row[at["old_la_code"]])
    return (Place(number, name, PlaceKind.COUNCIL, region) if number and name else None), swapped
