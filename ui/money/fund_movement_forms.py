"""Forms for movements of money and for virements between lines.

Owns: their fields, each handed to one write. Refuses: the rules, and changing a movement: it is reversed.
"""

from datetime import date

import streamlit as st

from data_model.money.amounts import exact_amount
from data_model.money.changes.fund_movements import add_movement, vire
from data_model.money.fund_sums import FundPosition
from data_model.money.fund_vocabulary import MOVEMENT_NAMES, VIREMENTS, FundMovementKind
from data_model.money.stated_funds import StatedMovement
from data_model.shared.refusals import Refused
from ui.money.fund_fields import ask_amount, needed_pence
from ui.parts.form_fields import ask_day, day_in, field, save_once, turn_of, typed
from ui.shell.database import Session
from ui.shell.signature import by

_KINDS = tuple(kind for kind in FundMovementKind if kind not in VIREMENTS)


def movement_form(position: FundPosition, as_at: date) -> None:
    """Draw a movement: its kind, day, amount, line and reference."""
    form = f"fund_movement_{position.fund.id}"
    lines = _lines(position)
    with st.form(field(form, "form")):
        st.selectbox(
            "Kind", _KINDS, format_func=MOVEMENT_NAMES.__getitem__, key=field(form, "kind"), width=340
        )
        ask_amount(
            "Amount",
            field(form, "amount"),
            note="Below nought releases a commitment, or takes back what was spent.",
        )
        ask_day("Day of the ledger", field(form, "dated"), as_at)
        st.selectbox(
            "Line",
            [None, *lines],
            format_func=lambda each: "The whole fund" if each is None else lines[each],
            key=field(form, "line"),
        )
        st.text_input("Ledger reference", key=field(form, "reference"), width=340)
        st.text_input("In words", key=field(form, "words"))
        st.checkbox("It pays what was committed: release that much of it", key=field(form, "pays"))
        st.form_submit_button(
            "Add this movement",
            type="primary",
            key=field(form, "save"),
            on_click=_add,
            args=(form, turn_of(form), position.fund.id),
        )


def virement_form(position: FundPosition, as_at: date) -> None:
    """Draw a virement: from which line, to which, how much, from which day."""
    form = f"fund_virement_{position.fund.id}"
    lines = _lines(position)
    if len(lines) < 2:
        st.markdown("A virement needs two lines.")
        return
    with st.form(field(form, "form")):
        for name, words in (("giving", "From"), ("taking", "To")):
            st.selectbox(words, list(lines), index=None, format_func=lines.__getitem__, key=field(form, name))
        ask_amount("Amount", field(form, "amount"))
        ask_day("Day of the ledger", field(form, "dated"), as_at)
        st.text_input("Ledger reference", key=field(form, "reference"), width=340)
        st.text_input("Why", key=field(form, "words"))
        st.form_submit_button(
            "Record this virement",
            type="primary",
            key=field(form, "save"),
            on_click=_vire,
            args=(form, turn_of(form)),
        )


def _lines(position: FundPosition) -> dict[int, str]:
    return {one.line.id: f"{one.line.activity} ({exact_amount(one.left)} left)" for one in position.lines}


def _add(form: str, turn: int, fund_id: int) -> None:
    key = f"{form}_{turn}_{{}}".format

    def write(session: Session) -> int:
        movement = StatedMovement(
            FundMovementKind(st.session_state[key("kind")]),
            day_in(key("dated")),
            needed_pence(key("amount"), "Amount"),
            st.session_state.get(key("line")),
            typed(key("reference")),
            typed(key("words")),
        )
        pays = bool(st.session_state.get(key("pays")))
        return add_movement(session, fund_id, movement, pays_commitment=pays, **by())

    save_once(form, turn, write, lambda made: f"Movement no. {made} is recorded.")


def _vire(form: str, turn: int) -> None:
    key = f"{form}_{turn}_{{}}".format

    def write(session: Session) -> int:
        giving, taking = st.session_state.get(key("giving")), st.session_state.get(key("taking"))
        if giving is None or taking is None:
            raise Refused("Choose both lines.")
        return vire(
            session,
            giving,
            taking,
            needed_pence(key("amount"), "Amount"),
            day_in(key("dated")),
            ledger_reference=typed(key("reference")),
            words=typed(key("words")),
            **by(),
        )

    save_once(form, turn, write, lambda made: f"Virement no. {made} is recorded.")
