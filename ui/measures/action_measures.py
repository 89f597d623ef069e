"""The measures an action is meant to move, and whether they moved since it was completed.

Owns: reading and drawing both for one action. Refuses: the rule; that is `measure_moves.moved_since`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from data_model.measures.measure_assessment import MeasureAssessment, assess, moved_since, sentence_of
from data_model.measures.queries.measure_links import list_linked_actions, list_measures_of_action
from data_model.measures.queries.performance_settings import get_settings
from data_model.measures.queries.readings import list_series
from ui.measures.figure_text import latest_phrase
from ui.measures.measure_chips import chips
from ui.parts.whole_links import in_lines
from ui.shell.database import Session
from ui.shell.dates import short_day
from ui.shell.links import link
from ui.shell.pages import Page
from ui.shell.plain_text import escape


@dataclass(frozen=True, slots=True)
class MeasureOfAction:
    """A measure with the day its action was completed; None while it is not."""

    assessment: MeasureAssessment
    completed_on: date | None


def read_measures(session: Session, plan_id: int, action_id: int, as_at: date) -> list[MeasureOfAction]:
    """Read the measures linked to an action, as their figures were known on a day; one query without any."""
    ids = list_measures_of_action(session, plan_id, action_id)
    if not ids:
        return []
    settings = get_settings(session, plan_id)
    linked = list_linked_actions(session, plan_id, ids[0], as_at)
    completed_on = next((one.completed_on for one in linked if one.id == action_id), None)
    found = list_series(session, plan_id, as_at, measure_ids=ids)
    return [MeasureOfAction(assess(series, settings), completed_on) for series in found]


def show_measures(measures: Sequence[MeasureOfAction]) -> None:
    """Draw each measure with its reading and, once the action is complete, whether it has moved since."""
    if not measures:
        return
    st.header("Measures it should move", anchor=False)
    for each in measures:
        assessment, measure = each.assessment, each.assessment.series.measure
        with st.container(border=True, gap=None):
            link(Page.MEASURE, in_lines(measure.name), id=measure.id)
            if assessment.latest is None:
                st.markdown("No figure yet.")
                continue
            st.markdown(f"{escape(' '.join(latest_phrase(assessment)))} · {chips(assessment)}")
            if each.completed_on is None:
                st.markdown(escape(sentence_of(assessment)))
                continue
            moved = moved_since(assessment, each.completed_on)
            st.markdown(
                f"Since the action was completed on {short_day(each.completed_on)}: {escape(moved.sentence)}"
            )
