"""Forms for movements of money and for virements between lines.

Owns: their fields, each handed to one write. Refuses: the rules, and changing a movement: it is reversed.
"""

from datetime import date

import streamlit as st

from data_model.money.amounts import exact_amount
from data_model.money.changes.fund_movements import add_movement, vire
from data_model.money.funds.fund_sums import FundPosition
from data_model.money.funds.fund_vocabulary import MOVEMENT_NAMES, VIREMENTS, FundMovementKind
from data_model.money.funds.stated_funds import StatedMovement
from data_model.shared.refusals import Refused
from ui.money.money_drafts import DraftedForm, open_form, save_form, show_draft_line
from ui.money.money_fields import ask_amount, needed_pence
from ui.parts.form_fields import ask_day, day_in, field, turn_of, typed
from ui.shell.database import Session
from ui.shell.signature import by

_NOTHING = {"reference": "", "words": ""}  # what stands in the text fields of something new
_KINDS = tuple(kind for kind in FundMovementKind if kind not in VIREMENTS)


def movement_form(plan_id: int, position: FundPosition, as_at: date) -> DraftedForm:
    """Draw a movement: its kind, day, amount, line and reference; return it, to watch what is typed."""
    drafted = open_form(f"fund_movement_{position.fund.id}", plan_id, 0, _NOTHING)
    form = drafted.prefix
    show_draft_line(drafted)
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
            args=(drafted, turn_of(form), position.fund.id),
        )
    return drafted


def virement_form(plan_id: int, position: FundPosition, as_at: date) -> DraftedForm | None:
    """Draw a virement: from which line, to which, how much, from when; return it, to watch its typing."""
    lines = _lines(position)
    if len(lines) < 2:
        st.markdown("A virement needs two lines.")
        return None
    drafted = open_form(f"fund_virement_{position.fund.id}", plan_id, 0, _NOTHING)
    form = drafted.prefix
    show_draft_line(drafted)
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
            args=(drafted, turn_of(form)),
        )
    return drafted


def _lines(position: FundPosition) -> dict[int, str]:
    return {one.line.id: f"{one.line.activity} ({exact_amount(one.left)} left)" for one in position.lines}


def _add(form: DraftedForm, turn: int, fund_id: int) -> None:
    key = f"{form.prefix}_{turn}_{{}}".format

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

    save_form(form, turn, write, lambda made: f"Movement no. {made} is recorded.")


def _vire(form: DraftedForm, turn: int) -> None:
    key = f"{form.prefix}_{turn}_{{}}".format

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

    save_form(form, turn, write, lambda made: f"Virement no. {made} is recorded.")
