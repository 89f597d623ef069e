"""Findings and grades as lines, and what the plan said of an area on the day of a visit.

Owns: those lines. Refuses: finding and choosing them, and any rating of its own.
"""

from collections.abc import Sequence

import streamlit as st

from data_model.inspections.frameworks import OVERALL, judgement_name
from data_model.inspections.inspection_text import finding_label, visit_title
from data_model.inspections.rows import ActionOfFinding, AreaAtVisit, FindingRow, InspectionRow, VisitRow
from ui.parts.status_chips import chip
from ui.parts.whole_links import in_lines, link_beside
from ui.shell.dates import short_day
from ui.shell.links import link
from ui.shell.pages import Page
from ui.shell.plain_text import escape

_AT_ONCE = 3  # inspections whose grades stand beside each other


def show_finding(finding: FindingRow, visit: VisitRow, *, with_visit: bool = False) -> None:
    """Draw a finding: what it is, its words, the areas and actions that it is about, and who recorded it."""
    with st.container(border=True, gap="xsmall", key=f"finding_{finding.id}"):
        st.markdown(f"**{escape(finding_label(finding))}**")
        st.text(finding.words)
        if with_visit:
            link(Page.INSPECTION, in_lines(visit_title(visit)), id=visit.id)
        for action in finding.actions:
            link_beside(Page.ACTION, action.ref, action.text, _ratings(action, visit), id=action.id)
        if finding.is_unanswered:
            st.markdown("**! No action of the plan answers it.**")
        for area_id, name in finding.areas:
            link(Page.AREA, in_lines(f"Area {name} ›"), id=area_id)
        if finding.recommendation_id is not None:
            words = f"Recommendation {finding.recommendation} ›"
            link(Page.RECOMMENDATION, in_lines(words), id=finding.recommendation_id)
        st.caption(escape(f"Recorded by {finding.recorded_by}, true as at {short_day(finding.as_at)}"))


def show_area_at_visit(area: AreaAtVisit) -> None:
    """Draw what the plan said of an area on the last day of a visit beside what was found."""
    with st.container(gap=None):
        link(Page.AREA, in_lines(f"{area.area} ›"), id=area.area_id)
        show_sentence(area)


def show_sentence(area: AreaAtVisit) -> None:
    """Draw the sentence; in bold with a sign where the plan was green and inspectors asked for better."""
    sentence = escape(area.sentence)
    st.markdown(f"**≠ {sentence}**" if area.disagrees else sentence)


def show_grades(rows: Sequence[InspectionRow]) -> None:
    """Draw the grades of inspections as a table, a judgement a row, the newest inspections first."""
    graded = [row for row in rows if row.grading is not None]
    if not graded:
        return
    st.header("Grades", anchor=False)
    _show_table(graded[:_AT_ONCE])
    if others := graded[_AT_ONCE:]:
        with st.expander("Earlier inspections", key="inspections_earlier", on_change="rerun") as box:
            for start in range(0, len(others) if box.open else 0, _AT_ONCE):
                _show_table(others[start : start + _AT_ONCE])
    if any(grading.grade_of(OVERALL.code) for row in graded if (grading := row.grading)):
        st.caption("Inspections from April 2026 have no overall effectiveness grade.")


def _show_table(rows: Sequence[InspectionRow]) -> None:
    judged = {
        one.judgement: judgement_name(one.judgement, one.judgement_words)
        for row in rows
        if row.grading is not None
        for one in row.grading.grades
    }
    lines = [["Judgement", *(short_day(row.visit.ends_on) for row in rows)], ["---"] * (len(rows) + 1)]
    for code, name in sorted(judged.items(), key=lambda one: one[0] == OVERALL.code):
        grades = [row.grading.grade_of(code) if row.grading is not None else None for row in rows]
        lines.append([name, *(one.grade_words if one is not None else "not graded" for one in grades)])
    st.markdown("\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines))


def _cell(words: str) -> str:
    return words if words == "---" else escape(words)


def _ratings(action: ActionOfFinding, visit: VisitRow) -> str:
    now = chip(action.status, action.label)
    day = short_day(visit.ends_on)
    if action.then is None:
        return f"{now} · {escape(f'not yet in the plan on {day}')}"
    if (action.then, action.then_label) == (action.status, action.label):
        return f"{now} · {escape(f'as on {day}')}"
    return f"{now} · {escape(f'on {day}:')} {chip(action.then, action.then_label)}"
