"""Funds and their lines: make them by hand, change, retire and restore them."""

import streamlit as st

from data_model.money.queries.funds import (
    list_fund_versions,
    list_funds,
    list_line_versions,
    list_lines,
)
from data_model.plan.queries.actions import list_actions
from data_model.shared.permissions import Permission, is_permitted
from ui.money.funds.fund_forms import fund_form, line_form, show_retiring, show_versions
from ui.money.money_drafts import watch_forms
from ui.parts.saving import show_outcome
from ui.shell import address
from ui.shell.access import current_actor
from ui.shell.clock import today
from ui.shell.database import reading
from ui.shell.links import link, step
from ui.shell.page_head import start_page
from ui.shell.pages import Page
from ui.shell.plain_text import escape, shorten

head = start_page("Funds and their lines", dated=False, asks_day=False)
if not is_permitted(current_actor(), Permission.MONEY):
    st.warning("Only finance and the programme office may change funds.")
    st.stop()
plan, day = head.plan, today()
show_outcome()
with reading() as session:
    funds = {one.id: one for one in list_funds(session, plan.id, day, retired=True)}
    lines = list_lines(session, plan.id, day, retired=True)
    actions = {row.id: f"{row.ref} {shorten(row.text, 70)}" for row in list_actions(session, plan.id, day)}
number = address.read_number("id")
fund = funds.get(number or 0)
if number and fund is None:
    st.warning("There is no such fund in this plan. Here are all it has.")

if fund is None:
    for one in funds.values():
        said = f"{one.name} (retired)" if one.retired else one.name
        step(f"{escape(shorten(said, 80))} ›", f"edit_fund_{one.id}", "tertiary", id=one.id)
    st.header("A new fund", anchor=False)
    new = fund_form(plan.id, None, day)
    watch_forms("new fund", {new: tuple(new.stands)})
    st.stop()

with st.container(horizontal=True, key="edit_fund_ways"):
    step("‹ All funds", "edit_funds_all", "tertiary", id=None)
    link(Page.FUND, "What it comes to ›", id=fund.id)
st.header(escape(fund.name), anchor=False)
drawn = [] if fund.retired else [fund_form(plan.id, fund, day)]
show_retiring(fund, day)
with reading() as session:
    show_versions(list_fund_versions(session, fund.id))
if fund.retired:
    st.stop()
st.header("Its lines", anchor=False)
for line in lines.get(fund.id, ()):
    name = f"{line.activity} (retired)" if line.retired else line.activity
    with st.expander(escape(shorten(name, 90)), key=f"edit_line_{line.id}", on_change="rerun") as box:
        if box.open:
            if not line.retired:
                drawn.append(line_form(plan.id, fund, line, actions, day))
            show_retiring(line, day)
            with reading() as session:
                show_versions(list_line_versions(session, line.id))
st.header("A new line", anchor=False)
drawn.append(line_form(plan.id, fund, None, actions, day))
watch_forms(f"funds {fund.id}", {form: tuple(form.stands) for form in drawn})
