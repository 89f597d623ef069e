"""The movements of a fund as a list, the latest first, each with the way to reverse it.

Owns: drawing them. Refuses: adding any (`fund_movement_forms`).
"""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from data_model.money.amounts import exact_amount
from data_model.money.changes.fund_movements import reverse_movement
from data_model.money.funds.fund_vocabulary import MOVEMENT_NAMES
from data_model.money.funds.rows_funds import FundMovementRow
from data_model.shared.refusals import Refused
from ui.parts.chart_view import show_table
from ui.parts.form_fields import ask_day, day_in, field, save_once, turn_of, typed
from ui.shell.database import Session
from ui.shell.dates import moment, short_day
from ui.shell.signature import by

SHOWN = 50


def show_movements(rows: Sequence[FundMovementRow], total: int) -> None:
    """Draw the latest movements of a fund as a table; `total` counts all of them."""
    st.header("Movements", anchor=False)
    if not rows:
        st.markdown("No movement is recorded by this day.")
        return
    if total > len(rows):
        st.markdown(f"The latest {len(rows):,} of {total:,}; the download has all of them.")
    show_table([_cells(row) for row in rows])


def reversal_form(fund_id: int, rows: Sequence[FundMovementRow], as_at: date) -> None:
    """Draw the choice of a movement to be taken back, from which day, and why."""
    offered = {
        row.id: f"{short_day(row.dated)} · {movement_words(row)}"
        for row in rows
        if row.reverses_id is None and row.reversed_by_id is None
    }
    if not offered:
        st.markdown("Nothing here can be reversed.")
        return
    form = f"fund_reversal_{fund_id}"
    with st.form(field(form, "form")):
        st.selectbox(
            "Movement to be reversed",
            list(offered),
            index=None,
            format_func=offered.__getitem__,
            key=field(form, "movement"),
            placeholder="Type a reference, a line or an amount",
            filter_mode="contains",
        )
        ask_day("From which day", field(form, "dated"), as_at)
        st.text_input("Why", key=field(form, "why"))
        st.form_submit_button(
            "Reverse this movement",
            type="primary",
            key=field(form, "save"),
            on_click=_reverse,
            args=(form, turn_of(form)),
        )


def movement_words(row: FundMovementRow) -> str:
    """Say a movement in a list of choices."""
    parts = (
        MOVEMENT_NAMES[row.kind],
        exact_amount(row.pence),
        row.line or "whole fund",
        row.ledger_reference,
        row.words,
    )
    return " · ".join(filter(None, parts))


def _cells(row: FundMovementRow) -> dict[str, object]:
    state = ""
    if row.reverses_id is not None:
        state = f"Reverses no. {row.reverses_id}"
    elif row.reversed_by_id is not None:
        state = f"Reversed by no. {row.reversed_by_id}"
    elif row.virement_id is not None:
        state = f"Virement no. {row.virement_id}"
    place = " ".join(filter(None, (row.file_name, row.sheet, row.cell)))
    words = (MOVEMENT_NAMES[row.kind], row.line or "whole fund", row.ledger_reference, row.words, state)
    # Few columns: a table that is wider than a telephone's screen scrolls where no key reaches it.
    return {
        "Day": short_day(row.dated),
        "Movement": f"{' · '.join(filter(None, words))} (no. {row.id})",
        "Amount": exact_amount(row.pence),
        "From": place or f"typed in by {row.recorded_by}, {moment(row.recorded_at)}",
    }


def _reverse(form: str, turn: int) -> None:
    key = f"{form}_{turn}_{{}}".format
    chosen = st.session_state.get(key("movement"))

    def write(session: Session) -> int:
        if chosen is None:
            raise Refused("Choose a movement.")
        return reverse_movement(session, chosen, day_in(key("dated")), typed(key("why")), **by())

    save_once(form, turn, write, lambda made: f"Reversed by movement no. {made}.")
