"""Load performance data: choose a file, see what it says and what it would change, decide, load."""

from dataclasses import replace
from functools import partial

import streamlit as st

from data_model.measures.queries.measures import list_measures
from data_model.plan.queries.plans import list_plans
from data_model.shared.permissions import Permission
from data_model.shared.sentence_text import counted
from loaders.performance.performance_file_check import PerformanceFileCheck
from loaders.performance.performance_import import apply_performance
from loaders.performance.performance_report import performance_sentence
from loaders.plan.choices import accept_proposals
from loaders.plan.plan_import import issue_row
from loaders.plan.told_choices import choices_json
from ui.imports import load_page
from ui.imports.column_choices import choices_made, choose_columns, offer_choices
from ui.imports.file_checking import checking
from ui.imports.import_choices import choose_day
from ui.imports.import_detail import show_issues
from ui.imports.import_saving import load_checked, say_waiting
from ui.imports.name_choices import choose_names, names_answered
from ui.imports.performance_preview import (
    known_measures,
    show_added,
    show_comparisons,
    show_contacts,
    show_figures,
    show_layouts,
    show_new_measures,
    show_restated,
    show_targets,
)
from ui.imports.plan_choice import choose_plan
from ui.imports.workbook_upload import ask_workbook
from ui.shell.access import current_actor
from ui.shell.clock import now, today
from ui.shell.database import reading
from ui.shell.dates import short_day
from ui.shell.links import go, link
from ui.shell.pages import Page

st.title("Load performance data", anchor=False)
st.markdown(
    "Choose a scorecard as it is: measures down and months across, one row for each figure, or a row a day. "
    "A list of single contacts works too: its figures are worked out, and no contact is kept. Nothing "
    "changes until you press *Load*."
)
actor = current_actor()
load_page.stop_others("performance data", Permission.IMPORT)
with reading() as session:
    plans = list_plans(session)
if not plans:
    st.info("There is no plan yet whose measures the figures could belong to.")
    link(Page.IMPORT_PLAN, "**Import a plan ›**")
    st.stop()
upload = ask_workbook("performance_file")
content = upload.getvalue()
# The one check of this drawing: it reads the file once, with all that was decided here so far.
with (
    reading() as session,
    checking(PerformanceFileCheck, session, upload.name, content, key="performance") as check,
):
    mark = f"performance_{check.file().sha256[:12]}"
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        plan = choose_plan(plans, key="performance_into")
        as_at = choose_day(named := check.stated_day(), today(), key=f"{mark}_as_at")
        if named is not None:
            st.markdown(f"The workbook says as at {short_day(named)}.", width="content")
    as_at = load_page.need_day(as_at)
    asked = f"{mark}_{plan.id}"
    top = st.container()
    with st.spinner("Comparing with the measures …"):
        rows = list_measures(session, plan.id, as_at)
        remembered = check.against(plan)
        answers, made = names_answered(key=asked), choices_made(actor.name, now(), key=asked)
        report = check.report(as_at, answers=answers, choices_made=made)
choose_columns(report.questions, remembered, as_at, key=asked)
waiting = choose_names(report.asked, {row.id: row.name for row in rows}, key=asked)
if report.questions:
    offer_choices(partial(choices_json, report.choices, ()), key=asked)
with top:
    load_page.say(report, performance_sentence(report))
    if report.can_load:
        show_figures(len(report.added), len(report.restated), report.unchanged, len(report.targets))
        show_layouts(report.layouts)
issues = [issue_row(issue) for issue in report.issues]
if report.can_load:
    show_contacts(issues)
    known = known_measures(rows, report.new_measures, report.measures or {})
    show_new_measures(report.new_measures)
    show_restated([(one.old, one.new) for one in report.restated], known)
    show_added(report.added, known)
    show_targets(report.targets, known)
    show_comparisons(report.comparisons, known)
show_issues(issues, "performance_kind")
if not report.can_load:
    st.stop()

st.header("Load it", anchor=False)
waiting = say_waiting(
    (report.unanswered, "column or sheet", "columns or sheets", "say what each is"),
    (waiting, "name", "names", "say what each means, or that it is not to be loaded"),
)
if report.changes_nothing:
    st.info("This file says what the measures say already. Loading it changes nothing.")
figures = len(report.added) + len(report.restated)
label = f"Load {counted(figures, 'figure')} as at {short_day(as_at)}"
if st.button(label, type="primary", key="performance_load", disabled=waiting > 0) and not waiting:
    checked = replace(report, told=(*report.told, *accept_proposals(report.questions, remembered)))
    write = partial(apply_performance, report=checked, actor=actor, recorded_at=now())
    applied = load_checked(write, content)
    if applied is not None:
        go(Page.IMPORT_HISTORY, performance=applied.import_id, plan=applied.plan_id)
