"""Saving: its amounts by year, how it goes, what speaks against its rating, its history, and its update."""

import streamlit as st

from data_model.board.queries.checks import get_check_settings
from data_model.money.financial_years import year_of
from data_model.money.queries.saving_actions import list_saving_actions
from data_model.money.queries.savings import get_saving, list_saving_versions
from data_model.money.savings.saving_checks import SavingFacts, check_savings
from data_model.money.savings.saving_profiles import agreed_otherwise
from data_model.money.savings.saving_text import position_sentence
from data_model.money.savings.saving_totals import position
from data_model.plan.queries.actions import list_actions
from data_model.plan.queries.responsible.people import list_people
from data_model.shared.permissions import Permission, is_permitted, is_permitted_on
from ui.money.money_drafts import watch_forms
from ui.money.savings.saving_detail import show_about, show_actions, show_history, show_words
from ui.money.savings.saving_forms import about_form, actions_form, update_form
from ui.money.savings.savings_view import amounts_table, rating_chip
from ui.parts.chart_view import show_table
from ui.parts.saving import show_outcome
from ui.shell import address
from ui.shell.access import current_actor
from ui.shell.cache import cached_read
from ui.shell.clock import today
from ui.shell.database import reading
from ui.shell.links import link
from ui.shell.page_head import start_page
from ui.shell.pages import Page
from ui.shell.plain_text import escape, shorten

head = start_page("Saving", dated=False, is_named_later=True)
plan, as_at, actor = head.plan, head.as_at, current_actor()
number = address.read_number("id") or 0  # nothing has the id 0
with reading() as session:
    row = get_saving(session, plan.id, number, as_at)
    versions = list_saving_versions(session, [number]).get(number, []) if row is not None else []
    settings = get_check_settings(session, plan.id)
    brought_by = list_saving_actions(session, plan.id, as_at).get(number, [])
if row is None:
    head.name("Saving")
    st.info("There is no such saving in this plan on that day. The address may be from another plan.")
    link(Page.SAVINGS, "All savings ›")
    st.stop()

said = row.content
head.name(said.title)
link(Page.SAVINGS, "‹ All savings")
show_outcome()
years = said.years or (year_of(as_at),)
year = year_of(as_at) if year_of(as_at) in years else min(years, key=lambda one: abs(one.first - as_at.year))
st.markdown(f"{rating_chip(said)} {escape(position_sentence(position(said, year)))}")
show_about(row)
told = tuple((one.as_at, one.content) for one in versions if one.as_at <= as_at)
for raised in check_savings([SavingFacts(said, year, told, id=row.id)], settings):
    st.markdown(f"⚠ **{escape(raised.title)}**: {escape(raised.sentence)}")
st.header("By year", anchor=False)
if said.amounts:
    show_table(amounts_table(said))
else:
    st.markdown("No amount is known.")
for one in agreed_otherwise([said]):
    st.markdown(escape(f"Agreed otherwise than proposed: {one.sentence}."))
show_words(said)
show_actions(brought_by)
is_now = as_at >= max(one.as_at for one in versions)
if is_permitted_on(actor, Permission.UPDATE_SAVING, [said.owner_id]):
    with st.container(key="saving_update_tools"):
        st.header("Say how it goes", anchor=False)
        if is_now:
            form = update_form(row, years, max(as_at, today()), versions)
            if form is not None:
                texts = [name for name in form.stands if name != "brag"]
                watch_forms(f"saving {row.id}", {form: texts})
        else:
            st.markdown("This is an earlier day. Go back to today to say how the saving goes.")
if is_permitted(actor, Permission.MONEY) and is_now:
    with st.expander(
        "Owner, one-off or recurring, counted elsewhere", key="saving_about", on_change="rerun"
    ) as box:
        if box.open:
            people = {each.id: each.name for each in cached_read(list_people, plan.id, as_at)}
            about_form(row, people, max(as_at, today()))
    with st.expander("Which actions bring it", key="saving_actions", on_change="rerun") as box:
        if box.open:
            with reading() as session:
                every = list_actions(session, plan.id, as_at)
            offered = {each.id: f"{each.ref} {shorten(each.text, 80)}" for each in every}
            actions_form(row.id, [each.id for each in brought_by], offered)
show_history([one for one in versions if one.as_at <= as_at])
