"""The demonstration's national figures: files as they are downloaded, of councils that do not exist.

Owns: the invented councils, their figures, those of their regions and of England, the neighbours, and the
files' bytes, the same for the same day. Refuses: any real council's name, number or figure: the numbers are
of the range that no council has, every name says that it is invented, and so does every measure. Loading is
`published_seed`'s.
"""

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256
from io import StringIO
from statistics import fmean
from typing import NamedTuple

from openpyxl import Workbook

from demo.performance_figures import (
    AGAIN,
    ASSESSMENTS,
    CASELOAD,
    CONFERENCE_ON_TIME,
    DemoFigures,
    Line,
    demo_figures,
)
from demo.plan_content import DEMO_COUNCIL
from demo.workbook_bytes import steady_bytes

OWN_NUMBER = 512
INVENTED = "invented for the demonstration"
YEAR_ENDS = 3  # its years end in March
_FIRST_NUMBER = 500  # to 599: no council has one of these
_RELEASED = (10, 30)  # month and day
_YEARS = 3
_BEGINNINGS = ("Ash", "Bram", "Cold", "Dun", "Elm", "Fox", "Gar", "Hol", "Ivel", "Kest")
_ENDINGS = ("bury", "combe", "dale", "marsh", "thorpe", "leigh", "mere", "stoke", "wick", "worth")
# Their codes are beyond those that regions have.
_REGIONS = {
    "North (invented)": "E12000900",
    "Middle (invented)": "E12000901",
    "South (invented)": "E12000902",
}


class PublishedColumn(NamedTuple):
    """One measure of the file: ours, the file's heading, England's level, how far councils differ."""

    ours: str
    heading: str
    level: float
    spread: float
    most: float
    note: str


COLUMNS = (
    PublishedColumn(
        AGAIN,
        "rereferral_percent",
        22.4,
        11.0,
        100,
        "The same; ours is by the month of the referral.",
    ),
    PublishedColumn(
        ASSESSMENTS, "assessment_within_45_days_percent", 84.6, 19.0, 100, "The same; ours is monthly."
    ),
    PublishedColumn(
        CONFERENCE_ON_TIME, "conference_within_15_days_percent", 79.8, 24.0, 100, "The same; ours is monthly."
    ),
    PublishedColumn(
        CASELOAD,
        "average_number_of_cases",
        16.6,
        9.0,
        60,
        "Ours is at the end of each month.",
    ),
)


class ReleaseFile(NamedTuple):
    """A file to download, as at the day on which it was published."""

    published_on: date
    label: str
    next_due: date | None
    file_name: str
    content: bytes


def release_days(today: date, first: date) -> list[date]:
    """List the days of releases from the last one before `first`, when the demo begins, to `today`."""
    month, day = _RELEASED
    days = [date(year, month, day) for year in range(first.year - 1, today.year + 1)]
    return [
        one for at, one in enumerate(days) if one < today and (at + 1 == len(days) or days[at + 1] > first)
    ]


def statistics_file(today: date, published_on: date) -> ReleaseFile:
    """Make the file of a release: the three years that had ended by then, of England and every place."""
    figures, newest = demo_figures(today), published_on.year
    stream = StringIO()
    writer = csv.writer(stream)
    writer.writerow(
        [
            *("time_period", "time_identifier", "geographic_level", "country_code", "country_name"),
            *("region_code", "region_name", "old_la_code", "new_la_code", "la_name", "kind_of_figure"),
            *(column.heading for column in COLUMNS),
        ]
    )
    for year in range(newest - _YEARS + 1, newest + 1):
        writer.writerows(_year_rows(year, figures))
    return ReleaseFile(
        published_on,
        f"{newest}, {INVENTED}",
        date(newest + 1, *_RELEASED),
        f"invented-national-figures-{newest}.csv",
        stream.getvalue().encode(),
    )


