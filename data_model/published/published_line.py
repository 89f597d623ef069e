"""What is published of a measure, in one line beside its own figures: where the council stands.

Owns: that line with the figures behind it, which a board's view keeps. Refuses: the long sentence of one
measure's page (`comparison_text`), ranks (`ranking`), and any part in limits, ratings or targets.
"""

from collections.abc import Iterable, Mapping
from textwrap import shorten

from data_model.measures.measure_vocabulary import Polarity
from data_model.measures.rows import MeasureRow
from data_model.published.comparison_text import (
    NOT_PUBLISHED,
    about_text,
    newest_year,
    own_figure,
    place_text,
    published_text,
    rank_text,
    when_text,
)
from data_model.published.measure_suggestions import is_not_published
from data_model.published.ranking import england_of, neighbours_mean, rank_of
from data_model.published.rows import PublishedComparison, PublishedLine

_MOST_NAME = 100  # characters of a published name


def published_lines(
    measures: Iterable[MeasureRow], found: Mapping[int, PublishedComparison]
) -> tuple[PublishedLine, ...]:
    """Return a line for each measure that compares with something or that nobody publishes, in their order.

    `found` is what measures compare with, by their ids. A measure that nobody linked has no line.
    """
    lines = []
    for measure in measures:
        if (compared := found.get(measure.id)) is not None:
            lines.append(published_line(compared, measure.definition.polarity))
        elif is_not_published(measure.name):
            lines.append(PublishedLine(measure.id, NOT_PUBLISHED))
    return tuple(lines)


def published_line(found: PublishedComparison, polarity: Polarity) -> PublishedLine:
    """Say a council's newest published figure, England's and the rank, with the year; `polarity` is of ours.

    "“Re-referrals” 27.2% in the year to March 2025; England 22.6%; 144th of 153."
    """
    link, newest = found.link, newest_year(found)
    name = shorten(link.published.name, _MOST_NAME, placeholder=" …")
    if newest is None:
        text = f"“{name}”: no figure was published by this day."
        return PublishedLine(
            link.measure_id, text, link.published.name, note=link.note, source=about_text(found)
        )
    unit, england, when = link.published.unit, england_of(newest.figures), when_text(newest)
    own, mean = own_figure(found, newest), neighbours_mean(newest.figures, found.neighbours)
    rank = rank_of(newest.figures, found.council.code, polarity) if found.council is not None else None
    placed = rank_text(rank) if rank is not None else ""
    figure = place_text(own, unit) if own is not None else "no figure"
    parts = [f"“{name}” {figure} {when}"] if found.council is not None else [f"“{name}” {when}"]
    parts += [f"England {published_text(england, unit)}"] if england is not None else []
    parts += [placed] if placed else []
    return PublishedLine(
        measure_id=link.measure_id,
        text=f"{'; '.join(parts)}.",
        published=link.published.name,
        when=when.removeprefix("in "),
        council=found.council.name if found.council is not None else "",
        value=own.value if own is not None else None,
        england=england,
        neighbours=float(mean) if mean is not None else None,
        rank=placed,
        note=link.note,
        source=about_text(found),
    )
