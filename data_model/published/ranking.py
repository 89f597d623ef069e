"""Where a council stands among all councils and its neighbours.

Owns: ranks, quarters, a council's region, the neighbours' plain mean and their middle half. Refuses: words
and storage, and any part in limits, ratings or targets: a published figure is of a year and ours of a month.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import quantiles

from data_model.measures.measure_vocabulary import Polarity
from data_model.published.published_vocabulary import ENGLAND, PlaceKind
from data_model.published.rows import Place, PlaceFigure

_LONDON = frozenset(("london",))


@dataclass(frozen=True, slots=True)
class CouncilRank:
    """A council's place, 1 for the best, among `of` councils with a figure; `shared` with how many others.

    `quarter` is 1 for the best quarter of them to 4.
    """

    place: int
    of: int
    shared: int
    quarter: int


def rank_of(figures: Sequence[PlaceFigure], council: str, polarity: Polarity) -> CouncilRank | None:
    """Rank a council; None where it has no figure or no way is better. Equal figures share a place."""
    ranked = {
        one.place.code: one.value
        for one in figures
        if one.place.kind is PlaceKind.COUNCIL and one.value is not None
    }
    own = ranked.get(council)
    if own is None or polarity is Polarity.INFO:
        return None
    values = ranked.values()
    better = sum(1 for value in values if (value < own if polarity is Polarity.LOWER else value > own))
    shared = sum(1 for value in values if value == own) - 1
    return CouncilRank(better + 1, len(ranked), shared, better * 4 // len(ranked) + 1)


def ranked_councils(figures: Sequence[PlaceFigure], polarity: Polarity) -> tuple[PlaceFigure, ...]:
    """Return the councils with a figure, the best first, equal ones by name; for INFO the lowest first."""
    councils = [one for one in figures if one.place.kind is PlaceKind.COUNCIL and one.value is not None]
    sign = -1 if polarity is Polarity.HIGHER else 1
    return tuple(sorted(councils, key=lambda one: (sign * (one.value or 0.0), one.place.name)))


def value_of(figures: Sequence[PlaceFigure], code: str) -> float | None:
    """Return the figure of a place; None where it has none."""
    return next((one.value for one in figures if one.place.code == code), None)


def england_of(figures: Sequence[PlaceFigure]) -> float | None:
    """Return the figure of England; None where it has none."""
    return value_of(figures, ENGLAND)


def region_of(figures: Sequence[PlaceFigure], council: Place | None) -> PlaceFigure | None:
    """Return the figure of a council's region; None where nobody says which it is, or it is not there.

    Its words count in any order, because publications write "Outer London" and "London (Outer)"; where one
    has London alone, that is the region of both its parts.
    """
    wanted = _words(council.region) if council is not None else frozenset()
    if not wanted:
        return None
    regions = {_words(one.place.name): one for one in figures if one.place.kind is PlaceKind.REGION}
    return regions.get(wanted) or (regions.get(_LONDON) if wanted > _LONDON else None)


def neighbour_values(figures: Sequence[PlaceFigure], neighbours: Sequence[str]) -> list[Decimal]:
    """List the figures of those neighbours that have one, exactly as decimals."""
    wanted = set(neighbours)
    return [Decimal(repr(one.value)) for one in figures if one.place.code in wanted and one.value is not None]


def neighbours_mean(figures: Sequence[PlaceFigure], neighbours: Sequence[str]) -> Decimal | None:
    """Return the plain mean of the neighbours that have a figure; None without any."""
    values = neighbour_values(figures, neighbours)
    return sum(values, Decimal(0)) / len(values) if values else None


def middle_half(figures: Sequence[PlaceFigure], neighbours: Sequence[str]) -> tuple[Decimal, Decimal] | None:
    """Return between which figures the middle half of the neighbours lies; None for fewer than four."""
    values = neighbour_values(figures, neighbours)
    if len(values) < 4:
        return None
    lower, _middle, upper = quantiles(values, n=4, method="inclusive")
    return lower, upper


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name.casefold()))
