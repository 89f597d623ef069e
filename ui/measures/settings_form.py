"""The form for how charts are read, when the service is open, and how long a contact may stay open.

Owns: its fields, handed to one write. Refuses: the rules.
"""

import re
from dataclasses import replace

import streamlit as st

from data_model.measures.changes.performance_settings import save_settings
from data_model.measures.measure_vocabulary import Unit
from data_model.measures.rows import PerformanceSettings
from data_model.shared.refusals import Refused
from ui.parts.form_fields import field, number_in, save_once, turn_of, typed
from ui.shell.access import current_actor
from ui.shell.clock import now
from ui.shell.database import Session
from ui.shell.dates import moment
from ui.shell.plain_text import escape

_LENGTHS = (6, 7, 8)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LONGER = {Unit.WORKING_DAYS: "Working days", Unit.DAYS: "Calendar days"}
_TIME = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})")


def settings_form(plan_id: int, held: PerformanceSettings) -> None:
    """Draw the settings that hold, to be changed together; they count for every chart of the plan."""
    form = f"settings_{plan_id}"
    turn = turn_of(form)
    if held.recorded_at is not None:
        st.caption(escape(f"As set {moment(held.recorded_at)} by {held.recorded_by}"))
    with st.form(field(form, "form")):
        st.markdown("**Control charts.** National tools differ in these; every chart says what it uses.")
        for name, words, chosen in (
            ("trend", "Points rising or falling that make a trend", held.trend_length),
            ("run", "Points on one side of the mean that make a run", held.run_length),
        ):
            lengths = sorted({*_LENGTHS, chosen})
            st.selectbox(words, lengths, index=lengths.index(chosen), key=field(form, name), width=340)
        st.checkbox(
            "Leave out the largest jumps once before limits are worked out (screening)",
            value=held.screening,
            key=field(form, "screening"),
        )
        st.checkbox(
            "Count points beyond the limit among two of three close to it",
            value=held.two_of_three_beyond,
            key=field(form, "beyond"),
        )
        st.text_input(
            "Fix limits after so many figures of a phase (12 or more; 0 takes all)",
            value=str(held.fixed_after),
            key=field(form, "fixed"),
            width=340,
        )
        st.markdown("**Service hours**, for what is timed while the service is open")
        with st.container(horizontal=True):
            st.text_input("Opens", value=_time(held.opens), key=field(form, "opens"), width=130)
            st.text_input("Closes", value=_time(held.closes), key=field(form, "closes"), width=130)
        with st.container(horizontal=True):
            for day, name in enumerate(_DAYS):
                st.checkbox(name, value=day in held.service_days, key=field(form, f"day_{day}"), width=120)
        st.markdown("**Contacts open longer than**")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input("How many", value=str(held.open_longer_than), key=field(form, "longer"), width=130)
            units = list(_LONGER)
            st.selectbox(
                "Of which days",
                units,
                index=units.index(held.open_longer_unit),
                key=field(form, "unit"),
                format_func=_LONGER.__getitem__,
                width=210,
            )
        st.form_submit_button(
            "Save these settings",
            type="primary",
            key=field(form, "save"),
            on_click=_save,
            args=(form, turn, plan_id, held),
        )


def _save(form: str, turn: int, plan_id: int, held: PerformanceSettings) -> None:
    key, state = f"{form}_{turn}_{{}}".format, st.session_state

    def write(session: Session) -> None:
        wanted = replace(
            held,
            trend_length=int(state[key("trend")]),
            run_length=int(state[key("run")]),
            screening=bool(state[key("screening")]),
            two_of_three_beyond=bool(state[key("beyond")]),
            fixed_after=_whole(number_in(key("fixed"), "Fix limits after"), "Fix limits after"),
            opens=_minutes(typed(key("opens"))),
            closes=_minutes(typed(key("closes"))),
            service_days=tuple(day for day in range(7) if state[key(f"day_{day}")]),
            open_longer_than=_whole(number_in(key("longer"), "How many days"), "Contacts open longer than"),
            open_longer_unit=Unit(state[key("unit")]),
        )
        save_settings(session, plan_id, wanted, actor=current_actor(), recorded_at=now())

    save_once(form, turn, write, "The settings are saved.")


def _time(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _minutes(written: str) -> int:
    found = _TIME.fullmatch(written)
    if (
        found is None
        or int(found[1]) > 24
        or int(found[2]) > 59
        or int(found[1]) * 60 + int(found[2]) > 24 * 60
    ):
        raise Refused(f"“{written[:20]}” is no time of day. Write it like 09:00.")
    return int(found[1]) * 60 + int(found[2])


def _whole(number: float | None, of: str) -> int:
    if number is None or number != int(number):
        raise Refused(f"{of}: write a whole number.")
    return int(number)
