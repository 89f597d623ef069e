"""Load funds: choose a workbook of grants or a ledger extract, see what it would change, load."""

import streamlit as st

from data_model.shared.permissions import Permission
from data_model.shared.sentence_text import counted
from loaders.files.workbook_file import read_workbook_file
from loaders.money.funds.fund_import import apply_funds, check_funds
from loaders.money.funds.fund_report import fund_report_sentence, line_text, movement_texts
from loaders.performance.performance_day import stated_day
from loaders.plan.plan_import import issue_row
from ui.imports import load_page
from ui.imports.plan_choice import choose_plan
from ui.imports.workbook_upload import ask_workbook
from ui.money.funds.fund_preview import show_changed, show_fund_figures, show_tables_read, show_texts
from ui.shell.database import reading
from ui.shell.dates import short_day
from ui.shell.pages import Page

plans = load_page.begin(
    "funds",
    "Choose a workbook of grants as it is, one row a line (fund, year, line, amount), or a ledger extract, "
    "one row a movement (day, kind, fund, line, amount, reference), its columns in any order. Nothing "
    "changes until you press *Load*.",
    Permission.MONEY,
)
upload = ask_workbook("funds_file")
with st.spinner("Reading the file …"):
    file = read_workbook_file(upload.name, upload.getvalue())
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    plan = choose_plan(plans, key="funds_into")
    as_at = load_page.ask_day(stated_day(file.workbook), key=f"funds_{file.sha256[:12]}_as_at")
with reading() as session, st.spinner("Comparing with the funds …"):
    report = check_funds(session, plan, file, as_at)

load_page.say(report, fund_report_sentence(report))
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
said = ", ".join(
    counted(number, word)
    for number, word in ((len(funds), "fund"), (len(lines), "line"), (report.new_movements, "movement"))
    if number
)
label = f"Load {said or 'it'} as at {short_day(as_at)}"
issues = [issue_row(issue) for issue in report.issues]
to = (Page.MONEY, plan.id)
load_page.load(report, issues, label, apply_funds, key="funds", file_name=file.name, to=to)
