"""The inspectorate's inspections and visits: what they were about, what came of them, and the statutory date.

Owns: their lines and their form. Refuses: what they graded and found (see `ui.inspections`).
"""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from data_model.inspections.changes.visits import NewVisit, add_visit, update_visit
from data_model.inspections.inspection_text import visit_title
from data_model.inspections.queries.visits import list_visit_versions
from data_model.inspections.rows import VisitKind, VisitRow, VisitVersionRow
from data_model.inspections.visit_state import plan_due_text, published_text
from ui.parts.form_fields import ask_day, day_in, field, save_once, turn_of, typed
from ui.shell import address
from ui.shell.database import Session, reading
from ui.shell.dates import short_day
from ui.shell.links import link
from ui.shell.pages import Page
from ui.shell.plain_text import escape
from ui.shell.signature import by_as_at


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
            link(Page.INSPECTION, "Its grades and findings ›", id=visit.id)


def visit_form(plan_id: int, visits: Sequence[VisitRow], as_at: date) -> None:
    """Draw the choice of a visit, or a new one, and its fields."""
    known = {visit.id: visit for visit in visits}
    named = address.read_number("visit")
    chosen = st.selectbox(
        "Which",
        [None, *known],
        index=1 + list(known).index(named) if named in known else 0,
        key="visit_chosen",
        width=340,
        format_func=lambda each: "A new one" if each is None else visit_title(known[each]),
    )
    visit, newest = None, None
    if chosen is not None:
        visit = known[chosen]
        with reading() as session:
            newest = list_visit_versions(session, chosen)[0]
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
        if newest is not None:
            day = max(as_at, newest.as_at)
            note = "Choose a day or type one. That it is published is true from the day of publication."
            ask_day("True as at", field(form, "as_at"), day, newest.as_at, note=note)
            st.text_input("Why it is changed", key=field(form, "reason"))
        st.form_submit_button(
            "Save",
            type="primary",
            key=field(form, "save"),
            on_click=_save,
            args=(form, turn, plan_id, chosen, newest, as_at),
        )


def _save(
    form: str, turn: int, plan_id: int, visit_id: int | None, newest: VisitVersionRow | None, as_at: date
) -> None:
    def write(session: Session) -> bool:
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
        if visit_id is None or newest is None:
            add_visit(session, plan_id, visit, **by_as_at(as_at))
            return True
        told = by_as_at(day_in(field(form, "as_at")))
        reason = typed(field(form, "reason"))
        return update_visit(session, visit_id, newest.version, visit, reason=reason, **told)

    save_once(form, turn, write, lambda saved: "The visit is saved." if saved else "Nothing was different.")
