"""Load funds: choose a workbook of grants or a ledger extract, see what it would change, load."""

from functools import partial

import streamlit as st

from data_model.money.changes.stored_funds import NoSuchFund
from data_model.plan.queries.plans import list_plans
from data_model.shared.permissions import Permission, is_permitted
from data_model.shared.sentence_text import counted
from loaders.files.workbook_file import read_workbook_file
from loaders.money.funds.fund_import import NotLoadable, apply_funds, check_funds
from loaders.money.funds.fund_report import fund_report_sentence, line_text, movement_texts
from loaders.performance.performance_day import stated_day
from loaders.plan.plan_import import issue_row
from ui.imports.import_choices import choose_day
from ui.imports.import_detail import show_issues
from ui.imports.import_saving import load_checked
from ui.imports.plan_choice import choose_plan
from ui.imports.workbook_upload import ask_workbook
from ui.money.funds.fund_preview import show_changed, show_fund_figures, show_tables_read, show_texts
from ui.parts.notices import leave_done, show_notices
from ui.shell.access import current_actor
from ui.shell.clock import now, today
from ui.shell.database import reading
from ui.shell.dates import short_day
from ui.shell.links import go, link
from ui.shell.pages import Page
from ui.shell.plain_text import escape

st.title("Load funds", anchor=False)
st.markdown(
    "Choose a workbook of grants as it is, one row a line (fund, year, line, amount), or a ledger extract, "
    "one row a movement (day, kind, fund, line, amount, reference), its columns in any order. Nothing "
    "changes until you press *Load*."
)
actor = current_actor()
if not is_permitted(actor, Permission.MONEY):
    st.warning("Only finance and the programme office may load funds.")
    st.stop()
show_notices()
with reading() as session:
    plans = list_plans(session)
if not plans:
    st.info("There is no plan yet that the funds could pay for.")
    link(Page.IMPORT_PLAN, "**Import a plan ›**")
    st.stop()
upload = ask_workbook("funds_file")
with st.spinner("Reading the file …"):
    file = read_workbook_file(upload.name, upload.getvalue())
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    plan = choose_plan(plans, key="funds_into")
    as_at = choose_day(stated_day(file.workbook), today(), key=f"funds_{file.sha256[:12]}_as_at")
if plan is None or as_at is None:
    st.error("That is no day. Type it like 12 Dec 2022 or 12/12/2022.")
    st.stop()
with reading() as session, st.spinner("Comparing with the funds …"):
    report = check_funds(session, plan, file, as_at)

st.header("What this file says", anchor=False)
(st.markdown if report.can_load else st.error)(escape(fund_report_sentence(report)))
funds = [one for one in report.funds if one.write is not None]
lines = [one for one in report.lines if one.write is not None]
if report.can_load:
    show_fund_figures(len(funds), len(lines), report.new_movements, report.unchanged)
    show_tables_read(report.tables)
    new_funds = [one.name for one in funds if one.id < 0]
    show_texts(len(new_funds), "fund", "funds", new_funds, "would be added")
    show_changed("Funds that would be changed", [(one.name, one.differences) for one in funds if one.id > 0])
    new_lines = [line_text(one) for one in lines if one.id < 0]
    show_texts(len(new_lines), "line", "lines", new_lines, "would be added")
    changed = [(f"{one.fund}: {one.stated.activity}", one.differences) for one in lines if one.id > 0]
    show_changed("Lines that would be changed", changed)
    moved = movement_texts(report)
    show_texts(len(moved), "movement", "movements", moved, "would be added")
show_issues([issue_row(issue) for issue in report.issues], "funds_kind")
if not report.can_load:
    st.stop()

st.header("Load it", anchor=False)
if report.changes_nothing:
    st.info("This file says what is recorded already. Loading it changes nothing.")
said = ", ".join(
    counted(number, word)
    for number, word in ((len(funds), "fund"), (len(lines), "line"), (report.new_movements, "movement"))
    if number
)
if st.button(f"Load {said or 'it'} as at {short_day(as_at)}", type="primary", key="funds_load"):
    write = partial(apply_funds, report=report, actor=actor, recorded_at=now())
    if load_checked(write, refusals=(NotLoadable, NoSuchFund)) is not None:
        leave_done(f"{report.file.name} is loaded.")
        go(Page.MONEY, plan=plan.id)
