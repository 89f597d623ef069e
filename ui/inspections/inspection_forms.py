"""The forms of a visit: the choice of them, recording findings, changing them, taking them or the visit back.

Owns: the choice and the fields of a finding. Refuses: grades (see `grade_forms`) and the rules; every write
checks who makes it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from data_model.inspections.changes.findings import (
    add_finding,
    restore_finding,
    update_finding,
    withdraw_finding,
)
from data_model.inspections.changes.visits import remove_visit
from data_model.inspections.finding_content import FindingContent
from data_model.inspections.frameworks import FINDING_KINDS
from data_model.inspections.inspection_text import finding_label
from data_model.inspections.rows import (
    FindingRow,
    GradingRow,
    InspectionRow,
    VisitKind,
    VisitVersionRow,
    WithdrawnFinding,
)
from ui.inspections.grade_forms import first_day, grade_form, withdraw_grades_form
from ui.inspections.small_forms import reason_form, save_button
from ui.parts.form_fields import ask_day, day_in, field, turn_of, typed
from ui.shell.clock import today
from ui.shell.database import Session
from ui.shell.plain_text import escape, shorten
from ui.shell.signature import by_as_at

_TASKS = {
    "add": "Record a finding",
    "change": "Change a finding",
    "withdraw": "Take a finding back",
    "grade": "Record the grades",
    "ungrade": "Take the grades back",
    "remove": "Take the visit off the lists",
}


@dataclass(frozen=True)
class PlanChoices:
    """What a finding may be about: areas, actions and recommendations of the plan, named by id."""

    areas: Mapping[int, str]
    actions: Mapping[int, str]
    recommendations: Mapping[int, str]


def show_tasks(
    row: InspectionRow,
    choices: PlanChoices,
    versions: Sequence[VisitVersionRow],
    gradings: Sequence[GradingRow],
) -> None:
    """Draw what the programme office may do with a visit, and the form for what was chosen.

    `versions` and `gradings` are its history, the newest first.
    """
    tasks = ["add"]
    if row.findings:
        tasks += ["change", "withdraw"]
    if row.visit.kind is VisitKind.INSPECTION:
        tasks.append("grade")
    if row.grading is not None:
        tasks.append("ungrade")
    tasks.append("remove")
    st.header("For the programme office", anchor=False)
    task = st.radio(
        "What to do",
        tasks,
        format_func=_TASKS.__getitem__,
        key=f"inspection_{row.visit.id}_task_{len(tasks)}",
        horizontal=True,
        label_visibility="collapsed",
    )
    form = f"inspection_{row.visit.id}_{task}"
    if task == "grade":
        grade_form(form, row, gradings)
    elif task == "ungrade":
        withdraw_grades_form(form, row, gradings)
    elif task == "remove":
        _remove_form(form, row, versions[0])
    elif task == "add":
        _finding_form(form, row, None, choices)
    else:
        named = {one.id: f"{finding_label(one)}: {shorten(one.words, 70)}" for one in row.findings}
        chosen = st.selectbox(
            "Finding", list(named), format_func=named.__getitem__, key=f"{form}_which", width=620
        )
        finding = next(one for one in row.findings if one.id == chosen)
        each = f"{form}_{finding.id}_{finding.version}"
        if task == "change":
            _finding_form(each, row, finding, choices)
        else:
            _withdraw_form(each, finding)


def show_restore(withdrawn: Sequence[WithdrawnFinding]) -> None:
    """Draw the findings that were taken back, each with the form that puts it back; nothing without any."""
    if not withdrawn:
        return
    title = f"Taken back ({len(withdrawn):,})"
    with st.expander(title, key="inspection_withdrawn", on_change="rerun") as box:
        for one in withdrawn if box.open else ():
            st.text(one.words)
            st.caption(escape(f"Taken back by {one.recorded_by}: {one.reason}"))
            _restore_form(f"finding_{one.id}_{one.version}_restore", one)


def _finding_form(form: str, row: InspectionRow, finding: FindingRow | None, choices: PlanChoices) -> None:
    turn = turn_of(form)
    kinds = [*FINDING_KINDS]
    if finding is not None and finding.kind not in kinds:
        kinds.append(finding.kind)

    def kind_words(code: str) -> str:
        known = FINDING_KINDS.get(code)
        return known.words if known is not None else finding.kind_words if finding is not None else code

    with st.form(field(form, "form")):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.selectbox(
                "What it is",
                kinds,
                index=kinds.index(finding.kind) if finding else kinds.index("to-improve"),
                format_func=kind_words,
                key=field(form, "kind"),
                width=280,
            )
            st.text_input(
                "Paragraph of the letter or report",
                value=finding.paragraph if finding else "",
                key=field(form, "paragraph"),
                max_chars=40,
                width=260,
            )
        st.text_area(
            "What inspectors found, in their words",
            value=finding.words if finding else "",
            key=field(form, "words"),
            height=120,
            help="Name no child and no family.",
        )
        _choose_many("Areas that it is about", form, "areas", choices.areas, _areas(finding))
        _choose_many("Actions that answer it", form, "actions", choices.actions, _actions(finding))
        recommended = finding.recommendation_id if finding else None
        known = [None, *choices.recommendations]
        st.selectbox(
            "Recommendation that it became",
            known,
            index=known.index(recommended) if recommended in known else 0,
            format_func=lambda each: "None" if each is None else choices.recommendations[each],
            key=field(form, "recommendation"),
        )
        if finding is None:
            ask_day("True as at", field(form, "as_at"), first_day(row), row.visit.ends_on)
        else:
            st.text_input("Why it is changed", key=field(form, "reason"))

        def write(session: Session) -> bool:
            said = _said(form)
            if finding is None:
                add_finding(session, row.visit.id, said, **by_as_at(day_in(field(form, "as_at"))))
                return True
            reason = typed(field(form, "reason"))
            day = max(today(), finding.as_at)
            return update_finding(session, finding.id, finding.version, said, reason=reason, **by_as_at(day))

        save_button("Save", form, turn, write)


def _withdraw_form(form: str, finding: FindingRow) -> None:
    def write(session: Session, reason: str) -> None:
        day = max(today(), finding.as_at)
        withdraw_finding(session, finding.id, finding.version, reason, **by_as_at(day))

    reason_form(form, "Why it is taken back", "Take it back", write)


def _restore_form(form: str, one: WithdrawnFinding) -> None:
    def write(session: Session, reason: str) -> None:
        restore_finding(session, one.id, one.version, reason, **by_as_at(max(today(), one.as_at)))

    reason_form(form, "Why it is put back", "Put it back", write)


def _remove_form(form: str, row: InspectionRow, newest: VisitVersionRow) -> None:
    st.markdown("Its grades and findings go with it. All of it can be brought back from *Inspections*.")

    def write(session: Session, reason: str) -> None:
        day = max(today(), newest.as_at)
        remove_visit(session, row.visit.id, newest.version, reason, **by_as_at(day))

    reason_form(form, "Why it is taken off", "Take it off the lists", write)


def _said(form: str) -> FindingContent:
    return FindingContent(
        st.session_state[field(form, "kind")],
        typed(field(form, "words")),
        typed(field(form, "paragraph")),
        tuple(st.session_state[field(form, "areas")]),
        tuple(st.session_state[field(form, "actions")]),
        st.session_state[field(form, "recommendation")],
    )


def _choose_many(label: str, form: str, name: str, offered: Mapping[int, str], held: list[int]) -> None:
    st.multiselect(
        label,
        list(offered),
        default=[key for key in held if key in offered],
        format_func=offered.__getitem__,
        key=field(form, name),
        placeholder="Type a number or a word",
    )


def _areas(finding: FindingRow | None) -> list[int]:
    return [key for key, _ in finding.areas] if finding is not None else []


def _actions(finding: FindingRow | None) -> list[int]:
    return [one.id for one in finding.actions] if finding is not None else []
