"""The catalogue of a plan's measures as a list, and what can be done with it and with one measure.

Owns: the list, the choice of a task, both in the address. Refuses: the tasks themselves.
"""

from collections.abc import Mapping, Sequence

import streamlit as st

from data_model.measures.changes.measures import start_catalogue
from data_model.measures.rows import MeasureRow
from data_model.shared.sentence_text import counted
from ui.measures.definition_text import measure_line
from ui.parts.saving import save
from ui.shell import address
from ui.shell.access import current_actor
from ui.shell.clock import now
from ui.shell.links import step
from ui.shell.plain_text import escape

OF_ALL = {"list": "Measures", "add": "Add one", "tiers": "Triage tiers", "settings": "Charts and hours"}
OF_ONE = {
    "about": "Name and area",
    "definition": "Definition",
    "target": "Targets",
    "actions": "Linked actions",
    "baseline": "New baseline",
    "milestones": "Milestones",
    "published": "Published figures",
}


def choose_task(tasks: Mapping[str, str]) -> str:
    """Draw the choice of a task and return it; the address may name one."""
    key = f"measures_task_{len(tasks)}"
    named = address.read("task")
    st.session_state[key] = named if named in tasks else next(iter(tasks))
    chosen = st.radio(
        "What to do",
        list(tasks),
        format_func=tasks.__getitem__,
        key=key,
        horizontal=True,
        on_change=address.write_chosen,
        kwargs={"task": key},
    )
    return str(chosen)


def offer_catalogue(plan_id: int, lacking: int, *, is_empty: bool) -> None:
    """Draw the button that adds what the built-in catalogue holds and the plan lacks."""
    if not lacking:
        return
    if is_empty:
        st.markdown(
            f"This plan has no measures yet. The built-in catalogue has {counted(lacking, 'measure')} of a "
            "front door, each with its definition, usual target and polarity. All of it can be changed."
        )
    label = "Start with the built-in catalogue" if is_empty else "Add what the built-in catalogue has besides"
    st.button(
        f"{label} ({counted(lacking, 'measure')})",
        key="measures_start",
        on_click=_start,
        args=(plan_id,),
        type="primary" if is_empty else "secondary",
    )


def show_list(rows: Sequence[MeasureRow]) -> None:
    """Draw every measure with the way to change it; retired ones at the end, in an expander."""
    for row in rows:
        if not row.retired:
            _show_row(row)
    retired = [row for row in rows if row.retired]
    if retired:
        with st.expander(f"Retired ({len(retired):,})"):
            for row in retired:
                _show_row(row)


def _show_row(row: MeasureRow) -> None:
    with st.container(border=True, gap=None):
        step(f"**{escape(row.name)}** ›", f"measures_{row.id}", id=row.id, task=None)
        st.markdown(escape(measure_line(row)))
        if row.definition.meaning:
            st.caption(escape(row.definition.meaning))


def _start(plan_id: int) -> None:
    save(
        lambda session: start_catalogue(session, plan_id, actor=current_actor(), recorded_at=now()),
        lambda number: f"{counted(number, 'measure')} of the built-in catalogue added.",
    )
