"""Forms about how a measure is judged: its targets, and from when its limits are worked out afresh.

Owns: their fields, each handed to one write, and their history. Refuses: the rules.
"""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from data_model.measures.changes.measure_targets import set_target
from data_model.measures.changes.milestones import rebaseline, withdraw_rebaseline
from data_model.measures.measure_assessment import target_for
from data_model.measures.measure_vocabulary import PartKind, Period, Unit, period_of
from data_model.measures.queries.measures import targets_of_part
from data_model.measures.rows import MeasureRow, RebaselineRow, TargetRow, TierRow
from data_model.shared.refusals import Refused
from ui.measures.definition_text import part_name
from ui.measures.figure_text import target_text
from ui.parts.form_fields import (
    ask_day,
    day_in,
    field,
    first_days,
    number_in,
    save_once,
    turn_of,
    typed,
)
from ui.parts.saving import save
from ui.shell.database import Session
from ui.shell.dates import moment, short_day
from ui.shell.plain_text import escape
from ui.shell.signature import by

_FROM = "Holds for periods that start from"
_NEAR = "How far from it still counts as near"
_WITHDRAW = "Withdraw the target from that day"
Part = tuple[PartKind, str]


def target_form(row: MeasureRow, tiers: Sequence[TierRow], targets: Sequence[TargetRow], as_at: date) -> None:
    """Draw a target with its first day, filled with the one in force on a day, and the way to withdraw it.

    `targets` are all that were ever set for the measure and its parts.
    """
    part = _choose_part(row, tiers, targets)
    own = [each for each in targets if (each.part_kind, each.part) == part]
    in_force = target_for(targets_of_part(targets, *part), Period(as_at, as_at))
    st.markdown(_in_force_text(row, part, in_force, as_at))
    # Every part has fields of its own, filled with its own target.
    form = f"target_{row.id}_{'_'.join(part)}" if part[1] else f"target_{row.id}"
    turn = turn_of(form)
    is_percent = row.definition.unit is Unit.PERCENT
    with st.form(field(form, "form")):
        st.text_input(
            "Target, in percent (95)" if is_percent else "Target",
            key=field(form, "value"),
            width=340,
            value=_figure(in_force.value if in_force else None),
        )
        st.text_input(
            f"{_NEAR} (may be empty)",
            key=field(form, "tolerance"),
            width=340,
            value=_figure(in_force.tolerance if in_force else None),
        )
        ask_day(_FROM, field(form, "holds_from"), *first_days(as_at))
        st.text_input("Why", key=field(form, "reason"))
        with st.container(horizontal=True):
            st.form_submit_button(
                "Save this target",
                type="primary",
                key=field(form, "save"),
                on_click=_set_target,
                args=(form, turn, row, part),
            )
            if any(each.value is not None for each in own):
                st.form_submit_button(
                    _WITHDRAW,
                    key=field(form, "withdraw"),
                    on_click=_withdraw_target,
                    args=(form, turn, row, part),
                )


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
            "Begin anew from there",
            type="primary",
            key=field(form, "save"),
            on_click=_rebaseline,
            args=(form, turn, row),
        )


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
                "Withdraw",
                key=f"baseline_withdraw_{one.id}",
                type="tertiary",
                on_click=_withdraw,
                args=(one,),
                help=f"The one from {short_day(one.holds_from)}",
            )


def _choose_part(row: MeasureRow, tiers: Sequence[TierRow], targets: Sequence[TargetRow]) -> Part:
    """Draw the choice of the whole measure, a tier, or a part that has had a target of its own."""
    known = [(PartKind.TIER, tier.name) for tier in tiers]
    known += [(each.part_kind, each.part) for each in targets if each.part]
    kind, part = st.selectbox(
        "Whole measure or a part",
        list(dict.fromkeys([(PartKind.WHOLE, ""), *known])),
        key=f"target_part_{row.id}",
        width=340,
        format_func=lambda each: part_name(*each).capitalize(),
    )
    return PartKind(kind), part


def _in_force_text(row: MeasureRow, part: Part, in_force: TargetRow | None, as_at: date) -> str:
    day = short_day(as_at)
    if in_force is None:
        return f"No target is in force on {day}."
    said = target_text(in_force, row.definition.unit, row.definition.polarity)
    of = f"In force on {day}: {said}"
    if (in_force.part_kind, in_force.part) != part:
        return escape(f"{of}, that of the whole measure. This part has no target of its own.")
    return escape(f"{of}.")


def _figure(number: float | None) -> str:
    return "" if number is None else f"{number:.12g}"


def _set_target(form: str, turn: int, row: MeasureRow, part: Part) -> None:
    key = f"{form}_{turn}_{{}}".format

    def write(session: Session) -> None:
        value, tolerance = number_in(key("value"), "Target"), number_in(key("tolerance"), _NEAR)
        if value is None:
            raise Refused(f"Write the target. To have none, press “{_WITHDRAW}”.")
        set_target(
            session,
            row.id,
            day_in(key("holds_from")),
            value,
            tolerance,
            typed(key("reason")),
            part_kind=part[0],
            part=part[1],
            **by(),
        )

    save_once(form, turn, write, f"The target of {_named(row, part)} is saved.")


def _withdraw_target(form: str, turn: int, row: MeasureRow, part: Part) -> None:
    key = f"{form}_{turn}_{{}}".format

    def write(session: Session) -> date:
        holds_from = day_in(key("holds_from"))
        set_target(
            session,
            row.id,
            holds_from,
            None,
            None,
            typed(key("reason")),
            part_kind=part[0],
            part=part[1],
            **by(),
        )
        return holds_from

    save_once(
        form,
        turn,
        write,
        lambda day: f"The target of {_named(row, part)} is withdrawn from {short_day(day)}.",
    )


def _named(row: MeasureRow, part: Part) -> str:
    return f"{row.name}, {part_name(*part)}," if part[1] else row.name


def _rebaseline(form: str, turn: int, row: MeasureRow) -> None:
    key = f"{form}_{turn}_{{}}".format
    save_once(
        form,
        turn,
        lambda session: rebaseline(
            session, row.id, _first_day(row, key("holds_from")), typed(key("reason")), **by()
        ),
        f"The limits of {row.name} begin anew from there.",
    )


def _first_day(row: MeasureRow, key: str) -> date:
    return period_of(day_in(key), row.definition.frequency).start


def _withdraw(one: RebaselineRow) -> None:
    save(
        lambda session: withdraw_rebaseline(session, one.id, **by()),
        f"Withdrawn: limits no longer begin anew from {short_day(one.holds_from)}.",
    )
