"""The forms of what came of benefits: realised, banked, what is invested, and sums that papers state.

Owns: their fields, each form handed to one write. Refuses: the rules.
"""

from datetime import date

import streamlit as st

from data_model.money.benefits.benefit_profiles import ProfileAmount
from data_model.money.benefits.benefit_returns import ReturnContent, StatedSum
from data_model.money.benefits.benefit_sums import years_of_benefits
from data_model.money.benefits.rows_benefits import (
    BenefitReadingKind,
    BenefitRow,
    ReturnStanding,
    StatedBenefitReading,
)
from data_model.money.changes.benefit_returns import state_return, state_sum
from data_model.money.changes.benefits import record_banked, record_realised
from data_model.money.financial_years import FIRST_YEAR, LAST_YEAR, FinancialYear, year_of
from data_model.shared.refusals import Refused
from ui.money.money_fields import ask_amount, needed_pence, pence_in
from ui.parts.form_fields import ask_day, day_in, field, save_once, turn_of, typed
from ui.shell.database import Session
from ui.shell.signature import by_as_at

_WORDS = {
    BenefitReadingKind.REALISED: "How it is known",
    BenefitReadingKind.BANKED: "From which budget it was taken",
}
_NEAR = 8  # years that are offered on each side of this one


def reading_form(row: BenefitRow, kind: BenefitReadingKind, as_at: date) -> None:
    """Draw what was realised or banked in a year so far."""
    form = f"benefit_{kind.value}_{row.id}"
    years = list(dict.fromkeys([year_of(as_at), *years_of_benefits([row])]))
    with st.form(field(form, "form")):
        st.selectbox("Year", years, format_func=str, key=field(form, "year"), width=210)
        ask_amount(f"{kind.value.capitalize()} in the year so far", field(form, "pence"),
                   note="Empty takes what was said of the year away.")  # fmt: skip
        if kind is BenefitReadingKind.REALISED:
            words = row.content.volumes[0].words if row.content.volumes else "volume"
            st.text_input(f"Volume so far: {words}", key=field(form, "volume"), width=340)
        st.text_input(_WORDS[kind], key=field(form, "words"))
        ask_day("True as at", field(form, "as_at"), as_at)
        st.form_submit_button(
            f"Save what is {kind.value}",
            type="primary",
            key=field(form, "save"),
            on_click=_record,
            args=(form, turn_of(form), row, kind),
        )


def return_form(plan_id: int, standing: ReturnStanding, as_at: date) -> None:
    """Draw what is invested; the years come from the council's table."""
    form = "benefit_return"
    held = standing.content or ReturnContent()
    with st.form(field(form, "form")):
        ask_amount("Invested in all", field(form, "invested"), held.invested)
        st.text_input("Where that stands", key=field(form, "source"), value=held.invested_source)
        if standing.profiles:
            st.text_input("Reason", key=field(form, "reason"))
            st.text_input("Approved by", key=field(form, "approved_by"))
        ask_day("True as at", field(form, "as_at"), as_at)
        st.form_submit_button(
            "Save what is invested",
            type="primary",
            key=field(form, "save"),
            on_click=_invest,
            args=(form, turn_of(form), plan_id, standing),
        )


def stated_sum_form(plan_id: int, as_at: date) -> None:
    """Draw a sum that a paper states of some years, to be held against them."""
    form = "benefit_stated"
    first = year_of(as_at).first
    years = [
        FinancialYear(year)
        for year in range(max(FIRST_YEAR, first - _NEAR), min(LAST_YEAR, first + _NEAR) + 1)
    ]
    with st.form(field(form, "form")):
        st.selectbox(
            "Gross, net or cost", [kind.value for kind in ProfileAmount], key=field(form, "kind"), width=210
        )
        with st.container(horizontal=True):
            for name, label in (("first", "From"), ("last", "To")):
                key, here = field(form, name), years.index(FinancialYear(first))
                st.selectbox(label, years, index=here, format_func=str, key=key, width=140)
            ask_amount("Stated", field(form, "pence"))
        st.text_input("Where it stands", key=field(form, "source"), placeholder="Board paper of May, page 4")
        st.checkbox("It is stated no more", key=field(form, "withdrawn"))
        ask_day("True as at", field(form, "as_at"), as_at)
        st.form_submit_button(
            "Save this sum",
            type="primary",
            key=field(form, "save"),
            on_click=_state,
            args=(form, turn_of(form), plan_id),
        )


def _record(form: str, turn: int, row: BenefitRow, kind: BenefitReadingKind) -> None:
    def write(session: Session) -> None:
        said = StatedBenefitReading(
            _year(field(form, "year")).first,
            kind,
            pence_in(field(form, "pence"), kind.value.capitalize()),
            typed(field(form, "volume")),
            typed(field(form, "words")),
        )
        record = record_realised if kind is BenefitReadingKind.REALISED else record_banked
        record(session, row.id, said, **by_as_at(day_in(field(form, "as_at"))))

    save_once(form, turn, write, "Saved.")


def _invest(form: str, turn: int, plan_id: int, standing: ReturnStanding) -> None:
    def write(session: Session) -> int:
        held = standing.content or ReturnContent()
        content = ReturnContent(
            held.years,
            needed_pence(field(form, "invested"), "Invested in all"),
            typed(field(form, "source")),
        )
        return state_return(
            session,
            plan_id,
            content,
            reason=typed(field(form, "reason")),
            approved_by=typed(field(form, "approved_by")),
            newest=standing.newest,
            **by_as_at(day_in(field(form, "as_at"))),
        )

    save_once(form, turn, write, "Saved.")


def _state(form: str, turn: int, plan_id: int) -> None:
    def write(session: Session) -> None:
        withdrawn = bool(st.session_state.get(field(form, "withdrawn")))
        pence = pence_in(field(form, "pence"), "Stated")
        if pence is None and not withdrawn:
            raise Refused("Stated: write an amount in pounds.")
        stated = StatedSum(
            ProfileAmount(typed(field(form, "kind"))),
            _year(field(form, "first")),
            _year(field(form, "last")),
            pence or 0,
            typed(field(form, "source")),
        )
        signed = by_as_at(day_in(field(form, "as_at")))
        state_sum(session, plan_id, stated, withdrawn=withdrawn, **signed)

    save_once(form, turn, write, "Saved.")


def _year(key: str) -> FinancialYear:
    held = st.session_state.get(key)
    if not isinstance(held, FinancialYear):
        raise Refused("Choose a year.")
    return held
