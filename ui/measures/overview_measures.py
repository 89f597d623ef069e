"""The measures that most need attention, in words, at the foot of the overview's first screen.

Owns: which three, and their words. Refuses: charts; the overview has as many as it can bear.
"""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from data_model.measures.assessment_text import attention_sentence
from data_model.measures.queries.assessments import list_assessments
from ui.measures.figure_text import latest_phrase, met_text
from ui.measures.measure_chips import chips
from ui.parts.whole_links import in_lines
from ui.shell.database import Session
from ui.shell.links import link
from ui.shell.pages import Page
from ui.shell.plain_text import escape

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class MeasureInBrief:
    """A measure as the overview says it; `chips` is Markdown, the rest plain text."""

    id: int
    name: str
    latest: str
    target: str
    chips: str


@dataclass(frozen=True, slots=True)
class MeasuresInBrief:
    """What the overview says of measures: a plain sentence, and the three that most need attention."""

    sentence: str
    worst: tuple[MeasureInBrief, ...]


def brief_measures(session: Session, plan_id: int, as_at: date) -> MeasuresInBrief:
    """Read the measures that have figures by a day and say the worst three; for `kept`."""
    read = [each for each in list_assessments(session, plan_id, as_at) if each.latest is not None]
    worst = tuple(
        MeasureInBrief(
            each.series.measure.id,
            each.series.measure.name,
            " ".join(latest_phrase(each)),
            met_text(each),
            chips(each),
        )
        for each in read[:_SHOWN]
    )
    return MeasuresInBrief(attention_sentence(read) if read else "", worst)


def show_measures(brief: MeasuresInBrief) -> None:
    """Draw them side by side, each a way to its page; nothing where the plan has no figures."""
    if not brief.worst:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.header("Measures that most need attention", anchor=False, width="content")
        link(Page.FRONT_DOOR, "All measures ›")
    st.markdown(escape(brief.sentence))
    with st.container(horizontal=True, key="overview_measures"):
        for each in brief.worst:
            with st.container(width=400, gap=None):
                link(Page.MEASURE, in_lines(each.name), id=each.id)
                st.markdown(f"{escape(each.latest)}. {escape(each.target)}  \n{each.chips}")