def neighbours_file(published_on: date) -> ReleaseFile:
    """Make the table of statistical neighbours: the ten most alike of each invented council."""
    workbook = Workbook()
    workbook.properties.creator = DEMO_COUNCIL
    sheet = workbook.active
    sheet.title = "Neighbours"
    pairs = [heading for at in range(1, 11) for heading in (f"SN{at}", f"SNP{at}")]
    sheet.append(["LA num", "LA Name", "GOReg", *pairs])
    numbers = [number for number, _ in _councils()]
    for number, name in _councils():
        nearest = sorted(
            (one for one in numbers if one != number), key=lambda one: (_apart(one, number), one)
        )
        closeness = ("Very close", "Close", "Somewhat close")
        cells = [cell for at, one in enumerate(nearest[:10]) for cell in (one, closeness[min(at // 4, 2)])]
        sheet.append([number, name, _region(number), *cells])
    content = steady_bytes(workbook, published_on)
    label = f"{published_on.year}, {INVENTED}"
    return ReleaseFile(published_on, label, None, f"invented-neighbours-{published_on.year}.xlsx", content)


def _year_rows(year: int, figures: DemoFigures) -> Iterator[list[str]]:
    england = [f"{_england(column, year):.1f}" for column in COLUMNS]
    nation = ("Calendar year", "National", "E92000001", "England")
    yield [str(year), *nation, "", "", "", "", "", INVENTED, *england]
    cells = {
        number: [_cell(column, number, year, figures) for column in COLUMNS] for number, _ in _councils()
    }
    for region, code in _REGIONS.items():
        of_region = zip(*(cells[number] for number in cells if _region(number) == region), strict=True)
        means = [_mean(column) for column in of_region]
        where = ("Calendar year", "Regional", "E92000001", "England", code, region)
        yield [str(year), *where, "", "", "", INVENTED, *means]
    for number, name in _councils():
        region = _region(number)
        yield [
            *(
                str(year),
                "Calendar year",
                "Local authority",
                "E92000001",
                "England",
                _REGIONS[region],
                region,
            ),
            *(str(number), f"E06{number:06d}", name, INVENTED, *cells[number]),
        ]


def _mean(cells: Sequence[str]) -> str:
    """Write the mean of a region's councils, those left out that have no figure."""
    return f"{fmean(float(cell) for cell in cells if cell not in ('c', 'x')):.1f}"


def _cell(column: PublishedColumn, number: int, year: int, figures: DemoFigures) -> str:
    """Write a council's figure; the demo's own is what its months say, and a few are suppressed."""
    if number == OWN_NUMBER:
        own = _own(column, year, figures)
        return f"{own:.1f}" if own is not None else "x"
    if number % 37 == 0:
        return "c"
    about = _england(column, year) + column.spread * _chance(f"{column.heading} {number}")
    moved = column.spread * 0.15 * _chance(f"{column.heading} {number} {year}")
    return f"{min(max(about + moved, 0.5), column.most):.1f}"


def _own(column: PublishedColumn, year: int, figures: DemoFigures) -> float | None:
    """Return the year's figure of the demo's council from its months; None where it has none of them."""
    in_year = [
        at for at, month in enumerate(figures.months) if date(year - 1, 4, 1) <= month < date(year, 4, 1)
    ]
    shares = [figures.shares[Line(column.ours)][at] for at in in_year]
    if not shares:
        return None
    share = sum(one.part for one in shares) / sum(one.of for one in shares)
    return share if column.ours == CASELOAD else 100 * share


def _england(column: PublishedColumn, year: int) -> float:
    return column.level + column.spread * 0.08 * _chance(f"England {column.heading} {year}")


def _councils() -> Sequence[tuple[int, str]]:
    """List the councils by number; each name says that it is invented, but for the demo's own."""
    names = [f"{first}{last} (invented)" for last in _ENDINGS for first in _BEGINNINGS]
    numbered = enumerate(names, _FIRST_NUMBER)
    return [(number, DEMO_COUNCIL if number == OWN_NUMBER else name) for number, name in numbered]


def _region(number: int) -> str:
    return tuple(_REGIONS)[number % len(_REGIONS)]


def _apart(one: int, other: int) -> float:
    return abs(_chance(f"like {one}") - _chance(f"like {other}"))


def _chance(name: str) -> float:
    """Give a number between -1 and 1, nearer to 0 more often; the same for the same name."""
    digest = sha256(name.encode()).digest()
    return (digest[0] * 256 + digest[1] + digest[2] * 256 + digest[3]) / 65535 - 1
