"""The inspectorate's inspections and visits: what they were about, what came of them, and the statutory date.

Owns: their lines and their form. Refuses: the 70 working days (see `schedule`).
"""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from data_model.board.changes.meetings import NewVisit, save_visit
from data_model.board.rows import VisitKind, VisitRow
from data_model.board.schedule import PLAN_DUE_WORKING_DAYS
from data_model.shared.sentence_text import counted
from data_model.shared.working_days import LAST_KNOWN
from ui.parts.form_fields import ask_day, day_in, field, save_once, turn_of, typed
from ui.shell.database import Session
from ui.shell.dates import short_day
from ui.shell.plain_text import escape
from ui.shell.signature import by


def show_visits(visits: Sequence[VisitRow], as_at: date) -> None:
    """Draw each inspection or visit with its dates, publication, action plan date and outcome."""
    if not visits:
        st.markdown("No inspection or visit is recorded yet.")
    for visit in visits:
        with st.container(border=True, gap="xsmall", key=f"visit_{visit.id}"):
            st.markdown(f"**{escape(visit_title(visit))}** · {published_text(visit, as_at)}")
            if visit.focus:
                st.text(f"Focus: {visit.focus}")
            if due := plan_due_text(visit, as_at):
                st.markdown(f"**{escape(due)}**")
            if visit.outcome:
                st.text(f"Outcome: {visit.outcome}")


def visit_title(visit: VisitRow) -> str:
    """Name a visit in plain text: "Monitoring visit, 6 Feb 2025 to 7 Feb 2025"."""
    days = short_day(visit.starts_on)
    if visit.ends_on != visit.starts_on:
        days += f" to {short_day(visit.ends_on)}"
    return f"{visit.kind.value.capitalize()}, {days}"


def published_text(visit: VisitRow, as_at: date) -> str:
    """Say whether what the inspectors found is published; of a visit to come, when it begins."""
    if visit.published_on is not None:
        return f"published {short_day(visit.published_on)}"
    if not visit.will_be_published:
        rest = "will not be published"
    else:
        rest = "not yet published" if visit.ends_on < as_at else ""
    if visit.starts_on > as_at:
        when = f"in {counted((visit.starts_on - as_at).days, 'day')}"
    else:
        when = "under way" if visit.ends_on >= as_at else ""
    return ", ".join(filter(None, (when, rest)))


def plan_due_text(visit: VisitRow, as_at: date) -> str:
    """Say by when the action plan is due; nothing where none is asked for or the report is not published."""
    if visit.plan_due is None:
        return ""
    left = (visit.plan_due - as_at).days
    away = f"in {counted(left, 'day')}" if left > 0 else "today" if not left else "that day has passed"
    said = (
        f"Action plan due by {short_day(visit.plan_due)}, {PLAN_DUE_WORKING_DAYS} working days after "
        f"publication ({away})."
    )
    if not visit.plan_due_known:
        said += f" Bank holidays are known to {short_day(LAST_KNOWN)} only, so it may fall later."
    return said


def visit_form(plan_id: int, visits: Sequence[VisitRow], as_at: date) -> None:
    """Draw the choice of a visit, or a new one, and its fields."""
    known = {visit.id: visit for visit in visits}
    chosen = st.selectbox(
        "Which",
        [None, *known],
        key="visit_chosen",
        width=340,
        format_func=lambda each: "A new one" if each is None else visit_title(known[each]),
    )
    visit = known.get(chosen) if chosen is not None else None
    form = f"visit_{chosen or 'new'}"
    turn = turn_of(form)
    kinds = list(VisitKind)
    with st.form(field(form, "form")):
        st.selectbox(
            "What it was",
            kinds,
            index=kinds.index(visit.kind if visit else VisitKind.MONITORING_VISIT),
            key=field(form, "kind"),
            format_func=lambda each: each.value.capitalize(),
            width=340,
        )
        ask_day("From", field(form, "starts_on"), visit.starts_on if visit else as_at)
        ask_day("To", field(form, "ends_on"), visit.ends_on if visit else as_at)
        st.text_area("Focus", value=visit.focus if visit else "", key=field(form, "focus"))
        st.text_area("Outcome", value=visit.outcome if visit else "", key=field(form, "outcome"))
        st.checkbox(
            "What they find is published",
            value=visit.will_be_published if visit else True,
            key=field(form, "will_be_published"),
            help="The first monitoring visit is not published.",
        )
        published = visit.published_on if visit else None
        st.selectbox(
            "Published on (empty while it is not)",
            [short_day(published)] if published else [],
            index=0 if published else None,
            key=field(form, "published_on"),
            accept_new_options=True,
            width=210,
            placeholder="1 April 2026",
            help="Type a day: 12 Dec 2022 or 12/12/2022",
        )
        if visit is not None:
            st.checkbox("Take it off the lists: it was recorded by mistake", key=field(form, "removed"))
        st.form_submit_button(
            "Save",
            type="primary",
            key=field(form, "save"),
            on_click=_save,
            args=(form, turn, plan_id, chosen),
        )


def _save(form: str, turn: int, plan_id: int, visit_id: int | None) -> None:
    def write(session: Session) -> int:
        published = field(form, "published_on")
        visit = NewVisit(
            kind=st.session_state[field(form, "kind")],
            focus=typed(field(form, "focus")),
            starts_on=day_in(field(form, "starts_on")),
            ends_on=day_in(field(form, "ends_on")),
            outcome=typed(field(form, "outcome")),
            published_on=day_in(published) if typed(published) else None,
            will_be_published=bool(st.session_state[field(form, "will_be_published")]),
        )
        removed = bool(st.session_state.get(field(form, "removed"), False))
        return save_visit(session, plan_id, visit, visit_id=visit_id, removed=removed, **by())

    save_once(form, turn, write, "The visit is saved.")
