"""Load benefits: choose a file, see what its tables say and would change, say what they do not, load."""

import streamlit as st

from data_model.money.benefits.benefit_told import ToldOfBenefits
from data_model.shared.permissions import Permission
from data_model.shared.sentence_text import counted
from loaders.files.workbook_file import read_workbook_file
from loaders.money.benefits import benefit_issues as kinds
from loaders.money.benefits.benefit_import import apply_benefits, check_benefits
from loaders.money.benefits.benefit_report import (
    benefit_lines,
    benefits_report_sentence,
    return_lines,
    volume_lines,
)
from loaders.plan.plan_import import issue_row
from ui.imports import load_page
from ui.imports.plan_choice import choose_plan
from ui.imports.workbook_upload import ask_workbook
from ui.money.benefits.benefit_answers import ask_told
from ui.money.savings.savings_preview import show_changed, show_counts, show_lines
from ui.shell.database import reading
from ui.shell.pages import Page
from ui.shell.plain_text import escape

plans = load_page.begin(
    "benefits",
    "Choose the council’s table of benefits as it is, with its table of returns on another sheet or alone. "
    "Nothing changes until you press *Load*.",
    Permission.MONEY,
)
upload = ask_workbook("benefits_file")
with st.spinner("Reading the file …"):
    file = read_workbook_file(upload.name, upload.getvalue())
plan = choose_plan(plans, key="benefits_into")
mark = f"benefits_{file.sha256[:12]}_{plan.id}"
with reading() as session:
    first = check_benefits(session, plan, file)
names = [table.read.sheet for table in first.tables]
sheet = ""
if first.asks(kinds.BENEFIT_ON_SHEETS):
    every = "All, the earliest first"
    sheet = load_page.choose_table("Sheet", names, every, key=f"{mark}_sheet")
told_day = None
if first.asks(kinds.BENEFITS_DAY_UNKNOWN):
    told_day = load_page.ask_day(None, key=f"{mark}_as_at")
asks = {
    kind.code
    for kind in (kinds.BENEFITS_KIND_UNKNOWN, kinds.BENEFITS_YEAR_UNKNOWN, kinds.BENEFITS_REPROFILED)
    if first.asks(kind) or (sheet and kind is kinds.BENEFITS_REPROFILED)
}
has_return = any(table.read.returned is not None for table in first.tables)
told = ask_told(ToldOfBenefits(told_day), asks, has_return=has_return, key=mark)
if told is None:
    st.stop()
with reading() as session:
    report = check_benefits(session, plan, file, sheet=sheet, told=told)

load_page.say(report, benefits_report_sentence(report))
for number, table in enumerate(report.tables):
    st.header(f"Sheet “{escape(table.read.sheet)}”", anchor=False)
    if table.read.benefits:
        show_counts(len(table.added), len(table.changed), table.unchanged, len(table.missing))
    show_lines([*benefit_lines(table), *volume_lines(table)])
    show_changed(
        [(one.title, one.differences) for one in table.changed], f"{mark}_changed_{number}", "benefit"
    )
if said := return_lines(report.returned):
    st.header("Return on investment", anchor=False)
    show_lines(said)
stated = sum(len(table.stated) for table in report.tables)
label = f"Load {counted(stated, 'benefit')}" if stated else "Load the return"
issues = [issue_row(issue) for issue in report.issues]
to = (Page.BENEFITS, plan.id)
load_page.load(report, issues, label, apply_benefits, key="benefits", file_name=file.name, to=to)
