"""A measure's published figures on its page: the sentence, the years as a table, where they come from.

Owns: drawing them, and saying that there are none. Refuses: words and ranks, and any part in the chart's
limits or in what it says.
"""

from collections.abc import Callable, Iterator
from typing import Protocol, TypeVar

import streamlit as st

from data_model.measures.measure_vocabulary import Polarity
from data_model.measures.rows import MeasureRow
from data_model.published.comparison_text import (
    NOT_PUBLISHED,
    about_text,
    band_text,
    comparison_sentence,
    is_of_one_unit,
    own_text,
    place_text,
    published_text,
    rank_text,
    short_year,
)
from data_model.published.measure_suggestions import is_not_published
from data_model.published.ranking import england_of, neighbours_mean, rank_of, region_of
from data_model.published.rows import PublishedComparison, YearFigures
from ui.parts.chart_view import Drawn, show_chart, show_table
from ui.parts.downloads import offer_formats
from ui.shell.dates import short_day
from ui.shell.links import link
from ui.shell.pages import Page
from ui.shell.plain_text import escape

_MOST = 10  # years
About = TypeVar("About")
_Told = TypeVar("_Told", contravariant=True)


class PublishedExport(Protocol[_Told]):
    """What writes published figures as files (`exports`)."""

    @property
    def formats(self) -> tuple[str, ...]: ...

    def write(self, form: str, rows: PublishedComparison, about: _Told, /) -> bytes: ...


def show_published(
    found: PublishedComparison | None,
    measure: MeasureRow,
    strip: "Callable[[PublishedComparison, Polarity], Drawn]",
    export: "PublishedExport[About]",
    about: About,
) -> None:
    """Draw how the council compares; without a link say so, or that nobody publishes such a figure.

    `strip` draws every council in its order; `export` writes the whole table; `about` is what its file says
    of itself.
    """
    st.header("Published figures", anchor=False)
    if found is None:
        st.markdown(NOT_PUBLISHED if is_not_published(measure.name) else "Linked to no published figure.")
        return
    polarity = measure.definition.polarity
    st.markdown(escape(comparison_sentence(found, polarity)))
    drawn = is_of_one_unit(measure.definition.unit, found)
    where = " In the chart England is the dotted line, the middle half the blue band." if drawn else ""
    if band := band_text(found):
        st.markdown(escape(f"{band}{where}"))
    st.caption(escape(f"How the definitions differ: {found.link.note} (said by {found.link.linked_by})"))
    if found.council is None:
        link(Page.LOAD_PUBLISHED, "Say which council’s plan this is ›")
    if found.years:
        show_chart(strip(found, polarity), "measure_ranked", leads_on=False)
        show_table(_rows(found, polarity))
    st.caption(escape(about_text(found)))
    with st.container(horizontal=True, key="published_downloads"):
        name = f"{measure.name} published"

        def write(form: str) -> bytes:
            return export.write(form, found, about)

        offer_formats("Every council as", export.formats, write, name, "published")


def _rows(found: PublishedComparison, polarity: Polarity) -> list[dict[str, object]]:
    """Return the newest years as rows: few columns, whose words wrap, fit a telephone."""
    # Two releases may have one name; below the table each stands with both.
    is_dated = len({one.release.id for one in found.years}) > 1
    return [_row(found, year, polarity, is_dated=is_dated) for year in found.years[:_MOST]]


def _row(
    found: PublishedComparison, year: YearFigures, polarity: Polarity, *, is_dated: bool
) -> dict[str, object]:
    row: dict[str, object] = {"Year": short_year(year)}
    if found.council is not None:
        said, rank = own_text(found, year), rank_of(year.figures, found.council.code, polarity)
        # A heading is read as Markdown, and a name comes from the file.
        row[escape(found.council.name)] = f"{said}, {rank_text(rank)}" if rank is not None else said
    row["Compared with"] = " · ".join(_compared(found, year, is_dated=is_dated))
    return row


def _compared(found: PublishedComparison, year: YearFigures, *, is_dated: bool) -> Iterator[str]:
    """Say the year's figures of England, the region and the neighbours, each with whose it is."""
    unit = found.link.published.unit
    if (england := england_of(year.figures)) is not None:
        yield f"England {published_text(england, unit)}"
    if (region := region_of(year.figures, found.council)) is not None:
        yield f"{region.place.name} {place_text(region, unit)}"
    if (mean := neighbours_mean(year.figures, found.neighbours)) is not None:
        yield f"neighbours {published_text(mean, unit)}"
    if is_dated:
        yield f"published {short_day(year.release.published_on)}"
