"""An inspection or visit as one line of a list, and its facts on its own page.

Owns: those lines. Refuses: findings and grades (see `finding_list`).
"""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from data_model.inspections.inspection_text import found_text, visit_title
from data_model.inspections.rows import FindingVersionRow, GradingRow, InspectionRow, VisitVersionRow
from data_model.inspections.visit_state import plan_due_text, published_text
from data_model.shared.sentence_text import as_sentence
from ui.parts.field_changes import show_changes
from ui.parts.whole_links import in_lines
from ui.shell.dates import moment, short_day
from ui.shell.links import link
from ui.shell.pages import Page
from ui.shell.plain_text import escape


def show_visit_line(row: InspectionRow, as_at: date) -> None:
    """Draw a visit as a link, with whether it is published, its focus, and what it found."""
    with st.container(border=True, gap="xsmall", key=f"inspections_{row.visit.id}"):
        link(Page.INSPECTION, in_lines(visit_title(row.visit)), id=row.visit.id)
        said = [published_text(row.visit, as_at)]
        if row.findings:
            said.append(f"found {found_text(row.findings)}")
        if row.grading is not None:
            said.append(f"graded under {row.grading.framework_words}")
        st.markdown(escape(as_sentence(" · ".join(filter(None, said)))))
        if row.visit.focus:
            st.text(f"Focus: {row.visit.focus}")


def show_visit_facts(row: InspectionRow, as_at: date) -> None:
    """Draw publication, the day an action plan is due, focus, outcome, and who recorded it."""
    stands = published_text(row.visit, as_at)
    st.markdown(escape(as_sentence(stands)))
    if due := plan_due_text(row.visit, as_at):
        st.markdown(f"**{escape(due)}**")
    if row.visit.focus:
        st.text(f"Focus: {row.visit.focus}")
    if row.visit.outcome:
        st.text(f"Outcome: {row.visit.outcome}")
    st.caption(escape(f"Recorded by {row.visit.recorded_by}"))


def show_grades_of(grading: GradingRow) -> None:
    """Draw the grades of one inspection, a judgement a line."""
    st.header("Grades", anchor=False)
    lines = [f"- {escape(one.judgement_words)}: **{escape(one.grade_words)}**" for one in grading.grades]
    st.markdown("\n".join(lines))
    st.caption(
        escape(
            f"{grading.framework_words}. Recorded by {grading.recorded_by}, {moment(grading.recorded_at)}, "
            f"true as at {short_day(grading.as_at)}."
        )
    )


def show_visit_history(
    visits: Sequence[VisitVersionRow], gradings: Sequence[GradingRow], as_at: date
) -> None:
    """Draw who said what of a visit and of its grades as at a day or earlier, the newest first."""
    st.header("History", anchor=False)
    for one in gradings:
        if one.as_at > as_at:
            continue
        what = "Grades" if one.grades else "Grades taken back"
        said = f"{what} by {one.recorded_by}, {moment(one.recorded_at)}, as at {short_day(one.as_at)}"
        with st.expander(escape(said)):
            if one.reason:
                st.text(one.reason)
            for grade in one.grades:
                st.markdown(escape(f"{grade.judgement_words}: {grade.grade_words}"))
    for row in visits:
        if row.as_at > as_at:
            continue
        fields = ", ".join(change.name for change in row.changes) or "first recorded"
        said = f"{row.recorded_by}, {moment(row.recorded_at)}, as at {short_day(row.as_at)} · {fields}"
        with st.expander(escape(said)):
            if row.reason:
                st.text(row.reason)
            show_changes(row.changes)
            if not row.changes:
                st.markdown("It was recorded so.")


def show_finding_history(versions: Sequence[FindingVersionRow]) -> None:
    """Draw everything that was said of a finding, the newest first."""
    for row in versions:
        fields = ", ".join(change.name for change in row.changes) or "first statement"
        st.markdown(
            escape(f"{short_day(row.as_at)} · {row.recorded_by}, {moment(row.recorded_at)} · {fields}")
        )
        if row.reason:
            st.text(row.reason)
        show_changes(row.changes)
