"""Published figures in words: one figure, and the sentence that compares.

Owns: these words, in plain text. Refuses: ranks (`ranking`), the few words of a list (`published_chip`), and
drawing.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from textwrap import shorten

from data_model.measures.measure_vocabulary import Polarity, Unit
from data_model.published.published_vocabulary import (
    KIND_NAMES,
    STATE_WORDS,
    PublishedUnit,
    source_text,
    year_in_short,
    year_phrase,
)
from data_model.published.ranking import (
    CouncilRank,
    england_of,
    middle_half,
    neighbour_values,
    neighbours_mean,
    rank_of,
    region_of,
)
from data_model.published.rows import PlaceFigure, PublishedComparison, ReleaseRow, YearFigures
from data_model.shared.sentence_text import listed, short_day

QUARTERS = {1: "best quarter", 2: "second-best quarter", 3: "third quarter", 4: "last quarter"}
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NOT_PUBLISHED = "No national figure exists for this measure."


def published_text(value: float | Decimal, unit: PublishedUnit) -> str:
    """Say a published value with one decimal at most: "27.2%", "93 per 10,000", "14.7"."""
    said = f"{as_printed(value):,}".removesuffix(".0")
    return said + {PublishedUnit.PERCENT: "%", PublishedUnit.RATE: " per 10,000"}.get(unit, "")


def place_text(figure: PlaceFigure, unit: PublishedUnit) -> str:
    """Say the figure of a place, or what stands in its place: "suppressed (c)"."""
    if figure.value is not None:
        return published_text(figure.value, unit)
    return f"{STATE_WORDS[figure.state]} ({figure.symbol})" if figure.symbol else STATE_WORDS[figure.state]


def rank_text(rank: CouncilRank) -> str:
    """Say a rank: "144th of 153", "joint 42nd of 151"."""
    joint = "joint " if rank.shared else ""
    return f"{joint}{ordinal(rank.place)} of {rank.of:,}"


def number_text(number: int) -> str:
    """Write a number in a sentence: in words up to ten."""
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"


def when_text(year: YearFigures) -> str:
    """Say of which year figures are, to stand in a sentence: "in the year to March 2025"."""
    return f"in {year_words(year)}"


def comparison_sentence(found: PublishedComparison, polarity: Polarity) -> str:
    """Say in one sentence how a council's newest published figure compares; `polarity` is of our measure."""
    unit, newest = found.link.published.unit, newest_year(found)
    if newest is None:
        return f"{found.link.published.name}: no figure was published by this day."
    when = f"In {year_words(newest)}"
    name = shorten(found.link.published.name, 100, placeholder=" …")
    england = england_of(newest.figures)
    if found.council is None:
        of_england = f": England {published_text(england, unit)}" if england is not None else ""
        return f"{when}, “{name}”{of_england}. Nobody has said which council’s plan this is."
    own = own_figure(found, newest)
    if own is None or own.value is None:
        state = STATE_WORDS[own.state] if own is not None else "it is not in this release"
        of_england = f" England: {published_text(england, unit)}." if england is not None else ""
        return f"{when}, {found.council.name} has no figure for “{name}” ({state}).{of_england}"
    parts = [f"{when}, {found.council.name} had {published_text(own.value, unit)} (“{name}”)"]
    parts[0] += _against(found, newest, Decimal(repr(own.value)))
    rank = rank_of(newest.figures, found.council.code, polarity)
    if rank is not None:
        parts.append(f"{rank_text(rank)} councils, in the {QUARTERS[rank.quarter]}")
    return ", ".join(parts) + "."


def band_text(found: PublishedComparison) -> str:
    """Say between which figures the middle half of the neighbours lies; empty where they are too few."""
    newest = newest_year(found)
    band = middle_half(newest.figures, found.neighbours) if newest is not None else None
    if band is None:
        return ""
    unit = found.link.published.unit
    low, high = (published_text(edge, unit) for edge in band)
    return f"The middle half of its statistical neighbours ({found.edition}): {low} to {high}."


def is_of_one_unit(unit: Unit, found: PublishedComparison) -> bool:
    """Say whether a measure and what it compares with can be drawn on one scale."""
    if unit is Unit.PERCENT:
        return found.link.published.unit is PublishedUnit.PERCENT
    return unit is Unit.RATIO and found.link.published.unit is PublishedUnit.NUMBER


