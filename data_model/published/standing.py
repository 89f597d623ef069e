"""Where a plan's council stands in what is published of a measure: each figure by itself, and the sentence.

Owns: that row, worked out with the ranks and the words that the page of a measure has. Refuses: both of these
(`ranking`, `comparison_text`), and any part in limits, ratings or targets.
"""

from collections.abc import Iterable, Mapping

from data_model.measures.measure_vocabulary import Polarity
from data_model.measures.rows import MeasureRow
from data_model.published.comparison_text import (
    NOT_PUBLISHED,
    about_text,
    as_printed,
    comparison_sentence,
    newest_year,
    own_figure,
    place_text,
    rank_text,
    short_year,
    year_words,
)
from data_model.published.measure_suggestions import is_not_published
from data_model.published.ranking import (
    england_of,
    middle_half,
    neighbour_values,
    neighbours_mean,
    rank_of,
    region_of,
)
from data_model.published.rows import PublishedComparison, StandingRow, YearFigures


def standings(measures: Iterable[MeasureRow], found: Mapping[int, PublishedComparison]) -> list[StandingRow]:
    """Return a row for each measure that compares with something or that nobody publishes, in their order.

    `found` is what measures compare with, by their ids. A measure that nobody linked has no row.
    """
    rows = []
    for measure in measures:
        if (compared := found.get(measure.id)) is not None:
            rows.append(_standing(measure.name, compared, measure.definition.polarity))
        elif is_not_published(measure.name):
            rows.append(StandingRow(measure.name, NOT_PUBLISHED))
    return rows


def _standing(name: str, found: PublishedComparison, polarity: Polarity) -> StandingRow:
    newest = newest_year(found)
    if newest is None:
        newest = YearFigures(0, "", (), found.release)
    own, region = own_figure(found, newest), region_of(newest.figures, found.council)
    mean = neighbours_mean(newest.figures, found.neighbours)
    band = middle_half(newest.figures, found.neighbours)
    rank = rank_of(newest.figures, found.council.code, polarity) if found.council is not None else None
    return StandingRow(
        measure=name,
        sentence=comparison_sentence(found, polarity),
        published=found.link.published.name,
        unit=found.link.published.unit,
        year=short_year(newest),
        when=year_words(newest) if newest.year else "",
        council=found.council.name if found.council is not None else "",
        figure=own.value if own is not None else None,
        instead=place_text(own, found.link.published.unit) if own is not None and own.value is None else "",
        england=england_of(newest.figures),
        region=region.place.name if region is not None else "",
        region_figure=region.value if region is not None else None,
        neighbours=float(as_printed(mean)) if mean is not None else None,
        neighbours_counted=len(neighbour_values(newest.figures, found.neighbours)),
        middle_half=(float(as_printed(band[0])), float(as_printed(band[1]))) if band is not None else None,
        edition=found.edition,
        rank=rank_text(rank) if rank is not None else "",
        place=rank.place if rank is not None else None,
        of=rank.of if rank is not None else None,
        quarter=rank.quarter if rank is not None else None,
        note=found.link.note,
        source=about_text(found),
    )
