"""Benefits: by kind, realised and banked against their profile, the return on investment, and new ones."""

from functools import partial

import streamlit as st

from charts.money.fund_bar import fund_bar_svg
from data_model.board.queries.checks import get_check_settings
from data_model.money.benefits.benefit_checks import benefit_checks
from data_model.money.benefits.benefit_sums import benefit_year, by_kind, years_of_benefits
from data_model.money.benefits.benefit_text import benefits_sentence
from data_model.money.financial_years import year_of
from data_model.money.queries.benefit_facts import read_benefit_facts
from data_model.money.queries.benefit_returns import get_returns
from data_model.shared.permissions import Permission, is_permitted
from exports.register import BENEFITS, AboutFile
from ui.money.benefits.benefit_choices import read_choices
from ui.money.benefits.benefit_forms import benefit_form
from ui.money.benefits.benefit_reading_forms import return_form, stated_sum_form
from ui.money.benefits.benefit_view import BAR_KEY, show_kind, show_return, show_return_profiles
from ui.parts.downloads import offer_formats
from ui.parts.page_group import show_page_group
from ui.parts.saving import show_outcome
from ui.shell.access import current_actor
from ui.shell.clock import today
from ui.shell.database import reading
from ui.shell.dates import short_day
from ui.shell.links import link
from ui.shell.page_head import start_page
from ui.shell.pages import Page, PageGroup
from ui.shell.plain_text import escape

head = start_page("Benefits", dated=False)
plan, as_at = head.plan, head.as_at
show_page_group(PageGroup.MONEY, Page.BENEFITS)
show_outcome()
with reading() as session:
    facts = read_benefit_facts(session, plan.id, as_at)
    standing = get_returns(session, plan.id, as_at)
    settings = get_check_settings(session, plan.id)
rows = list(facts.benefits)
may_write = is_permitted(current_actor(), Permission.MONEY)

if rows:
    years = years_of_benefits(rows) or (year_of(as_at),)
    nearest = min(years, key=lambda one: (abs(one.first - year_of(as_at).first), one.first))
    year = st.selectbox(
        "Year", years, index=years.index(nearest), format_func=str, key="benefits_year", width=140
    )
    year = year if year is not None else nearest
    findings = benefit_checks(facts, settings)
    st.header(escape(benefits_sentence(rows, year)), anchor=False)
    st.caption(BAR_KEY)
    bars = {}
    for row in rows:
        one = benefit_year(row, year)
        # A disbenefit has a bar as long as what it takes.
        target, realised, banked = (abs(each or 0) for each in (one.target, one.realised, one.banked))
        bars[row.id] = fund_bar_svg(target, banked, realised - banked, None, f"benefit{row.id}")
    for kind, members in by_kind(rows):
        show_kind(kind, members, year, bars, findings, facts.signs)
    retired = [row for row in rows if row.content.retired]
    if retired:
        st.header("Not followed any more", anchor=False)
        for row in retired:
            link(Page.BENEFIT, escape(row.content.title), id=row.id)
    if facts.returns is not None:
        show_return(facts.returns, facts.stated, findings)
        show_return_profiles(standing.profiles)
    with st.container(horizontal=True, vertical_alignment="center", key="benefits_downloads"):
        offer_formats(
            "Download as",
            BENEFITS.formats_for_people,
            partial(BENEFITS.write, rows=rows, about=AboutFile(plan.name, as_at)),
            f"benefits-{as_at.isoformat()}",
            "benefits",
        )
        link(Page.LOAD_BENEFITS, "Load benefits ›")
else:
    st.info(f"No benefits were recorded by {short_day(as_at)}.")
    if may_write:
        st.markdown("Load the council’s table of benefits as it is, or record one by hand:")
        link(Page.LOAD_BENEFITS, "**Load benefits ›**")
    else:
        st.markdown("The programme office or finance records them.")

if not may_write:
    st.stop()
day = min(as_at, today())
st.container(key="benefits_record_tools").header("Record", anchor=False)
with st.expander("A new benefit", key="benefit_new_box", on_change="rerun") as box:
    if box.open:
        benefit_form(plan.id, None, read_choices(plan.id, as_at), day)
with st.expander("What is invested", key="benefit_return_box", on_change="rerun") as box:
    if box.open:
        return_form(plan.id, standing, day)
with st.expander("A sum that a paper states", key="benefit_stated_box", on_change="rerun") as box:
    if box.open:
        stated_sum_form(plan.id, day)