def attribution_text(release: ReleaseRow) -> str:
    """Say whose figures a release has and under which licence; or that they are invented."""
    if release.is_invented:
        return f"Invented for the demonstration, in the form of {KIND_NAMES[release.kind]}"
    return source_text(release.kind)


def about_text(found: PublishedComparison) -> str:
    """Say where the figures come from: source and licence, release, when it was published, the next one.

    Years that it lacks are named with the earlier release that they are from.
    """
    release = found.release
    due = f"; the next is due {short_day(release.next_due)}" if release.next_due else ""
    said = f"{attribution_text(release)}. {_release_text(release)}{due}."
    years: dict[int, list[YearFigures]] = {}
    for year in found.years:
        years.setdefault(year.release.id, []).append(year)
    for of_one in years.values():
        if of_one[0].release.id != release.id:
            said += f" {_years_text(of_one)}: {_release_text(of_one[0].release)}."
    return said


def own_text(found: PublishedComparison, year: YearFigures) -> str:
    """Say the figure of the plan's council in a year, and what the release before said of it otherwise.

    A figure that differs as it is printed is restated; where there is none, that is said as a gap.
    """
    own, unit = own_figure(found, year), found.link.published.unit
    said = place_text(own, unit) if own is not None else "not in this release"
    if year.said_before is None:
        return said
    before = published_text(year.said_before, unit)
    if own is None or own.value is None:
        return f"{said}; {before} in the one before"
    return said if said == before else f"{said} (restated from {before})"


def own_figure(found: PublishedComparison, year: YearFigures) -> PlaceFigure | None:
    """Return the figure of the plan's council in a year; None where the file lacks it."""
    if found.council is None:
        return None
    return next((one for one in year.figures if one.place.code == found.council.code), None)


def newest_year(found: PublishedComparison) -> YearFigures | None:
    """Return the newest year that has a figure; None where none was published by the day."""
    return found.years[0] if found.years else None


def year_words(year: YearFigures) -> str:
    """Say a year by itself: "the year to March 2025"."""
    return year_phrase(year.year, year.year_text, year.release.year_ends)


def short_year(year: YearFigures) -> str:
    """Say a year where it stands in a list or a heading: "2024/25"."""
    return year_in_short(year.year, year.year_text, year.release.year_ends)


def release_words(release: ReleaseRow) -> str:
    """Name a release so that it is told from another of the same name: "2025, published 30 Oct 2025"."""
    return f"{release.label}, published {short_day(release.published_on)}"


def _release_text(release: ReleaseRow) -> str:
    return f"Release {release_words(release)}"


def _years_text(years: Sequence[YearFigures]) -> str:
    """Name years that stand the newest first; without a gap by the first and the last."""
    first, last = years[-1], years[0]
    if len(years) > 2 and last.year - first.year == len(years) - 1:
        return f"{short_year(first)} to {short_year(last)}"
    return listed([short_year(year) for year in reversed(years)])


def _against(found: PublishedComparison, year: YearFigures, own: Decimal) -> str:
    """Say how a figure stands to England's, the region's and the neighbours' mean, as all are printed."""
    unit = found.link.published.unit
    others: list[tuple[str, Decimal]] = []
    england, region = england_of(year.figures), region_of(year.figures, found.council)
    if england is not None:
        others.append(("England", Decimal(repr(england))))
    if region is not None and region.value is not None:
        others.append((region.place.name, Decimal(repr(region.value))))
    mean = neighbours_mean(year.figures, found.neighbours)
    if mean is not None:
        number = len(neighbour_values(year.figures, found.neighbours))
        many = f"its {number_text(number)} neighbours’ average"
        others.append((many if number > 1 else "its one neighbour with a figure", mean))
    groups: dict[str, list[str]] = {}
    for whose, value in others:
        groups.setdefault(_word(own, value), []).append(f"{whose} ({published_text(value, unit)})")
    said = " and ".join(f"{word} {listed(whose)}" for word, whose in groups.items())
    return f": {said}" if said else ""


def _word(own: Decimal, other: Decimal) -> str:
    """Compare two figures as they are printed: a reader sees no other difference."""
    printed, against = as_printed(own), as_printed(other)
    if printed == against:
        return "the same as"
    return "more than" if printed > against else "less than"


def as_printed(value: float | Decimal) -> Decimal:
    """Return a value as it is printed, with one decimal."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)


def ordinal(number: int) -> str:
    """Write a number's place: "1st", "12th", "143rd"."""
    if 10 < number % 100 < 14:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
