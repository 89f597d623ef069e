"""What inspectors found beside what it is about: actions, areas, recommendations and the challenge panel.

Owns: those lines. Refuses: reading more than is kept for a plan and a day.
"""

from datetime import date

import streamlit as st

from data_model.inspections.inspection_text import finding_label, visit_title
from data_model.inspections.queries.inspections import list_findings, list_inspections
from data_model.inspections.rows import FindingRow
from data_model.shared.sentence_text import counted
from ui.inspections.finding_list import show_sentence
from ui.parts.whole_links import in_lines
from ui.shell.cache import cached_read
from ui.shell.links import link
from ui.shell.pages import Page
from ui.shell.plain_text import escape, shorten

_VISITS = 3  # the newest of an area
_FINDINGS = 3  # of one visit


def show_of_action(plan_id: int, as_at: date, action_id: int) -> None:
    """Draw what inspectors found that an action answers, the newest first; nothing without any."""
    found = [
        (row.visit, row.finding)
        for row in cached_read(list_findings, plan_id, as_at)
        if any(action.id == action_id for action in row.finding.actions)
    ]
    if not found:
        return
    st.header("What inspectors found", anchor=False)
    for visit, one in found:
        with st.container(gap=None):
            link(Page.INSPECTION, in_lines(visit_title(visit), 40), id=visit.id)
            _show_words(one)


def show_of_recommendation(plan_id: int, as_at: date, recommendation_id: int) -> None:
    """Draw the findings that became a recommendation; nothing without any."""
    found = [
        (row.visit, row.finding)
        for row in cached_read(list_findings, plan_id, as_at)
        if row.finding.recommendation_id == recommendation_id
    ]
    if not found:
        return
    st.header("What inspectors found", anchor=False)
    for visit, one in found:
        with st.container(gap=None):
            link(Page.INSPECTION, in_lines(visit_title(visit), 40), id=visit.id)
            _show_words(one)


def show_of_area(plan_id: int, as_at: date, area_id: int) -> None:
    """Draw what each visit found of an area beside what the plan said that day, the newest first."""
    rows = cached_read(list_inspections, plan_id, as_at, area_id)
    found = [(row, area) for row in rows for area in row.areas]
    if not found:
        return
    st.header("What inspectors found", anchor=False)
    for row, area in found[:_VISITS]:
        with st.container(gap="xsmall"):
            link(Page.INSPECTION, in_lines(visit_title(row.visit)), id=row.visit.id)
            show_sentence(area)
            for one in sorted(row.findings, key=lambda each: not each.asks)[:_FINDINGS]:
                _show_words(one)
            if len(row.findings) > _FINDINGS:
                st.markdown(f"{counted(len(row.findings) - _FINDINGS, 'more finding')} on its page.")
    if len(found) > _VISITS:
        link(Page.INSPECTIONS, f"All {counted(len(found), 'visit')} ›")


def _show_words(finding: FindingRow) -> None:
    st.markdown(f"**{escape(finding_label(finding))}**: {escape(shorten(finding.words, 300))}")
