"""Load savings: choose a file, see what its tables say and would change, say what they do not, load."""

import streamlit as st

from data_model.money.savings.saving_content import AMOUNT_NAMES, SavingAmount
from data_model.shared.permissions import Permission
from data_model.shared.sentence_text import counted
from loaders.files.workbook_file import read_workbook_file
from loaders.money.savings.savings_import import apply_savings, check_savings
from loaders.money.savings.savings_read import ToldOfSavings
from loaders.money.savings.savings_report import (
    agreed_otherwise_of,
    ratings_line,
    savings_report_sentence,
    totals_lines,
)
from loaders.plan.plan_import import issue_row
from ui.imports import load_page
from ui.imports.plan_choice import choose_plan
from ui.imports.workbook_upload import ask_workbook
from ui.money.savings.savings_preview import choose_answers, show_changed, show_counts, show_lines
from ui.money.savings.savings_view import show_agreed_otherwise
from ui.shell.database import reading
from ui.shell.pages import Page
from ui.shell.plain_text import escape

plans = load_page.begin(
    "savings",
    "Choose the council’s table of savings as it is: a row a proposal, a column a financial year, RAG as "
    "words or colours. Nothing changes until you press *Load*.",
    Permission.MONEY,
)
upload = ask_workbook("savings_file")
with st.spinner("Reading the file …"):
    file = read_workbook_file(upload.name, upload.getvalue())
plan = choose_plan(plans, key="savings_into")
mark = f"savings_{file.sha256[:12]}_{plan.id}"
with reading() as session:
    first = check_savings(session, plan, file)
sheet = ""
if len(first.sheets) > 1:
    every = f"All {len(first.sheets)}, the earliest first"
    sheet = load_page.choose_table("Tables", first.sheets, every, key=f"{mark}_sheet")
told_day = None
if first.asks_day:
    told_day = load_page.ask_day(None, key=f"{mark}_as_at")
names = {kind.value: AMOUNT_NAMES[kind] for kind in SavingAmount}
kind, sign = choose_answers(asks_kind=first.asks_kind, asks_sign=first.asks_sign, kinds=names, key=mark)
told = ToldOfSavings(told_day, SavingAmount(kind) if kind else None, sign)
with reading() as session:
    report = check_savings(session, plan, file, sheet=sheet, told=told)

load_page.say(report, savings_report_sentence(report))
for number, table in enumerate(report.tables if report.can_load else ()):
    st.header(f"Sheet “{escape(table.read.sheet)}”", anchor=False)
    show_counts(len(table.added), len(table.changed), table.unchanged, len(table.missing))
    show_lines([*totals_lines(table), *filter(None, [ratings_line(table)])])
    show_changed([(one.title, one.differences) for one in table.changed], f"{mark}_changed_{number}")
if report.can_load:
    show_agreed_otherwise(agreed_otherwise_of(report))
stated = {one.content.title for table in report.tables for one in table.stated}
label = f"Load {counted(len(stated), 'saving')}"
issues = [issue_row(issue) for issue in report.issues]
to = (Page.SAVINGS, plan.id)
load_page.load(report, issues, label, apply_savings, key="savings", file_name=file.name, to=to)
