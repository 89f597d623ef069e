"""The form for the triage tiers: how soon each must be decided, on which clock, from which day on.

Owns: its fields, handed to one write. Refuses: the rules; limits that held before stay for earlier contacts.
"""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from data_model.measures.changes.performance_settings import save_tiers
from data_model.measures.measure_vocabulary import Clock, Unit
from data_model.measures.rows import TierRow
from data_model.measures.stated_measures import FROM_THE_START, NewTier
from data_model.shared.refusals import Refused
from ui.parts.form_fields import ask_day, day_in, field, first_days, number_in, save_once, turn_of, typed
from ui.shell.access import current_actor
from ui.shell.clock import now
from ui.shell.database import Session
from ui.shell.dates import moment, short_day
from ui.shell.plain_text import escape

_CLOCKS: dict[str, tuple[str, Unit, Clock]] = {
    "elapsed": ("Elapsed hours", Unit.HOURS, Clock.ELAPSED),
    "service": ("Service hours", Unit.HOURS, Clock.SERVICE_HOURS),
    "days": ("Working days", Unit.WORKING_DAYS, Clock.WORKING_DAYS),
}


def tier_form(plan_id: int, tiers: Sequence[TierRow], as_at: date) -> None:
    """Draw every tier in force and room for one more, to be saved together from one day on."""
    form = f"tiers_{plan_id}"
    turn = turn_of(form)
    st.markdown("A tier without a limit ends on that day. Contacts before it keep the limits that held then.")
    with st.form(field(form, "form")):
        for number, tier in enumerate([*tiers, None]):
            _ask_tier(form, number, tier)
        ask_day("Holds for contacts from", field(form, "holds_from"), *first_days(as_at))
        st.form_submit_button(
            "Save the tiers",
            type="primary",
            key=field(form, "save"),
            on_click=_save,
            args=(form, turn, plan_id, len(tiers) + 1),
        )


def show_tiers(tiers: Sequence[TierRow]) -> None:
    """Draw the tiers in force with who set them."""
    for tier in tiers:
        clock = _CLOCKS[_clock_of(tier)][0].lower()
        words = f"{tier.name}: within {tier.limit:g} {clock.removesuffix('s') if tier.limit == 1 else clock}"
        since = (
            "from the start" if tier.holds_from <= FROM_THE_START else f"from {short_day(tier.holds_from)}"
        )
        said = f"{since}, set {moment(tier.recorded_at)} by {tier.recorded_by}"
        st.markdown(f"**{escape(words)}** · {escape(said)}")
    if not tiers:
        st.markdown("No tier is set yet.")


def _ask_tier(form: str, number: int, tier: TierRow | None) -> None:
    clocks = list(_CLOCKS)
    nth = f"tier {number + 1}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            f"Name of {nth}" if tier else "One more tier",
            value=tier.name if tier else "",
            key=field(form, f"name_{number}"),
            max_chars=60,
            width=210,
        )
        st.text_input(
            f"Limit of {nth}",
            value=f"{tier.limit:g}" if tier else "",
            key=field(form, f"limit_{number}"),
            width=130,
        )
        st.selectbox(
            f"Clock of {nth}",
            clocks,
            index=clocks.index(_clock_of(tier)) if tier else 0,
            width=210,
            format_func=lambda each: _CLOCKS[each][0],
            key=field(form, f"clock_{number}"),
        )


def _clock_of(tier: TierRow) -> str:
    return next(
        (name for name, (_, unit, clock) in _CLOCKS.items() if (unit, clock) == (tier.unit, tier.clock)),
        "days",
    )


def _save(form: str, turn: int, plan_id: int, count: int) -> None:
    key = f"{form}_{turn}_{{}}".format

    def write(session: Session) -> None:
        tiers = []
        holds_from = day_in(key("holds_from"))
        for number in range(count):
            name = typed(key(f"name_{number}"))
            limit = number_in(key(f"limit_{number}"), f"Limit of tier {number + 1}")
            _words, unit, clock = _CLOCKS[st.session_state[key(f"clock_{number}")]]
            if name:
                tiers.append(NewTier(name, limit, unit, clock, holds_from))
            elif limit is not None or number < count - 1:
                raise Refused(f"Tier {number + 1} needs its name. To end a tier, take out its limit.")
        save_tiers(session, plan_id, tiers, actor=current_actor(), recorded_at=now())

    save_once(form, turn, write, "The tiers are saved.")
