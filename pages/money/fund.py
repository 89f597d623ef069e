"""Fund: what it comes to, its lines, movements, conditions and claims, and the forms to record more."""

from collections.abc import Callable

import streamlit as st

from charts.money.fund_bar import fund_bar_svg
from data_model.board.queries.checks import get_check_settings
from data_model.measures.queries.measures import list_measures
from data_model.money.funds.fund_checks import find_all
from data_model.money.funds.fund_text import bar_text
from data_model.money.queries.fund_movements import count_movements, list_movements, spent_between
from data_model.money.queries.fund_positions import get_fund_position
from data_model.plan.queries.actions import list_actions
from data_model.shared.permissions import Permission, is_permitted
from exports.register import FUND_MOVEMENTS, FUNDS, AboutFile
from ui.money.funds.fund_cards import KEY
from ui.money.funds.fund_condition_forms import claim_form, condition_form
from ui.money.funds.fund_movement_forms import movement_form, virement_form
from ui.money.funds.fund_movements_view import SHOWN, reversal_form, show_movements
from ui.money.funds.fund_view import show_claims, show_conditions, show_fund_facts, show_fund_head, show_lines
from ui.money.money_drafts import DraftedForm, watch_forms
from ui.parts.downloads import offer_formats
from ui.parts.saving import show_outcome
from ui.shell import address
from ui.shell.access import current_actor
from ui.shell.clock import today
from ui.shell.database import reading
from ui.shell.links import link
from ui.shell.page_head import start_page
from ui.shell.pages import Page
from ui.shell.plain_text import shorten

head = start_page("Fund", dated=False, is_named_later=True)
plan, as_at = head.plan, head.as_at
number = address.read_number("id") or 0  # nothing has the id 0
with reading() as session:
    found = get_fund_position(session, plan.id, number, as_at) if number else None
    movements = list_movements(session, plan.id, as_at, fund_id=number, most=SHOWN) if found else []
    total = count_movements(session, number, as_at) if found else 0
    settings = get_check_settings(session, plan.id)
    spent = {
        one.id: spent_between(session, number, one.period_start, one.period_end, as_at)
        for one in (found.claims if found else ())
    }
if found is None:
    head.name("Fund")
    st.info("There is no such fund in this plan by this day. The address may be from another plan.")
    link(Page.MONEY, "All funds ›")
    st.stop()

position = found
head.name(position.fund.name)
with st.container(horizontal=True, key="fund_ways_on"):
    link(Page.MONEY, "‹ All funds")
    link(Page.EDIT_FUNDS, "Change this fund or its lines ›", id=position.fund.id)
    link(Page.LOAD_FUNDS, "Load a ledger extract ›")
show_outcome()
if position.fund.retired:
    st.warning("This fund is retired: it stands in no list.")
sums = position.sums
bar = fund_bar_svg(position.accepted, sums.used, sums.committed, position.straight_line, "fund")
st.image(bar, alt=bar_text(position), width=560)
st.caption(KEY)
show_fund_head(position, find_all([position], settings))

left, right = st.columns([3, 2], gap="large")
with left:
    show_lines(position)
with right:
    show_fund_facts(position.fund)
    show_conditions(position.conditions, as_at)
show_claims(position.claims, spent, as_at)
show_movements(movements, total)


def make_movements(form: str) -> bytes:
    with reading() as session:
        rows = list_movements(session, plan.id, as_at, fund_id=position.fund.id)
    return FUND_MOVEMENTS.write(form, rows, AboutFile(plan.name, as_at))


def make_lines(form: str) -> bytes:
    return FUNDS.write(form, [position], AboutFile(plan.name, as_at))


name = f"{shorten(position.fund.name, 60)} as at {as_at.isoformat()}"
with st.container(horizontal=True, key="fund_downloads"):
    offer_formats("Lines as", FUNDS.formats_for_people, make_lines, f"{name} lines", "fund_lines")
    offer_formats(
        "Movements as", FUND_MOVEMENTS.formats_for_people, make_movements, f"{name} movements", "fund_moved"
    )

if not is_permitted(current_actor(), Permission.MONEY) or position.fund.retired:
    st.stop()
st.container(key="fund_record_tools").header("Record", anchor=False)
day = min(as_at, today())
forms: dict[str, tuple[str, Callable[[], DraftedForm | None]]] = {
    "movement": ("A movement", lambda: movement_form(plan.id, position, day)),
    "virement": ("A virement between lines", lambda: virement_form(plan.id, position, day)),
    "reversal": ("A reversal", lambda: reversal_form(position.fund.id, movements, day)),
    "claim": ("A claim", lambda: claim_form(position, day)),
}
drawn: list[DraftedForm | None] = []
for key, (label, draw) in forms.items():
    with st.expander(label, key=f"fund_{key}_box", on_change="rerun") as box:
        if box.open:
            drawn.append(draw())
with st.expander("A condition and its state", key="fund_condition_box", on_change="rerun") as box:
    if box.open:
        with reading() as session:
            actions = {
                row.id: f"{row.ref} {shorten(row.text, 70)}" for row in list_actions(session, plan.id, as_at)
            }
            measures = {row.id: row.name for row in list_measures(session, plan.id, as_at)}
        drawn.append(condition_form(plan.id, position, actions, measures, day))
watch_forms(f"fund {position.fund.id}", {form: tuple(form.stands) for form in drawn if form is not None})
