"""Forms about how a measure is judged: its targets, and from when its limits are worked out afresh.

Owns: their fields, each handed to one write, and their history. Refuses: the rules.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from data_model.changes.measure_targets import set_target
from data_model.changes.milestones import rebaseline, withdraw_rebaseline
from data_model.changes.refusals import Refused
from data_model.measures import PartKind, period_of
from data_model.rows_performance import MeasureRow, RebaselineRow, TierRow
from ui.access import current_actor
from ui.dates import moment, short_day
from ui.definition_words import part_name
from ui.form_fields import (
    ask_day,
    day_in,
    field,
    first_days,
    number_in,
    save_measure,
    save_once,
    turn_of,
    typed,
)
from ui.plain_text import escape
from ui.today import now

_FROM = "Holds for periods that start from"


def target_form(row: MeasureRow, tiers: Sequence[TierRow], as_at: date) -> None:
    """Draw a new target with its first day; an empty figure withdraws the target from that day on."""
    form = f"target_{row.id}"
    turn = turn_of(form)
    with st.form(field(form, "form")):
        parts = [(PartKind.WHOLE, ""), *((PartKind.TIER, tier.name) for tier in tiers)]
        st.selectbox(
            "Whole measure or a part", parts, key=field(form, "part"), width=340,
            format_func=lambda each: part_name(*each).capitalize(),
        )  # fmt: skip
        st.text_input(
            "Target (percentages as 95; leave empty for no target)", key=field(form, "value"), width=340
        )
        st.text_input(
            "How far from it still counts as near (may be empty)", key=field(form, "tolerance"), width=340
        )
        ask_day(_FROM, field(form, "holds_from"), *first_days(as_at))
        st.text_input("Why", key=field(form, "reason"))
        st.form_submit_button(
            "Save this target", type="primary", key=field(form, "save"), on_click=_set_target,
            args=(form, turn, row),
        )  # fmt: skip


def baseline_form(row: MeasureRow, as_at: date) -> None:
    """Draw from when the limits of a measure's chart are worked out afresh, and why."""
    form = f"baseline_{row.id}"
    turn = turn_of(form)
    st.markdown(
        "Work the limits out afresh only after a change that is known and lasting, such as a new team or "
        "process. Readings before the day keep their own limits."
    )
    with st.form(field(form, "form")):
        ask_day("From the period in which this day lies", field(form, "holds_from"), *first_days(as_at))
        st.text_input("Why", key=field(form, "reason"))
        st.form_submit_button(
            "Begin anew from there", type="primary", key=field(form, "save"), on_click=_rebaseline,
            args=(form, turn, row),
        )  # fmt: skip


def show_baselines(rows: Sequence[RebaselineRow]) -> None:
    """Draw each new beginning that holds, with its reason and the way to withdraw it."""
    st.header("Where limits begin anew", anchor=False)
    if not rows:
        st.markdown("Nowhere: the limits are of all readings.")
    for one in rows:
        with st.container(border=True, gap=None):
            st.markdown(f"**From {short_day(one.holds_from)}**")
            st.text(one.reason)
            st.caption(escape(f"{moment(one.recorded_at)} by {one.recorded_by}"))
            st.button(
                "Withdraw", key=f"baseline_withdraw_{one.id}", type="tertiary", on_click=_withdraw,
                args=(one,), help=f"The one from {short_day(one.holds_from)}",
            )  # fmt: skip


def _set_target(form: str, turn: int, row: MeasureRow) -> None:
    key = f"{form}_{turn}_{{}}".format

    def write(session: Any) -> None:
        value = number_in(key("value"), "Target")
        tolerance = number_in(key("tolerance"), "How far still counts as near")
        if value is None and tolerance is not None:
            raise Refused("There is no target for anything to be near of. Write the target.")
        kind, part = st.session_state[key("part")]
        set_target(
            session, row.id, day_in(key("holds_from")), value, tolerance, typed(key("reason")),
            part_kind=PartKind(kind), part=part, **_by(),
        )  # fmt: skip

    save_once(form, turn, write, f"The target of {row.name} is saved.")


def _rebaseline(form: str, turn: int, row: MeasureRow) -> None:
    key = f"{form}_{turn}_{{}}".format
    save_once(
        form, turn,
        lambda session: rebaseline(
            session, row.id, _first_day(row, key("holds_from")), typed(key("reason")), **_by()
        ),
        f"The limits of {row.name} begin anew from there.",
    )  # fmt: skip


def _first_day(row: MeasureRow, key: str) -> date:
    return period_of(day_in(key), row.definition.frequency).start


def _withdraw(one: RebaselineRow) -> None:
    save_measure(
        lambda session: withdraw_rebaseline(session, one.id, **_by()),
        f"Withdrawn: limits no longer begin anew from {short_day(one.holds_from)}.",
    )


def _by() -> dict[str, Any]:
    return {"actor": current_actor(), "recorded_at": now()}
