"""Measures as rows that become cards on a narrow screen, each a way to its own page.

Owns: what a row says and in which order. Refuses: choosing and ordering the measures, drawing their lines.
"""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from data_model.measures.assessment_text import assurance_text, variation_text
from data_model.measures.measure_assessment import MeasureAssessment, sentence_of
from data_model.measures.trajectory import TrajectoryReading, read_trajectory
from data_model.published.published_chip import PublishedChip
from data_model.published.rows import PublishedLine
from data_model.shared.permissions import Permission, is_permitted
from ui.measures.figure_text import change_words, latest_phrase, latest_words, met_text
from ui.measures.measure_chips import chips
from ui.measures.published_column import chip_cells, chip_lines
from ui.parts.whole_links import LONGEST, in_lines
from ui.shell.access import current_actor
from ui.shell.links import link
from ui.shell.pages import Page
from ui.shell.plain_text import escape

# Pixels. Side by side they fill a desk's screen; a narrower one puts the last below the first, cutting none.
_NAME, _FIGURES, _PICTURE, _SAID, _PUBLISHED = 280, 225, 145, 310, 200
_NAME_LINE = 40  # signs


def show_measure_card(
    assessment: MeasureAssessment,
    line: str,
    said_of_line: str,
    as_at: date,
    published: Mapping[int, PublishedChip],
) -> None:
    """Draw a measure's name, latest figure, line, and what its chart says.

    `line` is an SVG picture, `said_of_line` its words for those who do not see it. `published` is what is
    published of the measures by their ids; it stands last and changes nothing of what stands before it.
    """
    measure = assessment.series.measure
    key = f"measure_card_{measure.id}"
    with st.container(border=True, key=key, horizontal=True, vertical_alignment="center"):
        with st.container(width=_NAME, gap=None):
            _show_name(assessment, _NAME_LINE)
        st.markdown(figure_lines(assessment), width=_FIGURES)
        if assessment.latest is not None:
            st.image(line, alt=said_of_line, width=_PICTURE)
        else:
            st.markdown("", width=_PICTURE)
        said = _said(assessment)
        if (trajectory := read_trajectory(assessment, as_at)) is not None:
            said += f"  \n:small[{escape(trajectory.sentence)}]"
        st.markdown(said, width=_SAID)
        if (chip := published.get(measure.id)) is not None:
            st.markdown(chip_lines(chip), width=_PUBLISHED)


def show_measure_line(
    assessment: MeasureAssessment,
    line: str,
    said_of_line: str,
    as_at: date,
    area_id: int,
    published: PublishedLine | None = None,
) -> None:
    """Draw a measure in half a page's width: its name, latest figure, line, what is said of it.

    `area_id` is the area that the page is about: only another one is named. `published` is where the council
    stands in national figures.
    """
    measure = assessment.series.measure
    with st.container(border=True, key=f"measure_line_{measure.id}", gap="xsmall"):
        with st.container(gap=None):
            _show_name(assessment, beside_area=area_id)
        figures, picture = st.columns(2, vertical_alignment="center")
        figures.markdown(figure_lines(assessment))
        if assessment.latest is not None:
            picture.image(line, alt=said_of_line, width="stretch")
        st.markdown(_said(assessment))
        if (trajectory := read_trajectory(assessment, as_at)) is not None:
            st.caption(escape(trajectory.sentence))
        if published is not None:
            st.caption(escape(published.text))


def show_state(assessment: MeasureAssessment, trajectory: TrajectoryReading | None) -> None:
    """Draw one measure's latest figure and target beside what its chart says, and the way to its target."""
    changes = " · ".join(map(escape, change_words(assessment)))
    with st.container(horizontal=True, key="measure_state", gap="large"):
        st.markdown(figure_lines(assessment), width="content")
        st.markdown(f"{chips(assessment)}  \n{changes}", width="content")
    if trajectory is not None:
        st.markdown(escape(trajectory.sentence))


def figure_lines(assessment: MeasureAssessment) -> str:
    """Write the latest figure with its period, and the target, as two lines of Markdown."""
    figure, when = latest_phrase(assessment)
    latest = f"**{escape(figure)}** {escape(when)}".strip()
    return f"{latest}  \n{escape(met_text(assessment))}"


def table_row(assessment: MeasureAssessment, published: Mapping[int, PublishedChip]) -> dict[str, object]:
    """Return what a row says as cells of a table, with what is published where any measure has that."""
    figure, period = latest_words(assessment)
    return {
        "Measure": assessment.series.measure.name,
        "Latest": figure,
        "Period": period,
        "Target": met_text(assessment),
        "Variation": variation_text(assessment),
        "Assurance": assurance_text(assessment),
        "Change": "; ".join(change_words(assessment)),
        **chip_cells(published.get(assessment.series.measure.id), published.values()),
        "In a sentence": sentence_of(assessment),
    }


def say_no_measures() -> None:
    """Say what to do where a plan has no measure yet."""
    if not is_permitted(current_actor(), Permission.MEASURES):
        st.markdown("There are no measures here yet. The programme office starts the catalogue.")
        return
    st.markdown("There are no measures here yet. Start the catalogue, then load a workbook of figures:")
    _ways()


def say_no_figures() -> None:
    """Say what to do where measures have no figure on the day shown."""
    if not is_permitted(current_actor(), Permission.IMPORT):
        st.markdown("No figure was known by this day. Choose a later one above, or wait for the next load.")
        return
    st.markdown("No figure was known by this day. Choose a later one above, or load a workbook of figures:")
    _ways()


def _ways() -> None:
    with st.container(horizontal=True, key="measure_ways"):
        link(Page.MEASURES, "**Measures and their targets ›**")
        link(Page.LOAD_PERFORMANCE, "**Load a workbook of figures ›**")


def _show_name(
    assessment: MeasureAssessment, longest: int = LONGEST, *, beside_area: int | None = None
) -> None:
    measure = assessment.series.measure
    link(Page.MEASURE, in_lines(measure.name, longest), id=measure.id)
    if measure.area and measure.area_id != beside_area:
        st.caption(escape(measure.area))


def _said(assessment: MeasureAssessment) -> str:
    changes = " · ".join(map(escape, change_words(assessment)))
    return f"{chips(assessment)}  \n{changes}" if changes else chips(assessment)
