"""Import a plan: choose a file, see what it says and what it would change, decide, load."""

from dataclasses import replace
from functools import partial

import streamlit as st

from charts.plan.look_swatch import swatch_svg
from data_model.plan.queries.plans import list_plans
from data_model.shared.permissions import Permission
from data_model.shared.sentence_text import counted
from loaders.plan.choices import accept_proposals
from loaders.plan.file_check import PlanFileCheck, with_content
from loaders.plan.plan_import import apply_plan, issue_row
from loaders.plan.ratings.rag import PRESETS
from loaders.plan.report import figures, sentence
from loaders.plan.three_way import Side
from loaders.plan.told_choices import choices_json
from ui.imports import load_page
from ui.imports.column_choices import choices_made, choose_columns, offer_choices
from ui.imports.file_checking import checking
from ui.imports.import_choices import answer_matches, choose_day, say_named_day
from ui.imports.import_conflicts import choose_sides
from ui.imports.import_detail import show_issues
from ui.imports.import_preview import show_comparison, show_figures, show_history
from ui.imports.import_saving import hand_over, load_checked, say_waiting
from ui.imports.offer_choices import choose_offers
from ui.imports.plan_choice import choose_plan
from ui.imports.rating_choices import ask_looks, looks_decided, show_key
from ui.shell.access import current_actor
from ui.shell.clock import now, today
from ui.shell.database import reading
from ui.shell.dates import short_day
from ui.shell.links import go
from ui.shell.pages import Page
from ui.shell.plain_text import escape

KINDS = ["xlsx", "xlsm", "ods", "csv", "docx", "xls", "doc", "pdf"]

st.title("Import a plan", anchor=False)
st.markdown(
    "Choose the action plan as it is, or a return workbook that came back; neither needs tidying. Nothing "
    "changes until you press *Load*."
)
actor = current_actor()
load_page.stop_others("a plan", Permission.IMPORT, does="import")
upload = st.file_uploader("Workbook or document (.xlsx, .ods, .csv or .docx)", type=KINDS, key="import_file")
if upload is None:
    st.stop()
content = upload.getvalue()
# The one check of this drawing: it understands the file once, with all that was decided here so far.
with reading() as session, checking(PlanFileCheck, session, upload.name, content, key="import") as check:
    if check.is_return_workbook():
        hand_over(upload.name, content)
        go(Page.BRING_BACK)
    mark = f"import_{check.file().sha256[:12]}"
    plans = [plan for plan in list_plans(session) if not plan.is_demo]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        plan = choose_plan(plans, key="import_into", may_be_new=True)
        asked = f"{mark}_{plan.id if plan else 'new'}"
        remembered = check.against(plan)
        made = choices_made(actor.name, now(), key=asked)
        decided = looks_decided(PRESETS, actor.name, now(), key=asked)
        named, latest = check.named_day(decided, made), plan.latest_as_at if plan is not None else None
        # What is proposed is the chosen plan's, so another plan has a list of its own.
        as_at = choose_day(named.day if named else None, today(), key=f"{asked}_as_at", latest=latest)
        if named is not None:
            say_named_day(named.day, named.where, latest)
    as_at = load_page.need_day(as_at)

    top, key_place = st.container(), st.container()
    compare = partial(check.report, as_at, decided=decided, choices_made=made)
    with st.spinner("Comparing with the plan …"):
        report = compare()
        with key_place:
            choose_columns(report.understood.questions, remembered, as_at, key=asked)
            if report.can_load:
                key = report.understood.key
                ask_looks(report.understood.unexplained, key, PRESETS, swatch_svg, key=asked)
                if answers := answer_matches(report.comparison.close, key="import_match"):
                    report = compare(answers=answers)
                sides = choose_sides(report.comparison.conflicts, key="import_side")
                show_key(key)
                if sides:
                    chosen = {each: Side(side) for each, side in sides.items()}
                    report = compare(answers=answers, choices=chosen)
            if report.understood.questions:
                offer_choices(partial(choices_json, report.choices, report.understood.key), key=asked)

with top:
    load_page.say(report, sentence(report))
    if report.can_load:
        show_figures(figures(report), report.understood.key)
if report.can_load:
    show_comparison(report.comparison, begins=plan is None)
    show_history(report.history)
    offers = report.offers
    report = replace(report, taken=offers.taken(choose_offers(offers.retire, offers.evidence, key=asked)))
show_issues([issue_row(issue) for issue in report.issues], "import_kind")
if not report.can_load:
    st.stop()

st.header("Load it", anchor=False)
name = report.plan_name
if plan is None:
    name = st.text_input("Name of the new plan", value=name, key=f"{mark}_name", max_chars=120)
waiting = say_waiting(
    (report.unanswered, "column or sheet", "columns or sheets", "say what each is"),
    (report.comparison.unanswered, "close match", "close matches", "say whether they are the same action"),
    (report.comparison.unresolved, "conflict", "conflicts", "choose which side stands"),
)
label = f"Load {counted(len(report.understood.actions), 'action')} as at {short_day(as_at)}"
if report.plan is not None and report.changes_nothing:
    st.info("This file says what the plan says already. Loading it changes nothing.")
if st.button(escape(label), type="primary", key="import_load", disabled=waiting > 0) and not waiting:
    told = (*report.told, *accept_proposals(report.understood.questions, remembered))
    checked = replace(with_content(report, content), plan_name=name or report.plan_name, told=told)
    write = partial(apply_plan, report=checked, actor=actor, recorded_at=now())
    if applied := load_checked(write, content, plan_name=name):
        go(Page.IMPORT_HISTORY, **{"import": applied.import_id, "plan": applied.plan_id})
