"""Recommendations beside what they are about: on an action's page, an area's and the checks'.

Owns: those lines. Refuses: reading more than is kept for a plan and a day.
"""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from data_model.recommendations.queries.recommendations import list_recommendations
from data_model.recommendations.recommendation_checks import CHECKS
from data_model.recommendations.recommendation_text import in_order, name_of, recommendations_sentence
from data_model.recommendations.rows import RecommendationRow
from data_model.shared.sentence_text import counted
from ui.parts.whole_links import in_lines, link_beside
from ui.recommendations.recommendation_list import show_line
from ui.shell.cache import cached_read
from ui.shell.links import link
from ui.shell.pages import Page
from ui.shell.plain_text import escape, shorten

_SHOWN = 5


def show_of_action(plan_id: int, as_at: date, action_id: int) -> None:
    """Say which recommendations an action was made from or carries out; nothing without any."""
    found = [
        (row, one)
        for row in cached_read(list_recommendations, plan_id, as_at)
        for one in row.actions
        if one.id == action_id
    ]
    if not found:
        return
    st.header("Recommendations", anchor=False)
    for row, one in found:
        with st.container(gap=None):
            said = f"{'Made from' if one.made else 'Carries out'} {name_of(row)}"
            link(Page.RECOMMENDATION, in_lines(said, 40), id=row.id)
            st.text(shorten(row.words, 200))


def show_of_area(plan_id: int, as_at: date, area_id: int) -> None:
    """Draw the recommendations that actions of an area carry out; nothing without any."""
    rows = [
        row
        for row in cached_read(list_recommendations, plan_id, as_at)
        if any(one.area_id == area_id for one in row.actions)
    ]
    if not rows:
        return
    st.header("Recommendations that its actions carry out", anchor=False)
    st.markdown(escape(recommendations_sentence(rows)))
    for row in in_order(rows)[:_SHOWN]:
        show_line(row)
    if len(rows) > _SHOWN:
        link(Page.RECOMMENDATIONS, f"All {counted(len(rows), 'recommendation')} ›")


def show_raised(plan_id: int, as_at: date) -> None:
    """Draw the checks that recommendations raise, by kind; nothing without any."""
    rows: Sequence[RecommendationRow] = in_order(cached_read(list_recommendations, plan_id, as_at))
    raised = [(row, one) for row in rows for one in row.checks]
    if not raised:
        return
    st.header("Recommendations", anchor=False)
    for code, check in CHECKS.items():
        found = [(row, one) for row, one in raised if one.code == code]
        if not found:
            continue
        title = escape(f"{check.title} · {len(found):,}")
        with st.expander(title, key=f"checks_of_recommendations_{code}", on_change="rerun") as box:
            if box.open:
                st.markdown(escape(check.explanation))
                for row, one in found:
                    link_beside(Page.RECOMMENDATION, row.ref, one.because, id=row.id)
