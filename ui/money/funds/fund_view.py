"""One fund on its page: what it is, its lines, conditions and claims, each with where it comes from.

Owns: drawing them. Refuses: forms (`fund_movement_forms`, `fund_condition_forms`), sums and checks.
"""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from data_model.money.amounts import exact_amount
from data_model.money.check_types import MoneyFinding
from data_model.money.financial_years import FinancialYear
from data_model.money.funds.fund_sums import FundPosition, LinePosition
from data_model.money.funds.fund_text import (
    accepted_text,
    authority_text,
    by_year_text,
    fund_sentence,
    last_day_text,
    line_sentence,
)
from data_model.money.funds.fund_vocabulary import (
    HOW_PAID_NAMES,
    KIND_NAMES,
    SPENDING_NAMES,
    STATE_NAMES,
    UNSPENT_NAMES,
    ConditionState,
    Spending,
)
from data_model.money.funds.rows_funds import ClaimRow, ConditionRow, FundRow, VersionStamp
from ui.parts.chart_view import show_table
from ui.parts.whole_links import link_beside
from ui.shell.dates import moment, short_day
from ui.shell.links import BREAK, link
from ui.shell.pages import Page
from ui.shell.plain_text import escape, shorten


def show_fund_head(position: FundPosition, findings: Sequence[MoneyFinding]) -> None:
    """Draw the fund's sentences, its sums and what speaks against it."""
    sums = position.sums
    said = (fund_sentence(position), line_sentence(position), last_day_text(position))
    st.markdown(escape(" ".join(filter(None, said))))
    figures = [
        ("Accepted", position.accepted),
        ("Received", sums.received),
        ("Committed", sums.committed),
        ("Spent", sums.used),
        *([("Returned", sums.returned)] if sums.returned else []),
        ("Left", position.left),
    ]
    with st.container(horizontal=True, gap="small", key="fund_figures"):
        for words, pence in figures:
            # A large figure would be cut on a telephone, where pence stand behind it.
            with st.container(border=True, width=150):
                st.markdown(f"{words}  \n**{escape(exact_amount(pence))}**")
    notes = [accepted_text(position), by_year_text(position)]
    if sums.accrual:
        notes.append(f"Of what is spent {exact_amount(sums.accrual)} is accrued and not yet invoiced.")
    st.markdown(escape(" ".join(filter(None, notes))))
    found = [f"⚠ **{escape(one.title)}**: {escape(one.sentence)}" for one in findings]
    if found:
        st.markdown(BREAK.join(found))


def show_fund_facts(fund: FundRow) -> None:
    """Draw what a fund is, as stated, and where that stands."""
    st.header("What it is", anchor=False)
    period = ""
    if fund.starts_on or fund.ends_on:
        period = f"{short_day(fund.starts_on) or 'not said'} to {short_day(fund.ends_on) or 'not said'}"
    facts = {
        "Funder": fund.funder,
        "Kind": KIND_NAMES[fund.kind],
        "Reference": fund.reference,
        "Decision": " · ".join(filter(None, (fund.decision, fund.decision_meeting))),
        "Maximum sum": _maximum(fund),
        "Period": period,
        "Spend by": short_day(fund.spend_by),
        "How paid": HOW_PAID_NAMES[fund.how_paid],
        "Unspent money": UNSPENT_NAMES[fund.unspent_rule],
        "Senior responsible owner": fund.owner,
        "Finance contact": fund.finance_contact,
    }
    lines = [f"**{words}:** {escape(text or 'not said')}" for words, text in facts.items()]
    st.markdown("  \n".join(lines))
    st.caption(escape(stamp_text(fund.stamp)))


def show_lines(position: FundPosition) -> None:
    """Draw each line with its amounts, what became of them, and the actions that it pays for."""
    st.header("Lines", anchor=False)
    if not position.lines:
        st.markdown("No line is recorded yet.")
    for one in position.lines:
        with st.container(border=True, key=f"fund_line_{one.line.id}", gap="xsmall"):
            _show_line(one)


