"""Money: one line a fund with its bar against the straight line, what speaks against it, and ways on."""

import streamlit as st

from charts.money.fund_bar import fund_bar_svg
from data_model.board.queries.checks import get_check_settings
from data_model.money.benefits.benefit_sums import years_of_benefits
from data_model.money.benefits.benefit_text import benefits_sentence
from data_model.money.financial_years import year_of
from data_model.money.funds.fund_checks import find_all
from data_model.money.funds.fund_text import funds_sentence
from data_model.money.funds.rows_funds import FundMovementRow
from data_model.money.queries.benefits import list_benefits
from data_model.money.queries.fund_imports import list_fund_imports
from data_model.money.queries.fund_movements import list_movements
from data_model.money.queries.fund_positions import list_fund_positions
from data_model.money.queries.savings import list_savings
from data_model.money.savings.saving_text import savings_sentence
from data_model.money.savings.saving_totals import years_of
from exports.register import FUND_MOVEMENTS, FUNDS, AboutFile
from ui.money.funds.fund_cards import (
    KEY,
    fund_table_row,
    say_no_funds,
    show_files,
    show_fund_card,
    show_fund_ways,
)
from ui.parts.chart_view import show_table
from ui.parts.downloads import offer_formats
from ui.parts.notices import show_notices
from ui.parts.page_group import show_page_group
from ui.shell.cache import cached_read
from ui.shell.database import reading
from ui.shell.links import link
from ui.shell.page_head import start_page
from ui.shell.pages import Page, PageGroup
from ui.shell.plain_text import escape

head = start_page("Money", dated=False)
plan, as_at = head.plan, head.as_at
show_page_group(PageGroup.MONEY, Page.MONEY)
show_notices()
positions = cached_read(list_fund_positions, plan.id, as_at)
benefits = cached_read(list_benefits, plan.id, as_at)
savings = [row.content for row in cached_read(list_savings, plan.id, as_at)]


def show_other_money() -> None:
    """Draw what savings and benefits come to, a sentence each, and the way to them; those that there are."""
    if savings:
        year = max((one for one in years_of(savings) if one <= year_of(as_at)), default=year_of(as_at))
        st.header("Savings", anchor=False)
        st.markdown(escape(savings_sentence(savings, year)))
        link(Page.SAVINGS, "All savings ›")
    if benefits:
        years = years_of_benefits(benefits) or (year_of(as_at),)
        year = min(years, key=lambda one: (abs(one.first - year_of(as_at).first), one.first))
        st.header("Benefits", anchor=False)
        st.markdown(escape(benefits_sentence(benefits, year)))
        link(Page.BENEFITS, "All benefits ›")


if not positions:
    say_no_funds()
    show_other_money()
    st.stop()
with reading() as session:
    findings = find_all(positions, get_check_settings(session, plan.id))
st.header(escape(funds_sentence(positions)), anchor=False)
st.caption(KEY)
for one in positions:
    bar = fund_bar_svg(
        one.accepted, one.sums.used, one.sums.committed, one.straight_line, f"fund{one.fund.id}"
    )
    show_fund_card(one, bar, [each for each in findings if each.id == one.fund.id])
show_other_money()


def all_movements() -> list[FundMovementRow]:
    """Read every movement that counts on the day."""
    with reading() as session:
        return list_movements(session, plan.id, as_at)


def make_funds(form: str) -> bytes:
    return FUNDS.write(form, positions, AboutFile(plan.name, as_at))


def make_movements(form: str) -> bytes:
    return FUND_MOVEMENTS.write(form, all_movements(), AboutFile(plan.name, as_at))


with st.expander("Show as a table", key="money_table", on_change="rerun") as box:
    if box.open:
        show_table(
            [fund_table_row(one, [each for each in findings if each.id == one.fund.id]) for one in positions]
        )
with st.expander("Files loaded", key="money_files", on_change="rerun") as files:
    if files.open:
        with reading() as session:
            show_files(list_fund_imports(session, plan.id))
with st.container(horizontal=True, key="money_downloads"):
    name = as_at.isoformat()
    offer_formats("Funds as", FUNDS.formats_for_people, make_funds, f"funds as at {name}", "money_funds")
    offer_formats(
        "Movements as",
        FUND_MOVEMENTS.formats_for_people,
        make_movements,
        f"fund movements as at {name}",
        "money_movements",
    )
show_fund_ways()
