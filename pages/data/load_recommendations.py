"""Load recommendations: choose a tracker, see what it says and what it would change, load."""

from functools import partial

import streamlit as st

from data_model.plan.queries.plans import list_plans
from data_model.recommendations.recommendation_content import ORIGIN_NAMES, Origin
from data_model.shared.permissions import Permission, is_permitted
from loaders.files.workbook_file import read_workbook_file
from loaders.plan.named_day import day_in_file_name
from loaders.plan.plan_import import issue_row
from loaders.recommendations.tracker_import import NotLoadable, apply_tracker, check_tracker
from loaders.recommendations.tracker_report import tracker_sentence
from ui.imports.import_choices import choose_day
from ui.imports.import_detail import show_issues
from ui.imports.import_saving import load_checked
from ui.imports.plan_choice import choose_plan
from ui.imports.tracker_preview import show_changed, show_new
from ui.shell.access import current_actor
from ui.shell.clock import now, today
from ui.shell.database import reading
from ui.shell.dates import short_day
from ui.shell.links import go, link
from ui.shell.pages import Page
from ui.shell.plain_text import escape

FROM_THE_FILE = "As the file says"

st.title("Load recommendations", anchor=False)
st.markdown(
    "Choose a tracker as it is: one row a recommendation, with its response, lead officer, action taken and "
    "status in columns of any order. Nothing changes until you press *Load*, and nothing is deleted."
)
actor = current_actor()
if not is_permitted(actor, Permission.IMPORT):
    st.warning("Only the programme office may load recommendations.")
    st.stop()
with reading() as session:
    plans = list_plans(session)
if not plans:
    st.info("There is no plan yet that the recommendations could belong to.")
    link(Page.IMPORT_PLAN, "**Import a plan ›**")
    st.stop()
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
    as_at = choose_day(day_in_file_name(file.name), today(), key=f"{mark}_as_at")
    origin = st.selectbox(
        "Who recommended, where no cell says it",
        [None, *Origin],
        key=f"{mark}_origin",
        width=300,
        format_func=lambda each: FROM_THE_FILE if each is None else ORIGIN_NAMES[each],
    )
if plan is None or as_at is None:
    st.error("That is no day. Type it like 12 Dec 2022 or 12/12/2022.")
    st.stop()
with reading() as session, st.spinner("Comparing with the recommendations …"):
    report = check_tracker(session, plan, file, as_at, origin)

st.header("What this file says", anchor=False)
(st.markdown if report.can_load else st.error)(escape(tracker_sentence(report)))
if report.can_load:
    show_changed(report.comparison.changed)
    show_new([one.content for one in report.comparison.added])
show_issues([issue_row(issue) for issue in report.issues], "tracker_kind")
if not report.can_load:
    st.stop()

st.header("Load it", anchor=False)
if report.changes_nothing:
    st.info("This file says what the recommendations say already. Loading it changes nothing.")
if st.button(f"Load it as at {short_day(as_at)}", type="primary", key="tracker_load"):
    write = partial(apply_tracker, report=report, actor=actor, recorded_at=now())
    if load_checked(write, refusals=(NotLoadable,)) is not None:
        go(Page.RECOMMENDATIONS, plan=plan.id)
