"""Load benefits: choose a file, see what its tables say and would change, say what they do not, load."""

from functools import partial

import streamlit as st

from data_model.money.benefits.benefit_told import ToldOfBenefits
from data_model.plan.queries.plans import list_plans
from data_model.shared.permissions import Permission, is_permitted
from data_model.shared.sentence_text import counted
from loaders.files.workbook_file import read_workbook_file
from loaders.money.benefits import benefit_issues as kinds
from loaders.money.benefits.benefit_import import NotLoadable, apply_benefits, check_benefits
from loaders.money.benefits.benefit_report import (
    benefit_lines,
    benefits_report_sentence,
    return_lines,
    volume_lines,
)
from loaders.plan.plan_import import issue_row
from ui.imports.import_choices import choose_day
from ui.imports.import_detail import show_issues
from ui.imports.import_saving import load_checked
from ui.imports.plan_choice import choose_plan
from ui.imports.workbook_upload import ask_workbook
from ui.money.benefits.benefit_answers import ask_told
from ui.money.savings.savings_preview import show_changed, show_counts, show_lines
from ui.shell.access import current_actor
from ui.shell.clock import now, today
from ui.shell.database import reading
from ui.shell.links import go
from ui.shell.page_head import start_page
from ui.shell.pages import Page
from ui.shell.plain_text import escape

head = start_page("Load benefits", dated=False, asks_day=False)
st.markdown(
    "Choose the council’s table of benefits as it is, with its table of returns on another sheet or alone. "
    "Nothing changes until you press *Load*."
)
actor = current_actor()
if not is_permitted(actor, Permission.MONEY):
    st.warning("Only the programme office and finance may load benefits.")
    st.stop()
upload = ask_workbook("benefits_file")
with st.spinner("Reading the file …"):
    file = read_workbook_file(upload.name, upload.getvalue())
with reading() as session:
    plans = list_plans(session)
plan = choose_plan(plans, key="benefits_into") if len(plans) > 1 else head.plan
if plan is None:
    st.stop()
mark = f"benefits_{file.sha256[:12]}_{plan.id}"
with reading() as session:
    first = check_benefits(session, plan, file)
names = [table.read.sheet for table in first.tables]
sheet = ""
if first.asks(kinds.BENEFIT_ON_SHEETS):
    sheet = st.selectbox("Sheet", ["", *names], format_func=lambda one: one or "All, the earliest first",
                         key=f"{mark}_sheet", width=340) or ""  # fmt: skip
told_day = None
if first.asks(kinds.BENEFITS_DAY_UNKNOWN):
    told_day = choose_day(None, today(), key=f"{mark}_as_at")
    if told_day is None:
        st.error("That is no day. Type it like 12 Dec 2022 or 12/12/2022.")
        st.stop()
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

st.header("What this file says", anchor=False)
(st.markdown if report.can_load else st.error)(escape(benefits_report_sentence(report)))
for number, table in enumerate(report.tables):
    st.header(f"Sheet “{escape(table.read.sheet)}”", anchor=False)
    if table.read.benefits:
        show_counts(len(table.added), len(table.changed), table.unchanged, len(table.missing))
    show_lines([*benefit_lines(table), *volume_lines(table)])
    show_changed([(one.title, one.differences) for one in table.changed], f"{mark}_changed_{number}")
if said := return_lines(report.returned):
    st.header("Return on investment", anchor=False)
    show_lines(said)
show_issues([issue_row(issue) for issue in report.issues], "benefits_kind")
if not report.can_load:
    st.stop()

st.header("Load it", anchor=False)
if report.changes_nothing:
    st.info("This file says what the benefits say already. Loading it changes nothing.")
stated = sum(len(table.stated) for table in report.tables)
label = f"Load {counted(stated, 'benefit')}" if stated else "Load the return"
if st.button(label, type="primary", key="benefits_load", disabled=report.changes_nothing):
    write = partial(apply_benefits, report=report, actor=actor, recorded_at=now())
    if load_checked(write, refusals=(NotLoadable,)) is not None:
        go(Page.BENEFITS, plan=plan.id)
