"""What pays for an action: each line of a fund with what is left of it.

Owns: drawing it for one action. Refuses: which lines pay for which action (`data_model.money.changes.funds`).
"""

from collections.abc import Sequence

import streamlit as st

from data_model.money.amounts import exact_amount
from data_model.money.check_types import MoneyFinding
from data_model.money.fund_sums import FundPosition
from data_model.money.fund_text import days_text
from ui.parts.whole_links import in_lines
from ui.shell.links import link
from ui.shell.pages import Page
from ui.shell.plain_text import escape


def show_paying(paying: Sequence[tuple[FundPosition, int]], findings: Sequence[MoneyFinding]) -> None:
    """Draw each line that pays for an action, given as its fund and its id; nothing where none does.

    `findings` are those of the funds; only what speaks against these lines is drawn.
    """
    if not paying:
        return
    st.header("What pays for it", anchor=False)
    for position, line_id in paying:
        one = next(line for line in position.lines if line.line.id == line_id)
        with st.container(border=True, gap=None, key=f"action_paid_by_{line_id}"):
            link(Page.FUND, in_lines(position.fund.name), id=position.fund.id)
            spent, budget = exact_amount(one.sums.used), exact_amount(one.budget)
            left = f"{exact_amount(one.left)} left, {days_text(position)}."
            st.markdown(escape(f"{one.line.activity}: {spent} of {budget} spent, {left}"))
            for found in findings:
                if found.line_id == line_id:
                    st.markdown(f"⚠ {escape(found.title)}")