def _show_line(one: LinePosition) -> None:
    line, sums = one.line, one.sums
    st.markdown(f"**{escape(line.activity)}**")
    years = " · ".join(f"{FinancialYear(year)}: {exact_amount(pence)}" for year, pence in line.amounts)
    virement = f", {exact_amount(sums.vired)} by virement" if sums.vired else ""
    st.markdown(
        escape(
            f"{exact_amount(one.budget)}{virement}: {exact_amount(sums.used)} spent, "
            f"{exact_amount(sums.committed)} committed, {exact_amount(one.left)} left."
        )
        + f"  \n{escape(years)}"
    )
    ids = ", ".join(line.spend_control_ids) or "none yet"
    facts = [
        f"Spend control id: {ids}",
        f"Cost centre: {line.cost_centre}" if line.cost_centre else "",
        SPENDING_NAMES[line.spending] if line.spending is not Spending.NOT_SAID else "",
        f"Responsible: {line.owner}" if line.owner else "Responsible: nobody named",
        f"Evidence wanted: {line.evidence_wanted}" if line.evidence_wanted else "",
    ]
    st.markdown(escape(" · ".join(filter(None, facts))))
    if authority := authority_text(one):
        st.markdown(f"**{escape(authority)}**")
    for action in line.actions:
        link_beside(Page.ACTION, action.ref or "Action", shorten(action.text, 90), id=action.id)
    st.caption(escape(stamp_text(line.stamp)))


def show_conditions(conditions: Sequence[ConditionRow], as_at: date) -> None:
    """Draw each deliverable with its state on a day, what shows it and the evidence."""
    st.header("Conditions", anchor=False)
    if not conditions:
        st.markdown("No deliverable is recorded.")
        return
    met = sum(one.is_satisfied for one in conditions)
    st.markdown(f"{met:,} of {len(conditions):,} evidenced or waived.")
    for one in conditions:
        with st.container(border=True, key=f"fund_condition_{one.id}", gap="xsmall"):
            due = f"due {short_day(one.due)}" if one.due else "no due date"
            is_late = one.due is not None and one.due <= as_at and one.state is ConditionState.NOT_DUE
            state = "Due and not met" if is_late else STATE_NAMES[one.state]
            st.markdown(f"**{escape(one.deliverable)}**  \n{state} · {due}")
            if one.evidence:
                st.text(f"Evidence: {one.evidence}")
            said = [
                f"Money of {FinancialYear(one.year_depending)} depends on it" if one.year_depending else "",
                one.reason,
            ]
            if any(said):
                st.markdown(escape(". ".join(filter(None, said))))
            if one.action_id is not None:
                link(Page.ACTION, f"Shown by action {escape(one.action)} ›", id=one.action_id)
            if one.measure_id is not None:
                link(Page.MEASURE, f"Shown by {escape(shorten(one.measure, 60))} ›", id=one.measure_id)
            st.caption(escape(stamp_text(one.stamp)))


def show_claims(claims: Sequence[ClaimRow], spent: dict[int, int], as_at: date) -> None:
    """Draw each claim with its steps; `spent` is what the ledger has for a claim's period, by its id.

    Of a period that is over by `as_at` it is said where the ledger has less than is eligible.
    """
    st.header("Claims", anchor=False)
    if not claims:
        st.markdown("No claim is recorded.")
        return
    show_table(
        [
            {
                "Period": f"{short_day(one.period_start)} to {short_day(one.period_end)}, "
                f"due {short_day(one.due)}",
                "Spent and eligible": f"{exact_amount(spent.get(one.id, 0))} by the ledger, "
                f"{exact_amount(one.eligible)} eligible",
                "Claimed, agreed, paid": f"{_step(one.claimed, one.claimed_on)} · "
                f"{_step(one.agreed, one.agreed_on)} · {_step(one.paid, one.paid_on)}",
            }
            for one in claims
        ]
    )
    for one in claims:
        more = one.eligible - spent.get(one.id, 0)
        if more > 0 and one.period_end < as_at:
            period = f"{short_day(one.period_start)} to {short_day(one.period_end)}"
            st.markdown(
                escape(f"The ledger has {exact_amount(more)} less for {period} than is put down as eligible.")
            )


def _step(pence: int | None, day: date | None) -> str:
    return "not yet" if pence is None else f"{exact_amount(pence)} on {short_day(day)}"


def _maximum(fund: FundRow) -> str:
    if fund.maximum is None:
        return ""
    parts = [
        f"{exact_amount(pence)} {words}"
        for words, pence in (("revenue", fund.maximum_revenue), ("capital", fund.maximum_capital))
        if pence is not None
    ]
    return f"{exact_amount(fund.maximum)}{' (' + ', '.join(parts) + ')' if parts else ''}"


def stamp_text(stamp: VersionStamp) -> str:
    """Say since when a version is true, who recorded it when, and where in which file it stands."""
    said = f"As at {short_day(stamp.as_at)}, recorded {moment(stamp.recorded_at)} by {stamp.recorded_by}"
    place = " ".join(filter(None, (stamp.sheet, stamp.cell)))
    return f"{said}, from {stamp.file_name} ({place})" if stamp.file_name else said
