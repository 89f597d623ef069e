"""Load recommendations: choose a tracker, see what it says and what it would change, load."""

import streamlit as st

from data_model.recommendations.recommendation_content import ORIGIN_NAMES, Origin
from data_model.shared.permissions import Permission
from loaders.files.workbook_file import read_workbook_file
from loaders.plan.named_day import day_in_file_name
from loaders.plan.plan_import import issue_row
from loaders.recommendations.tracker_import import apply_tracker, check_tracker
from loaders.recommendations.tracker_report import tracker_sentence
from ui.imports import load_page
from ui.imports.plan_choice import choose_plan
from ui.imports.tracker_preview import show_changed, show_new
from ui.shell.database import reading
from ui.shell.dates import short_day
from ui.shell.pages import Page

FROM_THE_FILE = "As the file says"

plans = load_page.begin(
    "recommendations",
    "Choose a tracker as it is: one row a recommendation, with its response, lead officer, action taken and "
    "status in columns of any order. Nothing changes until you press *Load*, and nothing is deleted.",
    Permission.IMPORT,
)
upload = st.file_uploader(
    "Tracker (.xlsx, .xlsm, .ods, .csv or .docx; save an old .xls as .xlsx first)",
    type=["xlsx", "xlsm", "ods", "csv", "docx", "xls"],
    key="tracker_file",
)
if upload is None:
    st.stop()
with st.spinner("Reading the file …"):
    file = read_workbook_file(upload.name, upload.getvalue())
mark = f"tracker_{file.sha256[:12]}"
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    plan = choose_plan(plans, key="tracker_into")
    as_at = load_page.ask_day(day_in_file_name(file.name), key=f"{mark}_as_at")
    origins: dict[Origin | None, str] = {None: FROM_THE_FILE, **{each: ORIGIN_NAMES[each] for each in Origin}}
    origin = st.selectbox(
        "Who recommended, where no cell says it",
        list(origins),
        key=f"{mark}_origin",
        width=300,
        format_func=origins.__getitem__,
    )
with reading() as session, st.spinner("Comparing with the recommendations …"):
    report = check_tracker(session, plan, file, as_at, origin)

load_page.say(report, tracker_sentence(report))
if report.can_load:
    show_changed(report.comparison.changed)
    show_new([one.content for one in report.comparison.added])
label = f"Load it as at {short_day(as_at)}"
issues = [issue_row(issue) for issue in report.issues]
to = (Page.RECOMMENDATIONS, plan.id)
load_page.load(report, issues, label, apply_tracker, key="tracker", file_name=file.name, to=to)
