"""The words of published statistics: kinds of file, of place, units, and what stands where a figure should.

Owns: these closed lists and what each symbol means. Refuses: reading files, and any figure.
"""

from enum import StrEnum

LICENCE = "Open Government Licence v3.0"
ENGLAND = "970"  # the number that the sector's files give England
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class ReleaseKind(StrEnum):
    """Which publication a file is of."""

    STATISTICS = "statistics"  # Explore Education Statistics
    LONG_DATA = "long_data"  # the Local Authority Interactive Tool
    NEIGHBOURS = "neighbours"


KIND_NAMES = {
    ReleaseKind.STATISTICS: "Explore Education Statistics",
    ReleaseKind.LONG_DATA: "Local Authority Interactive Tool",
    ReleaseKind.NEIGHBOURS: "statistical neighbours",
}
PUBLISHER = "Department for Education"


class PlaceKind(StrEnum):
    """What a figure is of. Only councils are ranked."""

    NATION = "nation"
    REGION = "region"
    COUNCIL = "council"


class PublishedUnit(StrEnum):
    """What a published value counts."""

    PERCENT = "percent"
    RATE = "rate"  # per 10,000 children
    NUMBER = "number"


class FigureState(StrEnum):
    """What stands where a figure should; only a value is a number, and none of the others is ever zero."""

    VALUE = "value"
    SUPPRESSED = "suppressed"
    UNRELIABLE = "unreliable"
    NOT_APPLICABLE = "not_applicable"
    LOW = "low"
    MISSING = "missing"


STATE_WORDS = {
    FigureState.VALUE: "",
    FigureState.SUPPRESSED: "suppressed",
    FigureState.UNRELIABLE: "too unreliable to publish",
    FigureState.NOT_APPLICABLE: "not applicable",
    FigureState.LOW: "rounds to zero",
    FigureState.MISSING: "not available",
}
# As the publishers' notes explain them.
SYMBOLS = {
    "c": FigureState.SUPPRESSED,
    "u": FigureState.UNRELIABLE,
    "z": FigureState.NOT_APPLICABLE,
    "k": FigureState.LOW,
    "low": FigureState.LOW,
    "~": FigureState.LOW,
    "x": FigureState.MISSING,
    ":": FigureState.MISSING,
    "..": FigureState.MISSING,
    "-": FigureState.MISSING,
    "": FigureState.MISSING,
}


# How a release of the demonstration came in (`Actor.through`): its figures are nobody's.
INVENTED_THROUGH = "demonstration"


def source_text(kind: ReleaseKind) -> str:
    """Say whose figures they are and under which licence: the attribution that the licence asks for."""
    return f"{PUBLISHER}, {KIND_NAMES[kind]}; {LICENCE}"


def year_phrase(year: int, written: str, ends: int | None) -> str:
    """Say a year in a sentence: "the year to March 2025" where the month of its end is known.

    `ends` is that month, 1 to 12, as whoever loaded the release said; "2016-17" says itself.
    """
    if len(written) > 4 or ends is None:
        return written
    return f"the year to {_MONTHS[ends - 1]} {year}"


def year_in_short(year: int, written: str, ends: int | None) -> str:
    """Write a year for a heading: "2024/25" for one that two calendar years share, else as it is written.

    `year` is the one in which it ends and `ends` the month of that, 1 to 12, where somebody said it.
    """
    spans = written.startswith(str(year - 1)) or (written == str(year) and ends is not None and ends < 12)
    return f"{year - 1}/{year % 100:02}" if spans else written
