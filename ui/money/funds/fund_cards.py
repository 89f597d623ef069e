"""A fund as one row of *Money*: its name, its bar, its sums and a sentence.

Owns: what a row says and in which order. Refuses: drawing the bar (`charts.money`), sums and checks.
"""

from collections.abc import Sequence

import streamlit as st

from data_model.money.amounts import exact_amount
from data_model.money.check_types import MoneyFinding
from data_model.money.funds.fund_sums import FundPosition
from data_model.money.funds.fund_text import bar_text, days_text, fund_sentence, line_sentence
from data_model.money.funds.rows_funds import FundImportRow
from data_model.shared.permissions import Permission, is_permitted
from data_model.shared.sentence_text import counted
from ui.parts.whole_links import in_lines
from ui.shell.access import current_actor
from ui.shell.dates import moment, short_day
from ui.shell.links import BREAK, link
from ui.shell.pages import Page
from ui.shell.plain_text import escape

_WIDTHS = (4, 8)
KEY = "■ spent · ▨ committed · □ left · | where even spending would stand"


def show_fund_card(position: FundPosition, bar: str, findings: Sequence[MoneyFinding]) -> None:
    """Draw a fund's name, bar, sums and sentence; `bar` is an SVG picture, `findings` those of this fund."""
    fund, sums = position.fund, position.sums
    # Where no movement is recorded nothing is known of them: the sentence says so.
    figures = " · ".join(
        f"{words} **{escape(exact_amount(pence))}**"
        for words, pence in (
            ("Received", sums.received),
            ("committed", sums.committed),
            ("spent", sums.used),
            ("left", position.left),
        )
        if position.has_movements
    )
    said = escape(" ".join(filter(None, (fund_sentence(position), line_sentence(position)))))
    found = [f"⚠ **{escape(one.title)}**: {escape(one.sentence)}" for one in findings]
    # One text: each element of a card costs a cold browser time, and there are many cards.
    texts = (escape(fund.funder), figures, said, *found)
    with st.container(border=True, key=f"fund_card_{fund.id}"):
        name, text = st.columns(_WIDTHS)
        with name:
            link(Page.FUND, in_lines(fund.name, 40), id=fund.id)
            st.image(bar, alt=bar_text(position), width="stretch")
        text.markdown(BREAK.join(filter(None, texts)))


def fund_table_row(position: FundPosition, findings: Sequence[MoneyFinding]) -> dict[str, object]:
    """Return what a row says as cells of a table."""
    fund, sums = position.fund, position.sums
    return {
        "Fund": fund.name,
        "Funder": fund.funder,
        "Accepted": exact_amount(position.accepted),
        "Received": exact_amount(sums.received),
        "Committed": exact_amount(sums.committed),
        "Spent": exact_amount(sums.used),
        "Returned": exact_amount(sums.returned),
        "Left": exact_amount(position.left),
        "Until": days_text(position),
        "Checks": counted(len(findings), "check"),
    }


def show_files(imports: Sequence[FundImportRow]) -> None:
    """Draw which files were loaded, when and by whom, and what each did."""
    for one in imports:
        did = [
            counted(number, word)
            for number, word in ((one.funds, "fund"), (one.lines, "line"), (one.movements, "movement"))
            if number
        ]
        said = f"{one.file_name}, as at {short_day(one.as_at)}: {', '.join(did) or 'nothing new'}"
        by = f"loaded {moment(one.recorded_at)} by {one.recorded_by}"
        st.markdown(escape(f"{said}; {by}."))


def say_no_funds() -> None:
    """Say what to do where a plan has no fund yet."""
    if not is_permitted(current_actor(), Permission.MONEY):
        st.markdown("No grant or other fund was recorded by this day. Finance or the programme office does.")
        return
    st.markdown("No grant or other fund was recorded by this day. Load a workbook, or make one by hand:")
    show_fund_ways()


def show_fund_ways() -> None:
    """Draw the ways to load funds and to make them by hand, for whoever may."""
    with st.container(horizontal=True, key="fund_ways"):
        link(Page.LOAD_FUNDS, "**Load funds or a ledger extract ›**")
        link(Page.EDIT_FUNDS, "**Make or change a fund ›**")
