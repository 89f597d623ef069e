"""What a list has room for of a measure's published figures: England, the council's own, its rank.

Owns: those few words, part by part. Refuses: the long sentence
(`comparison_text`), ranks (`ranking`), drawing, and any part in limits, ratings or targets.
"""

from dataclasses import dataclass

from data_model.measures.measure_vocabulary import Polarity
from data_model.published.comparison_text import (
    QUARTERS,
    newest_year,
    own_figure,
    place_text,
    published_text,
    rank_text,
    short_year,
)
from data_model.published.ranking import england_of, rank_of
from data_model.published.rows import PublishedComparison


@dataclass(frozen=True, slots=True)
class PublishedChip:
    """A council's newest published figure beside England's: plain words, empty where there is nothing to say.

    `rank` and `quarter` are of the council's published figure, not of the month that stands beside them.
    `exists` is False where nobody publishes such a figure; all the rest is empty then.
    """

    year: str = ""
    england: str = ""
    own: str = ""
    rank: str = ""
    quarter: str = ""
    exists: bool = True


NONE_EXISTS = PublishedChip(exists=False)


def published_chip(found: PublishedComparison, polarity: Polarity) -> PublishedChip | None:
    """Say how a council's newest published figure compares; None where none was published by the day.

    `polarity` is of our measure: one for information has no rank.
    """
    newest = newest_year(found)
    if newest is None:
        return None
    unit, england, own = found.link.published.unit, england_of(newest.figures), own_figure(found, newest)
    rank = rank_of(newest.figures, found.council.code, polarity) if found.council else None
    return PublishedChip(
        year=short_year(newest),
        england=published_text(england, unit) if england is not None else "no figure",
        own=place_text(own, unit) if own is not None else "",
        rank=rank_text(rank) if rank is not None else "",
        quarter=QUARTERS[rank.quarter] if rank is not None else "",
    )
