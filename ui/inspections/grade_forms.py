"""The forms for the grades of an inspection: recording them, and taking them back.

Owns: their fields. Refuses: the rules; every write checks who makes it.
"""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from data_model.inspections.changes.gradings import grade_visit, withdraw_grades
from data_model.inspections.frameworks import FRAMEWORKS, framework_on
from data_model.inspections.rows import GradingRow, InspectionRow
from ui.inspections.small_forms import reason_form, save_button
from ui.parts.form_fields import ask_day, day_in, field, turn_of, typed
from ui.shell.clock import today
from ui.shell.database import Session
from ui.shell.signature import by_as_at

NOT_GRADED = "Not graded"


def first_day(row: InspectionRow) -> date:
    """Return the day of which what a visit found is true, unless somebody says another: its letter's."""
    published = row.visit.published_on
    return published if published is not None and published <= today() else row.visit.ends_on


def grade_form(form: str, row: InspectionRow, gradings: Sequence[GradingRow]) -> None:
    """Draw a framework's judgements, each with its grades, and what was graded chosen."""
    held, newest = row.grading, _newest(gradings)
    chosen = st.selectbox(
        "Framework",
        list(FRAMEWORKS),
        index=list(FRAMEWORKS).index(_framework_of(row)),
        format_func=lambda code: FRAMEWORKS[code].name,
        key=f"{form}_framework",
        width=420,
    )
    framework, turn = FRAMEWORKS[chosen], turn_of(form)
    with st.form(field(form, f"form_{framework.code}")):
        grades = ["", *(one.code for one in framework.grades)]
        for judgement in framework.judgements:
            given = held.grade_of(judgement.code) if held is not None else None
            st.selectbox(
                judgement.words,
                grades,
                index=grades.index(given.grade) if given is not None and given.grade in grades else 0,
                format_func=lambda code: known.words if (known := framework.grade(code)) else NOT_GRADED,
                key=field(form, f"{framework.code}_{judgement.code}"),
                width=420,
            )
        ask_day("True as at", field(form, "as_at"), newest.as_at if newest else first_day(row))
        if newest is not None:
            st.text_input("Why they are changed", key=field(form, "reason"))

        def write(session: Session) -> bool:
            said = [
                (one.code, typed(field(form, f"{framework.code}_{one.code}"))) for one in framework.judgements
            ]
            grade_visit(
                session,
                row.visit.id,
                framework.code,
                [(judgement, grade) for judgement, grade in said if grade],
                base_version=newest.version if newest is not None else 0,
                reason=typed(field(form, "reason")),
                **by_as_at(day_in(field(form, "as_at"))),
            )
            return True

        save_button("Save the grades", form, turn, write)


def withdraw_grades_form(form: str, row: InspectionRow, gradings: Sequence[GradingRow]) -> None:
    """Draw the form that takes the grades back."""
    newest = gradings[0]

    def write(session: Session, reason: str) -> None:
        day = max(today(), newest.as_at)
        withdraw_grades(session, row.visit.id, newest.version, reason, **by_as_at(day))

    reason_form(form, "Why they are taken back", "Take the grades back", write)


def _newest(gradings: Sequence[GradingRow]) -> GradingRow | None:
    return gradings[0] if gradings else None


def _framework_of(row: InspectionRow) -> str:
    if row.grading is not None and row.grading.framework in FRAMEWORKS:
        return row.grading.framework
    return framework_on(row.visit.starts_on).code
