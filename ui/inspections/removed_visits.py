"""Visits that are off the lists: who took each off and why, and the form that brings it back.

Owns: those lines. Refuses: the rules; the write checks who makes it.
"""

from collections.abc import Sequence

import streamlit as st

from data_model.inspections.changes.visits import bring_back_visit
from data_model.inspections.inspection_text import visit_title
from data_model.inspections.rows import RemovedVisit
from ui.inspections.small_forms import reason_form
from ui.parts.whole_links import in_lines
from ui.shell.clock import today
from ui.shell.database import Session
from ui.shell.dates import short_day
from ui.shell.links import link
from ui.shell.pages import Page
from ui.shell.plain_text import escape
from ui.shell.signature import by_as_at


def show_removed_visits(removed: Sequence[RemovedVisit]) -> None:
    """Draw the visits that are off the lists, folded, each with a way to its page; nothing without any."""
    if not removed:
        return
    title = f"Taken off the lists ({len(removed):,})"
    with st.expander(title, key="inspections_removed", on_change="rerun") as box:
        for one in removed if box.open else ():
            link(Page.INSPECTION, in_lines(f"{visit_title(one.visit)} ›"), id=one.visit.id)
            show_removal(one)


def show_removal(one: RemovedVisit) -> None:
    """Say who took a visit off the lists, when and why."""
    st.markdown(escape(f"Taken off the lists by {one.visit.recorded_by}, as at {short_day(one.as_at)}."))
    if one.reason:
        st.text(one.reason)


def bring_back_form(one: RemovedVisit) -> None:
    """Draw the form that brings a visit back to the lists."""

    def write(session: Session, reason: str) -> None:
        day = max(today(), one.as_at)
        bring_back_visit(session, one.visit.id, one.version, reason, **by_as_at(day))

    reason_form(f"inspection_{one.visit.id}_back", "Why it is brought back", "Bring it back", write)
