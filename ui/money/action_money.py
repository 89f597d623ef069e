"""What pays for an action or an area, and what it should save and bring.

Owns: drawing it. Refuses: which lines, savings and benefits belong to which action
(`data_model.money.changes`).
"""

from collections.abc import Collection, Sequence
from datetime import date

import streamlit as st

from data_model.board.queries.checks import get_check_settings
from data_model.money.amounts import exact_amount, short_amount
from data_model.money.benefits.benefit_sums import benefit_year
from data_model.money.benefits.benefit_text import benefit_year_sentence
from data_model.money.benefits.rows_benefits import BenefitRow
from data_model.money.financial_years import year_of
from data_model.money.funds.fund_checks import find_all
from data_model.money.funds.fund_sums import FundPosition, LinePosition
from data_model.money.funds.fund_text import days_text
from data_model.money.queries.action_money import get_action_money
from data_model.money.savings.rows_savings import SavingRow
from data_model.money.savings.saving_text import position_sentence
from data_model.money.savings.saving_totals import position, year_position
from data_model.shared.sentence_text import counted
from ui.money.savings.savings_view import rating_chip
from ui.parts.whole_links import in_lines
from ui.shell.database import reading
from ui.shell.links import link
from ui.shell.pages import Page
from ui.shell.plain_text import escape

_WIDTH = 40  # signs of a name in a narrow column


def show_money_of(plan_id: int, as_at: date, action_ids: Collection[int], *, key: str, whose: str) -> None:
    """Draw each line that pays for some actions and what they should save and bring; nothing without.

    `whose` is "it" or "its actions".
    """
    with reading() as session:
        money = get_action_money(session, plan_id, as_at, action_ids)
        checks = get_check_settings(session, plan_id) if money.paying else {}
    _show_paying(money.paying, checks, key, whose)
    _show_savings(money.savings, as_at, key, whose)
    _show_benefits(money.benefits, as_at, key, whose)


def _show_paying(
    paying: Sequence[tuple[FundPosition, LinePosition]],
    checks: dict[str, dict[str, int]],
    key: str,
    whose: str,
) -> None:
    if not paying:
        return
    st.header(f"What pays for {whose}", anchor=False)
    if len(paying) > 1:
        spent, budget = (
            short_amount(sum(getattr(line, name) for _, line in paying)) for name in ("spent", "budget")
        )
        st.markdown(escape(f"{counted(len(paying), 'line')}: {spent} of {budget} spent."))
    findings = find_all(list({one.fund.id: one for one, _ in paying}.values()), checks)
    for fund, one in paying:
        with st.container(border=True, gap=None, key=f"{key}_paid_by_{one.line.id}"):
            link(Page.FUND, in_lines(fund.fund.name, _WIDTH), id=fund.fund.id)
            spent, budget = exact_amount(one.spent), exact_amount(one.budget)
            left = f"{exact_amount(one.left)} left, {days_text(fund)}."
            st.markdown(escape(f"{one.line.activity}: {spent} of {budget} spent, {left}"))
            for found in findings:
                if found.line_id == one.line.id:
                    st.markdown(f"⚠ {escape(found.title)}")


def _show_savings(savings: Sequence[SavingRow], as_at: date, key: str, whose: str) -> None:
    if not savings:
        return
    year = year_of(as_at)
    st.header(f"What {whose} should save", anchor=False)
    if len(savings) > 1:
        together = position_sentence(year_position([row.content for row in savings], year))
        st.markdown(escape(f"{counted(len(savings), 'saving')}: {together}"))
    for row in savings:
        with st.container(border=True, gap=None, key=f"{key}_saves_{row.id}"):
            link(Page.SAVING, in_lines(f"{row.content.ref} {row.content.title}".strip(), _WIDTH), id=row.id)
            said = position_sentence(position(row.content, year))
            st.markdown(f"{rating_chip(row.content)} {escape(said)}")


def _show_benefits(benefits: Sequence[BenefitRow], as_at: date, key: str, whose: str) -> None:
    if not benefits:
        return
    year = year_of(as_at)
    st.header(f"What {whose} should bring", anchor=False)
    for row in benefits:
        with st.container(border=True, gap=None, key=f"{key}_brings_{row.id}"):
            name = f"{row.content.ref} {row.content.title}".strip()
            link(Page.BENEFIT, in_lines(name, _WIDTH), id=row.id)
            st.markdown(escape(benefit_year_sentence(benefit_year(row, year))))
