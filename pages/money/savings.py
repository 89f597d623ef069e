"""Savings: what was agreed, delivered and is at risk, by year, rating and service area, and each saving."""

from functools import partial

import streamlit as st

from charts.money.savings_bar import savings_bar_svg
from data_model.board.queries.checks import get_check_settings
from data_model.money.financial_years import year_of
from data_model.money.queries.savings import list_saving_versions, list_savings
from data_model.money.savings.saving_checks import SavingFacts, check_savings
from data_model.money.savings.saving_profiles import agreed_in_all, agreed_otherwise
from data_model.money.savings.saving_text import savings_sentence
from data_model.money.savings.saving_totals import sums_by_rating, years_of
from exports.register import SAVINGS, AboutFile
from ui.money.savings.savings_view import (
    choose_year,
    show_agreed_otherwise,
    show_rated_sums,
    show_savings,
    show_years,
)
from ui.parts.downloads import offer_formats
from ui.parts.notices import show_notices
from ui.parts.page_group import show_page_group
from ui.shell.access import current_actor
from ui.shell.database import reading
from ui.shell.dates import short_day
from ui.shell.links import link
from ui.shell.page_head import start_page
from ui.shell.pages import Page, PageGroup, may_open
from ui.shell.plain_text import escape

head = start_page("Savings", dated=False)
plan, as_at = head.plan, head.as_at
show_page_group(PageGroup.MONEY, Page.SAVINGS)
show_notices()
with reading() as session:
    rows = list_savings(session, plan.id, as_at)
    versions = list_saving_versions(session, [row.id for row in rows])
    settings = get_check_settings(session, plan.id)
if not rows:
    st.info(f"No savings were recorded by {short_day(as_at)}.")
    if may_open(Page.LOAD_SAVINGS, current_actor()):
        st.markdown("Load the council’s table of savings as it is:")
        link(Page.LOAD_SAVINGS, "**Load savings ›**")
    else:
        st.markdown("The programme office or finance loads them.")
    st.stop()

savings = [row.content for row in rows]
years = years_of(savings) or (year_of(as_at),)
year = choose_year(years, year_of(as_at))
history = {
    row.id: tuple((one.as_at, one.content) for one in versions[row.id] if one.as_at <= as_at) for row in rows
}
checks = check_savings([SavingFacts(row.content, year, history[row.id], id=row.id) for row in rows], settings)
sums = sums_by_rating(savings)
whole = [one for one in sums if not one.service_area]
widest = max(sum(one.in_year(each) for one in whole) for each in years)

st.header(escape(savings_sentence(savings, year)), anchor=False)
show_years(savings, {each: savings_bar_svg(whole, each, widest) for each in years}, year)
st.header("By rating and service area, agreed", anchor=False)
show_rated_sums(sums, years)
show_agreed_otherwise(agreed_otherwise(savings), agreed_in_all(savings))
st.header("Each saving", anchor=False)
show_savings(rows, year, checks)
with st.container(horizontal=True, vertical_alignment="center"):
    about = AboutFile(plan.name, as_at)
    offer_formats(
        "Download as",
        SAVINGS.formats_for_people,
        partial(SAVINGS.write, rows=rows, about=about),
        f"savings-{as_at.isoformat()}",
        "savings",
    )
    link(Page.LOAD_SAVINGS, "Load savings ›")
sources = dict.fromkeys(f"{row.file_name}, sheet “{row.sheet}”" for row in rows if row.file_name)
newest = max(row.as_at for row in rows)
st.caption(escape(f"True as at {short_day(newest)}. From {'; '.join(sources) or 'the dashboard'}."))
