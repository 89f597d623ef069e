"""Load savings: choose a file, see what its tables say and would change, say what they do not, load."""

from functools import partial

import streamlit as st

from data_model.money.savings.saving_content import AMOUNT_NAMES, SavingAmount
from data_model.plan.queries.plans import list_plans
from data_model.shared.permissions import Permission, is_permitted
from data_model.shared.sentence_text import counted
from loaders.files.workbook_file import read_workbook_file
from loaders.money.savings.savings_import import NotLoadable, apply_savings, check_savings
from loaders.money.savings.savings_read import ToldOfSavings
from loaders.money.savings.savings_report import (
    agreed_otherwise_of,
    ratings_line,
    savings_report_sentence,
    totals_lines,
)
from loaders.plan.plan_import import issue_row
from ui.imports.import_choices import choose_day
from ui.imports.import_detail import show_issues
from ui.imports.import_saving import load_checked
from ui.imports.plan_choice import choose_plan
from ui.imports.workbook_upload import ask_workbook
from ui.money.savings.savings_preview import choose_answers, show_changed, show_counts, show_lines
from ui.money.savings.savings_view import show_agreed_otherwise
from ui.shell.access import current_actor
from ui.shell.clock import now, today
from ui.shell.database import reading
from ui.shell.links import go
from ui.shell.page_head import start_page
from ui.shell.pages import Page
from ui.shell.plain_text import escape

head = start_page("Load savings", dated=False, asks_day=False)
st.markdown(
    "Choose the council’s table of savings as it is: a row a proposal, a column a financial year, RAG as "
    "words or colours. Nothing changes until you press *Load*."
)
actor = current_actor()
if not is_permitted(actor, Permission.MONEY):
    st.warning("Only the programme office and finance may load savings.")
    st.stop()
upload = ask_workbook("savings_file")
with st.spinner("Reading the file …"):
    file = read_workbook_file(upload.name, upload.getvalue())
with reading() as session:
    plans = list_plans(session)
plan = choose_plan(plans, key="savings_into") if len(plans) > 1 else head.plan
if plan is None:
    st.stop()
mark = f"savings_{file.sha256[:12]}_{plan.id}"
with reading() as session:
    first = check_savings(session, plan, file)
sheet = ""
if len(first.sheets) > 1:
    every = f"All {len(first.sheets)}, the earliest first"
    chosen = st.selectbox("Tables", ["", *first.sheets], format_func=lambda one: one or every,
                          key=f"{mark}_sheet", width=340)  # fmt: skip
    sheet = chosen or ""
told_day = None
if first.asks_day:
    told_day = choose_day(None, today(), key=f"{mark}_as_at")
    if told_day is None:
        st.error("That is no day. Type it like 12 Dec 2022 or 12/12/2022.")
        st.stop()
names = {kind.value: AMOUNT_NAMES[kind] for kind in SavingAmount}
kind, sign = choose_answers(asks_kind=first.asks_kind, asks_sign=first.asks_sign, kinds=names, key=mark)
told = ToldOfSavings(told_day, SavingAmount(kind) if kind else None, sign)
with reading() as session:
    report = check_savings(session, plan, file, sheet=sheet, told=told)

st.header("What this file says", anchor=False)
(st.markdown if report.can_load else st.error)(escape(savings_report_sentence(report)))
for number, table in enumerate(report.tables if report.can_load else ()):
    st.header(f"Sheet “{escape(table.read.sheet)}”", anchor=False)
    show_counts(len(table.added), len(table.changed), table.unchanged, len(table.missing))
    show_lines([*totals_lines(table), *filter(None, [ratings_line(table)])])
    show_changed([(one.title, one.differences) for one in table.changed], f"{mark}_changed_{number}")
if report.can_load:
    show_agreed_otherwise(agreed_otherwise_of(report))
show_issues([issue_row(issue) for issue in report.issues], "savings_kind")
if not report.can_load:
    st.stop()

st.header("Load it", anchor=False)
if report.changes_nothing:
    st.info("This file says what the savings say already. Loading it changes nothing.")
stated = {one.content.title for table in report.tables for one in table.stated}
label = f"Load {counted(len(stated), 'saving')}"
if st.button(label, type="primary", key="savings_load", disabled=report.changes_nothing):
    write = partial(apply_savings, report=report, actor=actor, recorded_at=now())
    if load_checked(write, refusals=(NotLoadable,)) is not None:
        go(Page.SAVINGS, plan=plan.id)
